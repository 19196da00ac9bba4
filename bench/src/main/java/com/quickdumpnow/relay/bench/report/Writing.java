package com.quickdumpnow.relay.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A report as a table for people, as JSON for programs, and as a chart. */
public final class Writing {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Writing() {}

  /** One table a series: a row for each x, a column for each contender. */
  public static void table(Report report, Map<String, String> machine, PrintWriter out) {
    out.printf("%n%s: %s%n", report.name(), report.question());
    for (String series : report.series()) {
      List<Figure> figures = report.of(series);
      Set<String> contenders = new LinkedHashSet<>();
      Set<Double> xs = new TreeSet<>();
      figures.forEach(
          figure -> {
            contenders.add(figure.contender());
            xs.add(figure.x());
          });
      out.printf("%n  %s [%s]: median (least to most)%n", series, figures.getFirst().unit());
      out.printf("  %10s", "");
      contenders.forEach(contender -> out.printf("  %28s", contender));
      out.println();
      for (double x : xs) {
        out.printf("  %10s", Figure.words(x));
        for (String contender : contenders) {
          out.printf("  %28s", cell(figures, contender, x));
        }
        out.println();
      }
    }
    out.println();
    for (Claim claim : report.claims()) {
      out.printf("  %s  %s: %s%n", claim.isReached() ? "ok " : "NO ", claim.what(), claim.words());
    }
    report.notes().forEach(note -> out.printf("  note: %s%n", note));
    machine.forEach((what, value) -> out.printf("  %s: %s%n", what, value));
    out.flush();
  }

  private static String cell(List<Figure> figures, String contender, double x) {
    return figures.stream()
        .filter(figure -> figure.contender().equals(contender) && figure.x() == x)
        .findFirst()
        .map(
            figure ->
                "%s (%s to %s)"
                    .formatted(
                        Figure.words(figure.median()),
                        Figure.words(figure.least()),
                        Figure.words(figure.most())))
        .orElse("-");
  }

  /** Writes {@code <name>.json} and {@code <name>.svg} into a folder. */
  public static void files(Report report, Map<String, String> machine, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(report.name() + ".json"), JSON.writeValueAsString(json(report, machine)));
    Files.writeString(folder.resolve(report.name() + ".svg"), Chart.svg(report));
  }

  private static ObjectNode json(Report report, Map<String, String> machine) {
    ObjectNode root = JSON.createObjectNode();
    root.put("name", report.name()).put("question", report.question());
    root.set("machine", JSON.valueToTree(new LinkedHashMap<>(machine)));
    var figures = root.putArray("figures");
    for (Figure figure : report.figures()) {
      figures.addPOJO(figure);
    }
    var claims = root.putArray("claims");
    for (Claim claim : report.claims()) {
      ObjectNode object =
          claims
              .addObject()
              .put("what", claim.what())
              .put("ratio", claim.ratio())
              .put("target", claim.target())
              .put("atLeast", claim.atLeast())
              .put("reached", claim.isReached());
      claim
          .limit()
          .ifPresent(
              limit ->
                  object.putObject("limit").put("what", limit.what()).put("ratio", limit.ratio()));
    }
    report.notes().forEach(root.putArray("notes")::add);
    return root;
  }
}
