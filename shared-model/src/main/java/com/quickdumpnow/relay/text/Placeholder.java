package com.quickdumpnow.relay.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a template may leave open. */
public enum Placeholder {
  NAME(true),
  MATERIAL(true),
  ADDRESS(true),
  LINK(false),
  /** How to stop: in the first text to a customer. */
  STOP(true),
  PHONE(false);

  private final boolean mayBeMissing;

  Placeholder(boolean mayBeMissing) {
    this.mayBeMissing = mayBeMissing;
  }

  /** Whether it has no value at times, or none that fits. */
  boolean mayBeMissing() {
    return mayBeMissing;
  }

  static Optional<Placeholder> named(String name) {
    return Arrays.stream(values()).filter(one -> one.word().equals(name)).findFirst();
  }

  static String list(Collection<Placeholder> placeholders) {
    return placeholders.isEmpty()
        ? "none"
        : placeholders.stream()
            .sorted()
            .map(Placeholder::toString)
            .collect(Collectors.joining(", "));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it stands in a template. */
  @Override
  public String toString() {
    return "{" + word() + "}";
  }
}
