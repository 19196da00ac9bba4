package com.quickdumpnow.relay.ops.usage;

import com.quickdumpnow.relay.ops.usage.Usage.Day;
import com.quickdumpnow.relay.ops.usage.Usage.Disagreement;
import com.quickdumpnow.relay.ops.usage.Usage.Failure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A usage as one HTML page that needs nothing else: no script, no font, no network. */
public final class UsagePage {
  private static final int HEIGHT = 160;
  private static final int STEP = 64;
  private static final int BAR = 44;
  private static final List<String> COLOURS =
      List.of("#0b6e4f", "#d95f02", "#4466aa", "#a03070", "#7a6a00");

  private final Usage usage;
  private final List<String> routes;

  private UsagePage(Usage usage) {
    this.usage = usage;
    this.routes = usage.days().stream().map(Day::route).distinct().sorted().toList();
  }

  public static String of(Usage usage, String since) {
    UsagePage page = new UsagePage(usage);
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>QDN usage</title>
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <style>
    body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b1b1b;background:#fff}
    table{border-collapse:collapse;width:100%%}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #ddd}
    svg{max-width:100%%;height:auto}text{font:12px system-ui,sans-serif}
    </style></head><body>
    <h1>Usage since %s</h1>
    <p>%d texts, cost %s. Delivered within %s in the middle, %s for 19 of 20.</p>
    <h2>Texts by day and route</h2>%s%s
    <h2>Cost by day and route</h2>%s
    <h2>Each day</h2>%s
    <h2>Refusals and failures</h2>%s
    <h2>Networks that returned no receipt</h2>%s
    <h2>Where Twilio's records and ours disagree</h2>%s
    </body></html>
    """
        .formatted(
            escaped(since),
            usage.texts(),
            escaped(usage.costs()),
            usage.median().map(d -> d.toSeconds() + " s").orElse("an unknown time"),
            usage.slowest().map(d -> d.toSeconds() + " s").orElse("an unknown time"),
            page.legend(),
            page.chart("Texts by day and route", Day::texts),
            page.chart("Cost by day and route", day -> day.cost().doubleValue()),
            page.days(),
            page.failures(),
            page.silent(),
            page.disagreements());
  }

  private String legend() {
    StringBuilder legend = new StringBuilder("<p>");
    for (String route : routes) {
      legend.append(
          "<span style=\"color:%s\">&#9632;</span> %s &nbsp; "
              .formatted(colour(route), escaped(route)));
    }
    return legend + "</p>";
  }

  /** Bars, a route upon the other. */
  private String chart(String title, ToDoubleFunction<Day> value) {
    Map<LocalDate, List<Day>> byDay =
        usage.days().stream()
            .collect(Collectors.groupingBy(Day::day, TreeMap::new, Collectors.toList()));
    double most =
        byDay.values().stream()
            .mapToDouble(days -> days.stream().mapToDouble(value).sum())
            .max()
            .orElse(0);
    if (most <= 0) {
      return "<p>Nothing.</p>";
    }
    StringBuilder bars = new StringBuilder();
    int x = 0;
    for (Map.Entry<LocalDate, List<Day>> day : byDay.entrySet()) {
      double top = HEIGHT;
      for (Day part : day.getValue()) {
        double height = value.applyAsDouble(part) / most * HEIGHT;
        top -= height;
        bars.append(
            "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>"
                .formatted(
                    x,
                    top + 20,
                    BAR,
                    height,
                    colour(part.route()),
                    escaped(
                        "%s, %s: %s"
                            .formatted(day.getKey(), part.route(), value.applyAsDouble(part)))));
      }
      bars.append(
          "<text x=\"%d\" y=\"%d\">%s</text>"
              .formatted(x, HEIGHT + 36, day.getKey().toString().substring(5)));
      x += STEP;
    }
    return "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\">%s</svg>"
        .formatted(escaped(title), Math.max(x, STEP), HEIGHT + 44, Math.max(x, STEP), bars);
  }

  private String failures() {
    List<List<String>> rows = new ArrayList<>();
    for (Failure one : usage.failures()) {
      rows.add(
          List.of(
              Integer.toString(one.code()),
              one.meaning(),
              Integer.toString(one.times()),
              one.isRateLimit() ? "yes" : ""));
    }
    return table(List.of("Code", "Meaning", "Times", "Rate limit"), rows);
  }

  private String days() {
    List<List<String>> rows = new ArrayList<>();
    for (Day day : usage.days()) {
      rows.add(
          List.of(
              day.day().toString(),
              day.route(),
              Integer.toString(day.texts()),
              Integer.toString(day.segments()),
              day.cost().toPlainString() + " " + day.unit(),
              Integer.toString(day.delivered()),
              Integer.toString(day.failed())));
    }
    return table(List.of("Day", "Route", "Texts", "Segments", "Cost", "Delivered", "Failed"), rows);
  }

  private String silent() {
    return table(
        List.of("Numbers begin with", "Texts without a receipt"),
        usage.silent().stream()
            .map(one -> List.of(one.prefix(), Integer.toString(one.texts())))
            .toList());
  }

  private String disagreements() {
    List<List<String>> rows = new ArrayList<>();
    for (Disagreement one : usage.disagreements()) {
      rows.add(List.of(one.messageId(), one.job(), one.twilio(), one.ours()));
    }
    return table(List.of("Message", "Job", "Twilio says", "We say"), rows);
  }

  private static String table(List<String> headings, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return "<p>None.</p>";
    }
    StringBuilder table = new StringBuilder("<table><tr>");
    headings.forEach(h -> table.append("<th>").append(escaped(h)).append("</th>"));
    for (List<String> row : rows) {
      table.append("</tr><tr>");
      row.forEach(cell -> table.append("<td>").append(escaped(cell)).append("</td>"));
    }
    return table + "</tr></table>";
  }

  private String colour(String route) {
    return COLOURS.get(routes.indexOf(route) % COLOURS.size());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
