package com.quickdumpnow.relay.ops;

import java.net.URL;
import java.util.Optional;

/** Where logs go while a command runs. To be chosen before anything logs. */
final class Logs {
  /** Logback's own, so it counts for the packaged programs in this process too. */
  private static final String CONFIGURATION = "logback.configurationFile";

  private static final String LEVEL = "qdn.log.level";

  private Logs() {}

  /** In short lines to standard error, unless this process was told otherwise. */
  static void toThePerson() {
    if (System.getProperty(CONFIGURATION) == null) {
      Optional.ofNullable(Logs.class.getResource("/qdn-logback.xml"))
          .map(URL::toString)
          .ifPresent(url -> System.setProperty(CONFIGURATION, url));
    }
  }

  /** Nothing: what a simulated program complains of is part of the game. */
  static void silent() {
    System.setProperty(LEVEL, "OFF");
  }

  /** Shows what the relay does, not only what goes wrong. */
  static void tellTheStory() {
    System.setProperty(LEVEL, "INFO");
  }
}
