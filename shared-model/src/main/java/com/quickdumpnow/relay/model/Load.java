package com.quickdumpnow.relay.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is hauled and to where.
 *
 * @param tons US short tons, positive
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

  @Override
  public String toString() {
    return "Load[" + material.orElse("unknown") + "]";
  }
}
