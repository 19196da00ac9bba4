package com.quickdumpnow.relay.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is hauled and to where.
 *
 * @param tons US short tons, positive and below 10,000, at most 20 digits
 * @param address street address in words; personal data
 */
public record Load(
    Optional<String> material,
    Optional<BigDecimal> tons,
    Optional<String> address,
    Optional<String> notes,
    Extras extras) {
  public static final Load UNKNOWN =
      new Load(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Extras.NONE);

  public Load {
    if (tons.isPresent() && !isSane(tons.get())) {
      throw new IllegalArgumentException("not a load: tons is a positive number below 10,000");
    }
  }

  private static boolean isSane(BigDecimal tons) {
    return tons.signum() > 0
        && tons.compareTo(BigDecimal.valueOf(10_000)) < 0
        && tons.precision() <= 20
        && Math.abs(tons.scale()) <= 20;
  }

  @Override
  public String toString() {
    return "Load[" + material.orElse("unknown") + "]";
  }
}
