package com.quickdumpnow.relay.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands in a picture: by its logarithm where values differ by more than ten times.
 */
record Axis(double low, double high, boolean logarithmic, double from, double to) {
  static Axis over(List<Double> values, double from, double to) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    boolean logarithmic = low > 0 && high / low > 10;
    if (logarithmic) {
      return new Axis(low, high, true, from, to);
    }
    double bottom = Math.min(0, low);
    return new Axis(bottom, high > bottom ? high : bottom + 1, false, from, to);
  }

  double at(double value) {
    double share =
        logarithmic
            ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
            : (value - low) / (high - low);
    return from + Math.clamp(share, 0, 1) * (to - from);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      double power = Math.pow(10, Math.ceil(Math.log10(low)));
      for (; power <= high; power *= 10) {
        ticks.add(power);
      }
      return ticks;
    }
    for (int i = 0; i <= 4; i++) {
      ticks.add(low + (high - low) * i / 4);
    }
    return ticks;
  }
}
