package com.quickdumpnow.relay.bench.report;

/** Percentiles by the nearest rank. */
public final class Percentiles {
  private Percentiles() {}

  /**
   * The least value that at least that share of them does not exceed.
   *
   * @param sorted the smallest first; at least one
   * @param share from 0 to 1
   */
  public static double of(double[] sorted, double share) {
    int index = (int) Math.ceil(sorted.length * share) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)];
  }
}
