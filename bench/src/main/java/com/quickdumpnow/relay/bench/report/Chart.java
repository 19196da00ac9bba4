package com.quickdumpnow.relay.bench.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The series of a report below each other, as a standalone SVG that needs no colour to be read. */
final class Chart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int LEFT = 80;
  private static final int RIGHT = 190;
  private static final int TOP = 40;
  private static final int BOTTOM = 40;

  /** The least distance of two labels of the horizontal axis. */
  private static final int LABEL = 36;

  private static final List<String> COLOURS =
      List.of("#0b5fa5", "#c0392b", "#2e7d32", "#8e44ad", "#7f6000", "#00838f");
  private static final List<String> DASHES = List.of("none", "7 4", "2 4", "10 3 2 3", "1 2", "5");

  private Chart() {}

  static String svg(Report report) {
    StringBuilder out = new StringBuilder();
    List<String> series = report.series();
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
            .formatted(WIDTH, HEIGHT * Math.max(1, series.size())));
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    for (int i = 0; i < series.size(); i++) {
      out.append("<g transform=\"translate(0 %d)\">%n".formatted(i * HEIGHT));
      one(series.get(i), report.of(series.get(i)), out);
      out.append("</g>\n");
    }
    return out.append("</svg>\n").toString();
  }

  private static void one(String title, List<Figure> figures, StringBuilder out) {
    Axis x = Axis.over(figures.stream().map(Figure::x).toList(), LEFT, WIDTH - RIGHT);
    Axis y =
        Axis.over(
            figures.stream().flatMap(figure -> figure.runs().stream()).toList(),
            HEIGHT - BOTTOM,
            TOP);
    text(out, LEFT, 20, "start", title + " [" + figures.getFirst().unit() + "]");
    for (double tick : y.ticks()) {
      line(out, LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "stroke=\"#ddd\"");
      text(out, LEFT - 6, y.at(tick) + 4, "end", Figure.words(tick));
    }
    double free = 0;
    for (double tick : new LinkedHashSet<>(figures.stream().map(Figure::x).sorted().toList())) {
      if (x.at(tick) >= free) {
        text(out, x.at(tick), HEIGHT - BOTTOM + 18, "middle", Figure.words(tick));
        free = x.at(tick) + LABEL;
      }
    }
    Set<String> contenders = new LinkedHashSet<>(figures.stream().map(Figure::contender).toList());
    int index = 0;
    for (String contender : contenders) {
      curve(figures, contender, index, x, y, out);
      int legend = TOP + 10 + 20 * index;
      line(out, WIDTH - RIGHT + 10, legend, WIDTH - RIGHT + 40, legend, stroke(index));
      text(out, WIDTH - RIGHT + 46, legend + 4, "start", contender);
      index++;
    }
  }

  private static void curve(
      List<Figure> figures, String contender, int index, Axis x, Axis y, StringBuilder out) {
    StringBuilder points = new StringBuilder();
    for (Figure figure :
        figures.stream()
            .filter(figure -> figure.contender().equals(contender))
            .sorted((one, other) -> Double.compare(one.x(), other.x()))
            .toList()) {
      double at = x.at(figure.x());
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", at, y.at(figure.median())));
      line(out, at, y.at(figure.least()), at, y.at(figure.most()), stroke(index));
      out.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
              at,
              y.at(figure.median()),
              COLOURS.get(index % COLOURS.size())));
    }
    out.append(
        "<polyline fill=\"none\" points=\"%s\" %s/>%n"
            .formatted(points.toString().trim(), stroke(index)));
  }

  private static String stroke(int index) {
    return "stroke=\"%s\" stroke-width=\"1.5\" stroke-dasharray=\"%s\""
        .formatted(COLOURS.get(index % COLOURS.size()), DASHES.get(index % DASHES.size()));
  }

  private static void line(
      StringBuilder out, double x1, double y1, double x2, double y2, String how) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>%n",
            x1,
            y1,
            x2,
            y2,
            how));
  }

  private static void text(StringBuilder out, double x, double y, String anchor, String words) {
    String safe = words.replace("&", "&amp;").replace("<", "&lt;");
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222\">%s</text>%n",
            x,
            y,
            anchor,
            safe));
  }
}
