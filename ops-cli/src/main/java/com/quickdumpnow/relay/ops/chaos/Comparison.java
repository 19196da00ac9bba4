package com.quickdumpnow.relay.ops.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.ops.chaos.Ledgers.End;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Hop;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Kept;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Sent;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Way;
import com.quickdumpnow.relay.ops.chaos.Verdict.Finding;
import com.quickdumpnow.relay.ops.chaos.Verdict.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares three {@link Ledgers}. Pure; an instance serves one comparison. */
final class Comparison {
  private final Ledgers ledgers;
  private final Map<String, Kept> kept;
  private final Map<String, List<Sent>> sent;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<RepeatLabel, Long> repeats = new EnumMap<>(RepeatLabel.class);

  private Comparison(Ledgers ledgers) {
    this.ledgers = ledgers;
    this.kept = ledgers.kept().stream().collect(toMap(Kept::notification, one -> one));
    this.sent = ledgers.sent().stream().collect(groupingBy(Sent::notification));
  }

  static Verdict of(Ledgers ledgers) {
    Comparison comparison = new Comparison(ledgers);
    new TreeSet<>(ledgers.accepted()).forEach(comparison::accepted);
    ledgers.kept().forEach(comparison::kept);
    comparison.sent.forEach(comparison::sent);
    Map<End, Long> ends =
        ledgers.kept().stream()
            .collect(groupingBy(Kept::end, () -> new EnumMap<>(End.class), counting()));
    return new Verdict(comparison.findings, comparison.repeats, ends);
  }

  private void accepted(String notification) {
    if (!kept.containsKey(notification)) {
      find(Kind.LOST, notification, "the API accepted it and the document does not have it");
    }
  }

  private void kept(Kept one) {
    if (!ledgers.accepted().contains(one.notification())) {
      find(Kind.UNEXPLAINED, one, "the document has it and the API never accepted it");
    }
    switch (one.end()) {
      case DELIVERED -> requireArrived(one, Way.TEXT);
      case EMAILED -> requireArrived(one, Way.EMAIL);
      case STAFF_TOLD, SUPERSEDED, SUPPRESSED -> {}
      case EXPIRED -> find(Kind.LOST, one, "it was given up although it was true");
      case STAFF_NOT_TOLD -> find(Kind.LOST, one, "nobody was reached and staff do not know");
      case OPEN -> find(Kind.LOST, one, "it never ended");
    }
    for (Hop hop : one.hops()) {
      hop.messageId()
          .filter(id -> !isSent(one, hop.attempt(), id))
          .ifPresent(
              id ->
                  find(
                      Kind.UNEXPLAINED,
                      one,
                      "attempt " + hop.attempt() + " names " + id + ", which no carrier has"));
    }
  }

  private void requireArrived(Kept one, Way way) {
    boolean arrived =
        sentFor(one.notification()).stream()
            .anyMatch(message -> message.way() == way && message.arrived());
    if (!arrived) {
      find(Kind.LOST, one, "no " + (way == Way.TEXT ? "phone" : "mailbox") + " has it");
    }
  }

  private boolean isSent(Kept one, int attempt, String id) {
    return sentFor(one.notification()).stream()
        .anyMatch(message -> message.attempt() == attempt && message.messageId().equals(id));
  }

  private List<Sent> sentFor(String notification) {
    return sent.getOrDefault(notification, List.of());
  }

  private void sent(String notification, List<Sent> messages) {
    Set<Integer> attempts = new HashSet<>();
    int first = messages.stream().mapToInt(Sent::attempt).min().orElseThrow();
    for (Sent message : messages) {
      Optional<Hop> hop =
          Optional.ofNullable(kept.get(notification)).flatMap(one -> one.hop(message.attempt()));
      if (hop.isEmpty()) {
        find(Kind.UNEXPLAINED, message, "the document has no such attempt");
      } else if (!isKnown(message, hop.get())) {
        find(Kind.UNEXPLAINED, message, "the document does not know of it");
      }
      if (!attempts.add(message.attempt())) {
        find(Kind.DUPLICATED, message, "the carrier took this attempt before");
      } else if (message.attempt() > first) {
        hop.flatMap(Hop::label)
            .ifPresentOrElse(
                label -> repeats.merge(label, 1L, Long::sum),
                () -> find(Kind.DUPLICATED, message, "it repeats without a label"));
      }
    }
  }

  /** An email cannot be asked for afterwards, so the document may only say that it is in doubt. */
  private boolean isKnown(Sent message, Hop hop) {
    return hop.messageId().filter(message.messageId()::equals).isPresent()
        || ledgers.strays().contains(message.messageId())
        || (message.way() == Way.EMAIL && hop.doubtful());
  }

  private void find(Kind kind, Kept one, String words) {
    find(kind, one.notification(), words + " (" + one.words() + ")");
  }

  private void find(Kind kind, Sent message, String words) {
    find(
        kind,
        message.notification(),
        "%s %s, attempt %d: %s"
            .formatted(message.way(), message.messageId(), message.attempt(), words));
  }

  private void find(Kind kind, String notification, String words) {
    findings.add(new Finding(kind, notification, words));
  }
}
