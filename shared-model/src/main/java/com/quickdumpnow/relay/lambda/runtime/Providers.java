package com.quickdumpnow.relay.lambda.runtime;

import java.security.Security;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which the JDK asks its security providers. It loads each up to the first that has
 * what is wanted; a signature needs the one that stands fifth, and those before it (elliptic
 * curves, TLS) take tens of milliseconds of a cold start. They are loaded once they are needed.
 */
final class Providers {
  private static final String PREFIX = "security.provider.";
  private static final String OF_MACS = "SunJCE";

  private Providers() {}

  /** Moves the one with the MACs to the second place. Only before anything has asked for one. */
  static void putMacsFirst() {
    List<String> names = new ArrayList<>();
    for (int place = 1; ; place++) {
      String name = Security.getProperty(PREFIX + place);
      if (name == null) {
        break;
      }
      names.add(name);
    }
    if (names.size() < 2 || !names.remove(OF_MACS)) {
      return;
    }
    names.add(1, OF_MACS);
    for (int i = 0; i < names.size(); i++) {
      Security.setProperty(PREFIX + (i + 1), names.get(i));
    }
  }
}
