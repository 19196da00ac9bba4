package com.quickdumpnow.relay.bench;

import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * How much is measured.
 *
 * @param runs of each figure
 * @param isShort smaller sizes, to see whether a bench works
 * @param progress is told what is being done
 */
public record Effort(int runs, boolean isShort, Consumer<String> progress) {
  /** The first where there is time, the second where there is none. */
  public <T> T either(T whole, T small) {
    return isShort ? small : whole;
  }

  /**
   * One run of one contender.
   *
   * @param name the contender's
   * @param run measures once; its result is in the unit of the series
   */
  public record Contender(String name, Callable<Double> run) {}

  /** Runs each contender so often, taking turns in changing order, and keeps the figures. */
  public void compare(
      Report report, String series, double x, String unit, List<Contender> contenders)
      throws Exception {
    Map<String, List<Double>> results = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      List<Contender> turns = new ArrayList<>(contenders);
      // Nobody always goes first, while programs are still being compiled.
      Collections.rotate(turns, -run);
      for (Contender contender : turns) {
        double result = contender.run().call();
        results.computeIfAbsent(contender.name(), _ -> new ArrayList<>()).add(result);
        progress.accept(
            "%s, %s, %s: %s %s"
                .formatted(series, Figure.words(x), contender.name(), Figure.words(result), unit));
      }
    }
    contenders.forEach(
        contender ->
            report.add(
                new Figure(
                    series,
                    contender.name(),
                    x,
                    unit,
                    results.getOrDefault(contender.name(), List.of()))));
  }
}
