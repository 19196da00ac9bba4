package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Redaction;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.SuppressionRule;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.store.JobArchive.Walked;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves finished jobs from the document to the archive, and takes the personal data out of what has
 * been there for long. A pass is bounded in number and time, and the next one goes on; several
 * archivists do no harm.
 */
final class Archivist {
  private static final Logger LOG = LoggerFactory.getLogger(Archivist.class);

  /** Ten times QDN's busiest day passes in a few hours. */
  static final int MAX_ARCHIVED = 100;

  /** So many get out of the document in one commit. */
  private static final int BATCH = 20;

  /** An archive of years is gone through in days, for a few cents. */
  static final int MAX_LOOKED_AT = 500;

  private static final int STRIDE = 50;
  private static final Duration LONGEST_PASS = Duration.ofSeconds(30);

  private final MaintenanceStore store;
  private final Clockwork clock;
  private final Journal journal;
  private final Retention retention;
  private final SuppressionRule rule;

  Archivist(
      MaintenanceStore store,
      Clockwork clock,
      Journal journal,
      Retention retention,
      SuppressionRule rule) {
    this.store = store;
    this.clock = clock;
    this.journal = journal;
    this.retention = retention;
    this.rule = rule;
  }

  /** One pass. */
  void pass() {
    long begin = clock.ticks();
    archive(begin);
    redact(begin);
  }

  private void archive(long begin) {
    Instant now = clock.instant();
    List<JobHistory> due =
        store.finished(retention.archivesFrom(now), MAX_ARCHIVED).stream()
            .filter(history -> retention.isToArchive(history, now))
            .toList();
    int archived = 0;
    int from = 0;
    do {
      List<JobHistory> batch = due.subList(from, Math.min(from + BATCH, due.size()));
      archived +=
          store
              .archive()
              .take(batch, recipient -> Retention.isForgettable(recipient, rule, now))
              .size();
      from += BATCH;
    } while (from < due.size() && !isOver(begin));
    if (archived > 0) {
      journal.archived(archived);
      LOG.atInfo().addKeyValue(LogKey.JOBS, archived).log("archived");
    }
  }

  private void redact(long begin) {
    int redacted = 0;
    int looked = 0;
    boolean atEnd = false;
    while (!atEnd && looked < MAX_LOOKED_AT && !isOver(begin)) {
      Walked walked = store.archive().walk(STRIDE, this::redacted);
      looked += walked.looked();
      redacted += walked.changed();
      atEnd = walked.atEnd();
      walked
          .refused()
          .forEach(
              why -> LOG.atError().addKeyValue(LogKey.REASON, why).log("archived job refused"));
    }
    if (redacted > 0) {
      journal.redacted(redacted);
      LOG.atInfo().addKeyValue(LogKey.JOBS, redacted).log("redacted");
    }
  }

  private ArchivedJob redacted(ArchivedJob archived) {
    Instant now = clock.instant();
    return retention.isToRedact(archived, now) ? Redaction.redacted(archived, now) : archived;
  }

  private boolean isOver(long begin) {
    return clock.ticks() - begin > LONGEST_PASS.toNanos();
  }
}
