package com.quickdumpnow.relay.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One thing measured several times.
 *
 * @param series what is compared, such as {@code changes/s, 1 MB}
 * @param contender who did it
 * @param x where on the series, such as the number of writers
 * @param unit of the values
 * @param runs a value for each run
 */
public record Figure(String series, String contender, double x, String unit, List<Double> runs) {
  public Figure {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no run of " + contender + " in " + series);
    }
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  public double median() {
    double[] sorted = sorted();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  public double least() {
    return sorted()[0];
  }

  public double most() {
    return sorted()[runs.size() - 1];
  }

  private double[] sorted() {
    double[] sorted = runs.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Three significant digits, as no measurement here has more. */
  public static String words(double value) {
    if (value == 0 || Double.isNaN(value)) {
      return value == 0 ? "0" : "-";
    }
    int digits = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return String.format(Locale.ROOT, "%,." + Math.clamp(3L - digits, 0, 6) + "f", value);
  }
}
