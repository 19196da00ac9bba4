package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Who writes: the name under which one store's commits are recognised, and their numbers.
 * Thread-safe. The name is drawn at the first commit.
 */
final class Writer {
  /** How long a commit stays recognisable: far beyond the horizon, plus what clocks may differ. */
  private static final Duration COMMIT_MEMORY = Duration.ofMinutes(15);

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Object lock = new Object();
  private Optional<String> name = Optional.empty();
  private long sequence;

  /**
   * @param random never with the same numbers in two stores
   */
  Writer(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  String name() {
    synchronized (lock) {
      if (name.isEmpty()) {
        name = Optional.of(HexFormat.of().toHexDigits(random.nextLong()));
      }
      return name.get();
    }
  }

  /** The number of the next commit. */
  long next() {
    synchronized (lock) {
      return ++sequence;
    }
  }

  /** The next revision, by that commit; the writer's earlier ones, and old ones, are left out. */
  MaintenanceDocument stamped(MaintenanceDocument document, long mine) {
    Instant now = clock.instant();
    Instant forgetBefore = now.minus(COMMIT_MEMORY);
    List<Commit> commits = new ArrayList<>();
    for (Commit commit : document.commits()) {
      if (!commit.writer().equals(name()) && !commit.at().isBefore(forgetBefore)) {
        commits.add(commit);
      }
    }
    commits.add(new Commit(name(), mine, now));
    return document.withCommits(document.revision() + 1, commits);
  }
}
