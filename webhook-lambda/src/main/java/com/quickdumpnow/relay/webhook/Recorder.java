package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.decision.Receipts;
import com.quickdumpnow.relay.decision.Redaction;
import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.OutcomeJson;
import com.quickdumpnow.relay.json.OutcomeJson.OfMessage;
import com.quickdumpnow.relay.json.OutcomeJson.OfNoInterest;
import com.quickdumpnow.relay.json.OutcomeJson.OfRecipient;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.DeadLetters;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.trace.Tracer.Kind;
import com.quickdumpnow.relay.trace.Tracer.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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

  private final MaintenanceStore store;
  private final TriggerQueue triggers;
  private final Poison poison;
  private final Receipts receipts;
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
    this.store = store;
    this.triggers = triggers;
    this.poison = new Poison(deadLetters);
    this.receipts = receipts;
    this.words = words;
    this.clock = clock;
    this.tracer = tracer;
  }

  private sealed interface Parsed {}

  private record Outcome(OutcomeJson.Outcome news) implements Parsed {}

  private record NotParsed(String reason) implements Parsed {}

  private record Queued(String id, Receipt receipt, Span span) {}

  /** What became of one receipt; with a failure nothing of it is kept. */
  private sealed interface Merged {}

  private record Decided(Decision decision) implements Merged {}

  private record Failed(RuntimeException cause) implements Merged {}

  /** The store did not commit it, or did not say so; logged once for all. */
  private record NotCommitted() implements Merged {}

  /** The document does not have that job; nothing is kept yet. */
  private record NotHere() implements Merged {}

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
    queued.sort(Comparator.comparing(Queued::receipt, ORDER));
    if (queued.isEmpty()) {
      return failures;
    }
    List<Merged> merged = mergeWhereItIs(queued, clock.instant());
    List<Decision> decisions = new ArrayList<>();
    List<Trigger> toSend = new ArrayList<>();
    for (int i = 0; i < queued.size(); i++) {
      Queued one = queued.get(i);
      if (merged.get(i) instanceof Decided(Decision decision)) {
        decisions.add(decision);
        decision.triggers().forEach(trigger -> toSend.add(trigger.in(one.span().context())));
      } else {
        failures.add(one.id());
        one.span().failed();
      }
      if (merged.get(i) instanceof Failed(RuntimeException cause)) {
        logFailure(one, cause);
      }
    }
    decisions.stream().flatMap(decision -> decision.alerts().stream()).forEach(Recorder::tell);
    send(toSend);
    queued.forEach(one -> one.span().close());
    log.atInfo()
        .addKeyValue(LogKey.MESSAGES, messages.size())
        .addKeyValue(LogKey.FAILURES, failures.size())
        .log("receipts recorded");
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

  /** In the document, in the archive, or as a stray of a job that nobody created. */
  private List<Merged> mergeWhereItIs(List<Queued> queued, Instant now) {
    List<Merged> merged = new ArrayList<>(merge(queued, receipt -> ofItsJob(receipt, now)));
    List<Integer> strays = new ArrayList<>();
    for (int i = 0; i < merged.size(); i++) {
      if (merged.get(i) instanceof NotHere) {
        merged.set(i, mergeInArchive(queued.get(i), now));
        if (merged.get(i) instanceof NotHere) {
          strays.add(i);
        }
      }
    }
    if (!strays.isEmpty()) {
      List<Merged> kept =
          merge(strays.stream().map(queued::get).toList(), receipt -> ofAnyJob(receipt, now));
      for (int i = 0; i < strays.size(); i++) {
        merged.set(strays.get(i), kept.get(i));
      }
    }
    return merged;
  }

  private Merged mergeInArchive(Queued queued, Instant now) {
    try {
      Merged merged =
          store
              .archive()
              .<Merged>change(
                  queued.receipt().jobId(),
                  scope -> withoutRedacted(merge(scope, queued.receipt(), now)))
              .orElse(new NotHere());
      if (merged instanceof Decided(Decision decision)) {
        raiseInDocument(decision.history(), now);
      }
      return merged;
    } catch (StoreException e) {
      log.atError()
          .setCause(e)
          .addKeyValue(LogKey.RECEIPTS, 1)
          .log("receipts not recorded; they come again");
      return new NotCommitted();
    } catch (RuntimeException e) {
      return new Failed(e);
    }
  }

  /**
   * Staff are told of what stands in the document, so an archived job's alerts are raised there,
   * too. Also those of an earlier try: it may have been killed in between.
   */
  private void raiseInDocument(JobHistory archived, Instant now) {
    List<Alert> untold = archived.alerts().stream().filter(alert -> !alert.isTold()).toList();
    if (untold.isEmpty()) {
      return;
    }
    store.changeJob(
        JobId.STAFF, scope -> new Changed<>(raised(scope.history(), untold, now), true));
  }

  private static JobHistory raised(JobHistory staff, List<Alert> alerts, Instant now) {
    JobHistory raised = staff;
    for (Alert alert : alerts) {
      String words = "archived job " + alert.jobId() + ": " + alert.words();
      raised = raised.raise(alert.kind(), alert.notificationId(), words, now);
    }
    return raised;
  }

  /** What was redacted is nobody's number. */
  private static Changed<Merged> withoutRedacted(Changed<Merged> changed) {
    return new Changed<>(
        changed.history(),
        changed.recipients().stream()
            .filter(recipient -> !recipient.phone().equals(Redaction.PHONE))
            .toList(),
        changed.result());
  }

  private List<Merged> merge(List<Queued> queued, Function<Receipt, JobChange<Merged>> change) {
    try {
      return store.changeJobs(queued.stream().map(Queued::receipt).map(change).toList());
    } catch (StoreException e) {
      log.atError()
          .setCause(e)
          .addKeyValue(LogKey.RECEIPTS, queued.size())
          .log("receipts not recorded; they come again");
      return queued.stream().<Merged>map(_ -> new NotCommitted()).toList();
    } catch (RuntimeException e) {
      // A receipt that the store chokes on, although it was decided: it must not take along the
      // others.
      return queued.size() == 1
          ? List.of(new Failed(e))
          : queued.stream().map(one -> merge(List.of(one), change).getFirst()).toList();
    }
  }

  private JobChange<Merged> ofItsJob(Receipt receipt, Instant now) {
    return new JobChange<>(
        receipt.jobId(),
        scope ->
            scope.history().job().isEmpty() && !receipt.jobId().equals(JobId.STAFF)
                ? new Changed<>(scope.history(), new NotHere())
                : merge(scope, receipt, now));
  }

  private JobChange<Merged> ofAnyJob(Receipt receipt, Instant now) {
    return new JobChange<>(receipt.jobId(), scope -> merge(scope, receipt, now));
  }

  private Changed<Merged> merge(JobScope scope, Receipt receipt, Instant now) {
    try {
      Decision decision = receipts.receive(scope.history(), receipt, scope.recipients(), now);
      return new Changed<>(decision.history(), decision.recipients(), new Decided(decision));
    } catch (RuntimeException e) {
      // Thrown on, it would undo the job's other receipts.
      return new Changed<>(scope.history(), new Failed(e));
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
