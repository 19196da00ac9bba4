package com.quickdumpnow.relay.config;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/**
 * A program cannot start as it is configured. The message has one line per problem: the variable,
 * what is wrong with it, and what would be valid. It repeats no value, so it may be logged.
 */
public final class ConfigurationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final ArrayList<String> problems;

  ConfigurationException(List<String> problems) {
    super("The configuration has problems:\n  " + String.join("\n  ", problems));
    this.problems = new ArrayList<>(problems);
  }

  /** One problem that only shows when the setting is used. */
  public static ConfigurationException of(String name, String wrong, String valid) {
    return new ConfigurationException(List.of(problem(name, wrong, valid)));
  }

  static String problem(String name, String wrong, String valid) {
    return name + " " + wrong + ": use " + valid;
  }

  /** Every problem found, in the order in which the settings were asked for. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
