package com.quickdumpnow.relay.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span as others are told of it: what {@code traceparent} holds. {@code tracestate} is not
 * carried on.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all 0
 * @param spanId 16 of them, not all 0
 * @param sampled whether it is recorded
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
  /** The name of the header, and of whatever else carries its value. */
  public static final String NAME = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final Predicate<String> TRACE_ID =
      Pattern.compile("(?!0{32})[0-9a-f]{32}").asMatchPredicate();
  private static final Predicate<String> SPAN_ID =
      Pattern.compile("(?!0{16})[0-9a-f]{16}").asMatchPredicate();
  private static final String THIS_VERSION = "00";
  private static final int LONGEST = 200;
  private static final int SAMPLED = 1;

  public TraceContext {
    Grammar.check("trace id", traceId, TRACE_ID, "32 of 0-9 a-f, not all 0");
    Grammar.check("span id", spanId, SPAN_ID, "16 of 0-9 a-f, not all 0");
  }

  /** Empty when it is no {@code traceparent}: then it is as if there were none. */
  public static Optional<TraceContext> parse(String traceparent) {
    if (traceparent.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(traceparent);
    if (!form.matches() || (form.group(5) != null && form.group(1).equals(THIS_VERSION))) {
      return Optional.empty();
    }
    try {
      int flags = HexFormat.fromHexDigits(form.group(4));
      return Optional.of(
          new TraceContext(form.group(2), form.group(3), (flags & SAMPLED) == SAMPLED));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * Where the notification's own trace begins. It follows from the id alone, so whoever handles the
   * notification finds its trace, also when nothing carried it there.
   */
  public static TraceContext of(NotificationId id) {
    byte[] hash;
    try {
      hash =
          MessageDigest.getInstance("SHA-256")
              .digest(id.value().getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    HexFormat hex = HexFormat.of();
    return new TraceContext(hex.formatHex(hash, 0, 16), hex.formatHex(hash, 16, 24), true);
  }

  /** As {@code traceparent}: {@code [0-9a-f-]} only, so it fits a URL as it is. */
  public String traceparent() {
    return THIS_VERSION + "-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
