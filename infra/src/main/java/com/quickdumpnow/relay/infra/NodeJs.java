package com.quickdumpnow.relay.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The CDK's own code is JavaScript, whatever language calls it. */
final class NodeJs {
  private static final int OLDEST = 18;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
  private static final String NEED =
      "The AWS CDK needs Node.js %d or newer, and %s. Debian, Ubuntu: apt-get install nodejs;"
          + " macOS: brew install node";

  private NodeJs() {}

  /**
   * @throws IllegalStateException in plain words, when there is none or it is too old
   */
  static void require() {
    require("node");
  }

  static void require(String command) {
    String version = version(command);
    Matcher major = VERSION.matcher(version);
    if (!major.matches()) {
      throw new IllegalStateException(NEED.formatted(OLDEST, "found none on the PATH"));
    }
    if (Integer.parseInt(major.group(1)) < OLDEST) {
      throw new IllegalStateException(NEED.formatted(OLDEST, "found " + version.strip()));
    }
  }

  private static String version(String command) {
    try {
      Process process = new ProcessBuilder(command, "--version").start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }
}
