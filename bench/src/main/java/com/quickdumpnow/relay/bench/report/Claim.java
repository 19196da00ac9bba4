package com.quickdumpnow.relay.bench.report;

/**
 * What a ratio is held against.
 *
 * @param what the ratio, in words
 * @param ratio as measured
 * @param target the ratio to reach
 * @param atLeast whether more is better
 */
public record Claim(String what, double ratio, double target, boolean atLeast) {
  public static Claim atLeast(String what, double ratio, double target) {
    return new Claim(what, ratio, target, true);
  }

  public static Claim atMost(String what, double ratio, double target) {
    return new Claim(what, ratio, target, false);
  }

  public boolean isReached() {
    return atLeast ? ratio >= target : ratio <= target;
  }

  /** Such as {@code 3.20 (to reach: at least 2.00)}. */
  public String words() {
    return Figure.words(ratio)
        + (atLeast ? " (to reach: at least " : " (to reach: at most ")
        + Figure.words(target)
        + ")";
  }
}
