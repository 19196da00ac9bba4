package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.decision.Next;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.time.Ease;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes decisions durable, then carries out what they ask for beside their {@link Next}.
 * Thread-safe.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  /** How long a commit that matters is tried; the claim is reconciled after that. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * At ten texts a second somebody else's claim comes within a tenth of this. Longer, and a worker
   * that dies meanwhile would leave more attempts to be reconciled.
   */
  private static final Duration AT_EASE = Duration.ofMillis(500);

  /**
   * Where the worker is full no claim can come, but others like it do: nobody waits any longer once
   * one in so many of all that may be in hand waits like that. If all had to, the carrier would be
   * kept waiting; and what waits when a worker dies has to be reconciled.
   */
  private static final int ONE_IN = 2;

  private static final int FEW_IN_HAND = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Chain chain;
  private final MaintenanceStore store;
  private final TriggerQueue triggers;
  private final Clockwork clock;
  private final Journal journal;
  private final String owner;
  private final Ease atEase;
  private final AtomicLong epochs;

  /**
   * @param owner names this worker among all that ever held a claim
   * @param concurrency the most triggers in hand: where there are hardly any, each is in a hurry
   */
  Commits(
      Chain chain,
      MaintenanceStore store,
      TriggerQueue triggers,
      Clockwork clock,
      Journal journal,
      String owner,
      int concurrency) {
    this.atEase = concurrency < FEW_IN_HAND ? Ease.NONE : new Ease(AT_EASE, concurrency / ONE_IN);
    this.chain = chain;
    this.store = store;
    this.triggers = triggers;
    this.clock = clock;
    this.journal = journal;
    this.owner = owner;
    this.epochs = new AtomicLong(clock.instant().toEpochMilli() * 1000);
  }

  /**
   * A decision of one of the pure functions.
   *
   * <p>{@code me} and {@code now} are of this very try: a claim made in it counts from {@code now},
   * and {@link Committed#since} must not be later.
   */
  @FunctionalInterface
  interface Deciding {
    Decision decide(JobScope scope, Claimant me, Instant now);
  }

  /**
   * What to do next, and since when the claim in it counts.
   *
   * @param since {@link Clockwork#ticks} from before the commit
   */
  record Committed(Next next, long since) {}

  /**
   * Decides and commits once.
   *
   * @throws StoreException when it may not have been committed
   */
  Committed once(JobId jobId, Deciding deciding) {
    return once(jobId, deciding, Ease.NONE);
  }

  private Committed once(JobId jobId, Deciding deciding, Ease ease) {
    long since = clock.ticks();
    Claimant me = new Claimant(owner, epochs.incrementAndGet());
    Instant now = clock.instant();
    Decision decision =
        commit(
            jobId,
            scope -> deciding.decide(scope, me.under(scope.settings(), scope.account()), now),
            now,
            ease);
    sendTriggers(jobId, decision);
    decision.alerts().forEach(this::raised);
    return new Committed(decision.next(), since);
  }

  /**
   * As {@link #once}, but tried for {@link #PATIENCE}: for what has happened outside and must not
   * be forgotten. {@code deciding} has to be idempotent.
   *
   * @throws StoreException when that was not enough
   */
  Committed persistently(JobId jobId, Deciding deciding) throws InterruptedException {
    return persistently(jobId, deciding, Ease.NONE);
  }

  /**
   * The same for what nobody waits for: it goes along with the next commit, or with enough like it,
   * or after a while by itself.
   */
  Committed atEase(JobId jobId, Deciding deciding) throws InterruptedException {
    return persistently(jobId, deciding, atEase);
  }

  private Committed persistently(JobId jobId, Deciding deciding, Ease ease)
      throws InterruptedException {
    long begin = clock.ticks();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return once(jobId, deciding, ease);
      } catch (StoreException e) {
        if (clock.ticks() - begin + pause.toNanos() > PATIENCE.toNanos()) {
          throw e;
        }
        LOG.atWarn()
            .addKeyValue(LogKey.JOB_ID, jobId)
            .addKeyValue(LogKey.PAUSE, pause)
            .addKeyValue(LogKey.REASON, e.getMessage())
            .log("an outcome could not be recorded yet");
      }
      clock.sleep(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
  }

  /** Whether the job has left the document: then nothing is left to do for it. */
  boolean isArchived(JobId jobId) {
    return store.archive().find(jobId).isPresent();
  }

  private Decision commit(
      JobId jobId, Function<JobScope, Decision> decide, Instant now, Ease ease) {
    long begin = clock.ticks();
    try {
      Decision decision =
          store.changeJobAtEase(
              jobId,
              scope -> {
                Decision decided = decide.apply(scope);
                return new Changed<>(
                    decided.history(),
                    decided.recipients(),
                    decided.spending(scope.account(), scope.history(), chain, now),
                    decided);
              },
              ease);
      journal.committed(Duration.ofNanos(clock.ticks() - begin));
      return decision;
    } catch (StoreException e) {
      journal.commitFailed(
          switch (e) {
            case StoreException.Unavailable _ -> "unavailable";
            case StoreException.CommitUnknown _ -> "unknown";
            case StoreException.DocumentRefused _ -> "refused";
          });
      throw e;
    }
  }

  private void raised(Alert alert) {
    journal.alerted(alert.kind());
    LOG.atWarn()
        .addKeyValue(LogKey.ALERT, alert.kind())
        .addKeyValue(LogKey.JOB_ID, alert.jobId())
        .addKeyValue(LogKey.NID, alert.notificationId())
        .addKeyValue(LogKey.WORDS, alert.words())
        .log("an alert for staff was raised");
  }

  private void sendTriggers(JobId jobId, Decision decision) {
    if (decision.triggers().isEmpty()) {
      return;
    }
    try {
      triggers.send(decision.triggers());
    } catch (QueueUnavailableException e) {
      LOG.atWarn()
          .addKeyValue(LogKey.JOB_ID, jobId)
          .setCause(e)
          .log("a trigger could not be sent; the sweeper will send it");
    }
  }
}
