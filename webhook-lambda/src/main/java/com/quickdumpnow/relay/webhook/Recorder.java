package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.decision.Receipts;
import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.OutcomeJson;
import com.quickdumpnow.relay.json.OutcomeJson.OfMessage;
import com.quickdumpnow.relay.json.OutcomeJson.OfNoInterest;
import com.quickdumpnow.relay.json.OutcomeJson.OfRecipient;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.DeadLetters;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.trace.Tracer.Kind;
import com.quickdumpnow.relay.trace.Tracer.Step;
import com.quickdumpnow.relay.webhook.ReceiptMerge.Decided;
import com.quickdumpnow.relay.webhook.ReceiptMerge.Failed;
import com.quickdumpnow.relay.webhook.ReceiptMerge.Merged;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges receipts into the store, a batch in one go, and wakes the worker for the hops that follow
 * from them; what customers said about wanting texts comes before that. Safe to repeat with any of
 * them, in any order.
 */
final class Recorder {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);
  private static final Step PROCESS = new Step(Kind.CONSUMER, "process outcomes");

  /**
   * The order in which a batch is merged, whatever the order in which it came. Successes first: a
   * failure of a message that turns out to be delivered then triggers no other one.
   */
  private static final Comparator<Receipt> ORDER =
      Comparator.comparing((Receipt receipt) -> !receipt.status().isSuccess())
          .thenComparing(Receipt::receivedAt)
          .thenComparing(Receipt::status)
          .thenComparingInt(receipt -> receipt.code().orElse(0))
          .thenComparing(receipt -> receipt.messageId().value());

  private final TriggerQueue triggers;
  private final Poison poison;
  private final ReceiptMerge receipts;
  private final InboundWords words;
  private final InstantSource clock;
  private final Tracer tracer;

  Recorder(
      MaintenanceStore store,
      TriggerQueue triggers,
      DeadLetters deadLetters,
      Receipts receipts,
      InboundWords words,
      InstantSource clock,
      Tracer tracer) {
    this.triggers = triggers;
    this.poison = new Poison(deadLetters);
    this.receipts = new ReceiptMerge(store, receipts);
    this.words = words;
    this.clock = clock;
    this.tracer = tracer;
  }

  private sealed interface Parsed {}

  private record Outcome(OutcomeJson.Outcome news) implements Parsed {}

  private record NotParsed(String reason) implements Parsed {}

  private record Queued(String id, Receipt receipt, Span span) {}

  /**
   * Returns once everything is durable that is not reported back.
   *
   * @return the ids of those messages that are to come again, or to end in the dead-letter queue
   */
  Set<String> record(List<SqsBatch.Message> messages) {
    Set<String> failures = new LinkedHashSet<>();
    List<Queued> queued = new ArrayList<>();
    List<Poison.Message> poisoned = new ArrayList<>();
    for (SqsBatch.Message message : messages) {
      switch (parse(message)) {
        case Outcome(OfMessage(var receipt)) ->
            queued.add(new Queued(message.id(), receipt, span(message, receipt)));
        case Outcome(OfRecipient(var inbound)) -> {
          if (!words.record(inbound)) {
            failures.add(message.id());
          }
        }
        case Outcome(OfNoInterest()) ->
            log.atInfo().addKeyValue(LogKey.RECORD_ID, message.id()).log("nothing to be recorded");
        case NotParsed(String reason) -> poisoned.add(new Poison.Message(message, reason));
      }
    }
    failures.addAll(poison.bury(poisoned));
    if (!queued.isEmpty()) {
      failures.addAll(recordReceipts(queued));
      log.atInfo()
          .addKeyValue(LogKey.MESSAGES, messages.size())
          .addKeyValue(LogKey.FAILURES, failures.size())
          .log("receipts recorded");
    }
    return failures;
  }

  /** Returns the ids of those that are to come again. */
  private List<String> recordReceipts(List<Queued> queued) {
    queued.sort(Comparator.comparing(Queued::receipt, ORDER));
    List<Merged> merged =
        receipts.merge(queued.stream().map(Queued::receipt).toList(), clock.instant());
    List<String> failures = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    List<Trigger> toSend = new ArrayList<>();
    for (int i = 0; i < queued.size(); i++) {
      Queued one = queued.get(i);
      if (merged.get(i) instanceof Decided(Decision decision)) {
        alerts.addAll(decision.alerts());
        decision.triggers().forEach(trigger -> toSend.add(trigger.in(one.span().context())));
      } else {
        failures.add(one.id());
        one.span().failed();
      }
      if (merged.get(i) instanceof Failed(RuntimeException cause)) {
        logFailure(one, cause);
      }
    }
    alerts.forEach(Recorder::tell);
    send(toSend);
    queued.forEach(one -> one.span().close());
    return failures;
  }

  private static Parsed parse(SqsBatch.Message message) {
    try {
      return new Outcome(OutcomeJson.read(message.body()));
    } catch (BadJsonException e) {
      log.atError()
          .addKeyValue(LogKey.RECORD_ID, message.id())
          .addKeyValue(LogKey.REASON, e.getMessage())
          .log("neither receipt, nor word, nor event of SES; it goes to the dead-letter queue");
      return new NotParsed(String.valueOf(e.getMessage()));
    }
  }

  private Span span(SqsBatch.Message message, Receipt receipt) {
    return tracer
        .step(PROCESS, message.trace(), receipt.notificationId())
        .set(LogKey.JOB_ID, receipt.jobId())
        .set(LogKey.NID, receipt.notificationId())
        .set(LogKey.ATTEMPT, receipt.attempt())
        .set(LogKey.OUTCOME, receipt.status().wireName());
  }

  private void send(List<Trigger> toSend) {
    if (toSend.isEmpty()) {
      return;
    }
    try {
      triggers.send(toSend);
    } catch (QueueUnavailableException e) {
      // The receipts are kept; coming again they would trigger nothing, so it is the sweeper's
      // turn.
      log.atWarn()
          .setCause(e)
          .addKeyValue(LogKey.TRIGGERS, toSend.size())
          .log("triggers not sent; the sweeper makes them again");
    }
  }

  private static void tell(Alert alert) {
    log.atWarn()
        .addKeyValue(LogKey.ALERT, alert.kind())
        .addKeyValue(LogKey.JOB_ID, alert.jobId())
        .addKeyValue(LogKey.NID, alert.notificationId())
        .addKeyValue(LogKey.WORDS, alert.words())
        .log("an alert for staff was raised");
  }

  private static void logFailure(Queued queued, RuntimeException cause) {
    log.atError()
        .setCause(cause)
        .addKeyValue(LogKey.RECORD_ID, queued.id())
        .addKeyValue(LogKey.JOB_ID, queued.receipt().jobId())
        .addKeyValue(LogKey.MESSAGE_ID, queued.receipt().messageId())
        .log("receipt not recorded; it comes again");
  }
}
