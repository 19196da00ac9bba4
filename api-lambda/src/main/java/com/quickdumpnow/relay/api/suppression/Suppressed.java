package com.quickdumpnow.relay.api.suppression;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.Lift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One reason why a number gets no texts.
 *
 * @param until when they are tried again; empty for an opt-out
 * @param source how we know
 */
record Suppressed(
    PhoneNumber phone,
    Lift.Kind kind,
    Instant since,
    Optional<Instant> until,
    String reason,
    String source) {
  private static final Comparator<Suppressed> NEWEST_FIRST =
      Comparator.comparing(Suppressed::since)
          .reversed()
          .thenComparing(each -> each.phone().value())
          .thenComparing(Suppressed::kind);

  /** All that hold at {@code now}, newest first. */
  static List<Suppressed> of(List<Recipient> recipients, Instant now) {
    List<Suppressed> all = new ArrayList<>();
    for (Recipient recipient : recipients) {
      recipient
          .optOut()
          .ifPresent(
              out ->
                  all.add(
                      new Suppressed(
                          recipient.phone(),
                          Lift.Kind.OPT_OUT,
                          out.since(),
                          Optional.empty(),
                          "its owner does not want texts",
                          out.source())));
      recipient
          .suppression()
          .filter(failing -> now.isBefore(failing.until()))
          .ifPresent(
              failing ->
                  all.add(
                      new Suppressed(
                          recipient.phone(),
                          Lift.Kind.FAILURES,
                          failing.since(),
                          Optional.of(failing.until()),
                          failing.reason(),
                          codes(recipient))));
    }
    all.sort(NEWEST_FIRST);
    return all;
  }

  private static String codes(Recipient recipient) {
    List<String> codes =
        recipient.failures().stream().map(failure -> Integer.toString(failure.code())).toList();
    return codes.isEmpty() ? "unknown" : "twilio " + String.join(", ", codes);
  }

  static String kindOf(Lift.Kind kind) {
    return switch (kind) {
      case OPT_OUT -> "opt-out";
      case FAILURES -> "failures";
    };
  }

  ObjectNode json() {
    return Json.object()
        .put("phone", phone.value())
        .put("kind", kindOf(kind))
        .put("since", since.toString())
        .put("until", until.map(Instant::toString).orElse(null))
        .put("reason", reason)
        .put("source", source);
  }
}
