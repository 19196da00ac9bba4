package com.quickdumpnow.relay.model;

import java.math.BigDecimal;

/**
 * US dollars, counted in millionths, as Twilio's prices have up to five decimals.
 *
 * @param micros millionths of a dollar, not negative
 */
public record Money(long micros) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);

  /** What {@link #of} takes, in words. */
  public static final String RULE =
      "an amount of US dollars from 0.000001 to 1000000, with at most 6 decimals";

  private static final int DECIMALS = 6;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  public Money {
    if (micros < 0) {
      throw new IllegalArgumentException("less than no money: " + micros);
    }
  }

  /**
   * @throws IllegalArgumentException when it is not {@link #RULE}
   */
  public static Money of(BigDecimal dollars) {
    if (dollars.signum() <= 0
        || dollars.compareTo(MOST) > 0
        || dollars.stripTrailingZeros().scale() > DECIMALS) {
      throw new IllegalArgumentException("use " + RULE);
    }
    return new Money(dollars.movePointRight(DECIMALS).longValueExact());
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(micros, other.micros));
  }

  /** Not less than nothing. */
  public Money minus(Money other) {
    return new Money(Math.max(0, micros - other.micros));
  }

  public Money times(int count) {
    return new Money(Math.multiplyExact(micros, count));
  }

  public BigDecimal dollars() {
    return BigDecimal.valueOf(micros, DECIMALS);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(micros, other.micros);
  }

  /** As {@code $25.00} or {@code $0.0118}. */
  @Override
  public String toString() {
    BigDecimal plain = dollars().stripTrailingZeros();
    return "$" + plain.setScale(Math.max(2, plain.scale())).toPlainString();
  }
}
