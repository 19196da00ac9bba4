package com.quickdumpnow.relay.log.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a log may tell of an exception: the types of it and of its causes, the words of those who
 * are known to put no input into them, and the one place of ours that is nearest to the cause. No
 * stack trace. Where words repeat an address or a number all the same (SES does: "not verified:
 * ana@example.com"), it is left out.
 *
 * @param words from the outermost to the innermost
 * @param where {@code Class.method:line}; empty when none of ours took part
 */
record Failure(String words, String where) {
  private static final int MOST_CAUSES = 8;
  private static final int LONGEST_WORDS = 300;
  private static final String OURS = "com.quickdumpnow.relay.";
  private static final String AWS = "software.amazon.awssdk.";
  private static final Pattern PERSONAL =
      Pattern.compile("[^\\s<>\"'(),;:]+@[^\\s<>\"'(),;:]+|\\+?\\d{7,}");

  static Failure of(Throwable thrown) {
    List<Throwable> chain =
        Stream.iterate(thrown, each -> each != null, Throwable::getCause)
            .limit(MOST_CAUSES)
            .toList();
    String words = String.join(" < ", chain.stream().map(Failure::words).toList());
    List<Throwable> inwards = new ArrayList<>(chain);
    Collections.reverse(inwards);
    String where =
        inwards.stream()
            .flatMap(each -> Stream.of(each.getStackTrace()))
            .filter(frame -> frame.getClassName().startsWith(OURS))
            .findFirst()
            .map(Failure::place)
            .orElse("");
    return new Failure(words, where);
  }

  private static String words(Throwable thrown) {
    String type = simpleName(thrown.getClass().getName());
    String message = thrown.getMessage();
    if (message == null || !isDiscreet(thrown)) {
      return type;
    }
    String cut = message.substring(0, Math.min(message.length(), LONGEST_WORDS));
    return type + ": " + PERSONAL.matcher(cut).replaceAll("…");
  }

  /** A parser's message quotes what it could not parse; the JDK's of a connection does not. */
  private static boolean isDiscreet(Throwable thrown) {
    String type = thrown.getClass().getName();
    return type.startsWith(OURS)
        || type.startsWith(AWS)
        || (thrown instanceof IOException && type.startsWith("java."));
  }

  private static String place(StackTraceElement frame) {
    return simpleName(frame.getClassName())
        + "."
        + frame.getMethodName()
        + ":"
        + frame.getLineNumber();
  }

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
