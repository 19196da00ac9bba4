package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.decision.Receipts;
import com.quickdumpnow.relay.decision.Redaction;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges receipts into the jobs that they are of, wherever those are: each fails alone, and each
 * may be merged again.
 */
final class ReceiptMerge {
  private static final Logger log = LoggerFactory.getLogger(ReceiptMerge.class);

  private final MaintenanceStore store;
  private final Receipts rules;

  ReceiptMerge(MaintenanceStore store, Receipts rules) {
    this.store = store;
    this.rules = rules;
  }

  /** What became of one receipt; with a failure nothing of it is kept. */
  sealed interface Merged {}

  record Decided(Decision decision) implements Merged {}

  record Failed(RuntimeException cause) implements Merged {}

  /** The store did not commit it, or did not say so; logged once for all. */
  record NotCommitted() implements Merged {}

  /** The document does not have that job; nothing is kept yet. */
  record NotHere() implements Merged {}

  /**
   * In the document, in the archive, or as a stray of a job that nobody created.
   *
   * @param receipts in the order in which they are to be merged
   * @return what became of each, in the same order; durable where it is {@link Decided}
   */
  List<Merged> merge(List<Receipt> receipts, Instant now) {
    List<Merged> merged = new ArrayList<>(merge(receipts, receipt -> ofItsJob(receipt, now)));
    List<Integer> strays = new ArrayList<>();
    for (int i = 0; i < merged.size(); i++) {
      if (merged.get(i) instanceof NotHere) {
        merged.set(i, mergeInArchive(receipts.get(i), now));
        if (merged.get(i) instanceof NotHere) {
          strays.add(i);
        }
      }
    }
    if (!strays.isEmpty()) {
      List<Merged> kept =
          merge(strays.stream().map(receipts::get).toList(), receipt -> ofAnyJob(receipt, now));
      for (int i = 0; i < strays.size(); i++) {
        merged.set(strays.get(i), kept.get(i));
      }
    }
    return merged;
  }

  private Merged mergeInArchive(Receipt receipt, Instant now) {
    try {
      Merged merged =
          store
              .archive()
              .<Merged>change(receipt.jobId(), scope -> withoutRedacted(merge(scope, receipt, now)))
              .orElse(new NotHere());
      if (merged instanceof Decided(Decision decision)) {
        raiseInDocument(decision.history(), now);
      }
      return merged;
    } catch (StoreException e) {
      return notCommitted(1, e);
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

  private List<Merged> merge(List<Receipt> receipts, Function<Receipt, JobChange<Merged>> change) {
    try {
      return store.changeJobs(receipts.stream().map(change).toList());
    } catch (StoreException e) {
      return Collections.nCopies(receipts.size(), notCommitted(receipts.size(), e));
    } catch (RuntimeException e) {
      // A receipt that the store chokes on, although it was decided: it must not take along the
      // others.
      return receipts.size() == 1
          ? List.of(new Failed(e))
          : receipts.stream().map(one -> merge(List.of(one), change).getFirst()).toList();
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
      Decision decision = rules.receive(scope.history(), receipt, scope.recipients(), now);
      return new Changed<>(decision.history(), decision.recipients(), new Decided(decision));
    } catch (RuntimeException e) {
      // Thrown on, it would undo the job's other receipts.
      return new Changed<>(scope.history(), new Failed(e));
    }
  }

  private static Merged notCommitted(int receipts, StoreException cause) {
    log.atError()
        .setCause(cause)
        .addKeyValue(LogKey.RECEIPTS, receipts)
        .log("receipts not recorded; they come again");
    return new NotCommitted();
  }
}
