package com.quickdumpnow.relay.bench.report;

import java.util.Optional;

/**
 * What a ratio is held against.
 *
 * @param what the ratio, in words
 * @param ratio as measured
 * @param target the ratio to reach
 * @param atLeast whether more is better
 * @param limit what the least that can be done gets with the same means, where that was measured
 */
public record Claim(
    String what, double ratio, double target, boolean atLeast, Optional<Limit> limit) {
  /**
   * The same ratio of something that does as little as can be done.
   *
   * @param what does it, in words
   */
  public record Limit(String what, double ratio) {}

  public static Claim atLeast(String what, double ratio, double target) {
    return new Claim(what, ratio, target, true, Optional.empty());
  }

  public static Claim atMost(String what, double ratio, double target) {
    return new Claim(what, ratio, target, false, Optional.empty());
  }

  /** The same, with the limit beside it. */
  public Claim limitedBy(String whatDoesLeast, double itsRatio) {
    return new Claim(what, ratio, target, atLeast, Optional.of(new Limit(whatDoesLeast, itsRatio)));
  }

  public boolean isReached() {
    return atLeast ? ratio >= target : ratio <= target;
  }

  /** Such as {@code 3.20 (to reach: at least 2.00; bare loop: 4.00)}. */
  public String words() {
    return Figure.words(ratio)
        + (atLeast ? " (to reach: at least " : " (to reach: at most ")
        + Figure.words(target)
        + limit.map(least -> "; " + least.what() + ": " + Figure.words(least.ratio())).orElse("")
        + ")";
  }
}
