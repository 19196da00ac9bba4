package com.quickdumpnow.relay.worker.fleet;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.Register.Version;
import com.quickdumpnow.relay.store.register.RegisterException;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.time.Clockwork.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This worker among all that share a queue. Every few seconds it looks at the roster, which is a
 * text under compare-and-set, and writes what has changed of itself. A worker that cannot do so has
 * no share of the pace once its lease is over, until it can again. Thread-safe.
 */
public final class Fleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

  /** Others may be quicker a few times; the next look comes soon. */
  private static final int TRIES = 5;

  private static final Duration LONGEST_RETRY_PAUSE = Duration.ofMillis(200);
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(5);

  private final String me;
  private final int most;
  private final Lease lease;
  private final Register register;
  private final Clockwork clock;
  private final RandomGenerator random;
  private final ShareInUse share = new ShareInUse();
  private final Signal closing;
  private final Signal left;
  private volatile View view = new View(0, false, 0, false, 0);
  private volatile long lastWell;

  /** Of the thread alone. */
  private Optional<Broken> broken = Optional.empty();

  private boolean reachable = true;

  /**
   * @param leaseEnd in ticks, where there is a member
   */
  private record View(int members, boolean leads, int share, boolean standsBy, long leaseEnd) {}

  /** A text that is no roster, and since when it is there. */
  private record Broken(String stamp, long since) {}

  /**
   * @param me names this worker among all that ever were
   * @param most how many may share the pace; more stand by. 1 at least
   */
  public Fleet(
      String me,
      int most,
      Lease lease,
      Register register,
      Clockwork clock,
      RandomGenerator random) {
    this.me = me;
    this.most = most;
    this.lease = lease;
    this.register = register;
    this.clock = clock;
    this.random = random;
    this.closing = clock.signal();
    this.left = clock.signal();
    this.lastWell = clock.ticks();
  }

  /** Becomes a member, on a thread of its own. */
  public void start(Senders senders, ThreadFactory threads) {
    Membership membership = new Membership(me, most, lease, senders, share, clock.ticks());
    threads.newThread(() -> run(membership, senders)).start();
  }

  /** What may be taken of every route's pace. */
  public Share share() {
    return share.get();
  }

  public boolean hasShare() {
    return share.get().holdsAt(clock.ticks());
  }

  /** Whether this worker does what is to be done once. */
  public boolean leads() {
    View now = view;
    return now.leads() && clock.ticks() - now.leaseEnd() < 0;
  }

  public Standing standing() {
    View now = view;
    boolean well = hasShare() || now.standsBy();
    return new Standing(
        now.members(),
        leads(),
        hasShare() ? share.get().fraction() : 0,
        now.standsBy(),
        well ? Optional.empty() : Optional.of(Duration.ofNanos(clock.ticks() - lastWell)));
  }

  /** Leaves, so that others need not wait for the end of its lease. */
  @Override
  public void close() {
    closing.set();
    try {
      boolean _ = left.await(LEAVES_WITHIN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Membership membership, Senders senders) {
    try {
      do {
        beatSafely(membership, senders);
      } while (!closing.await(jittered(lease.look())));
      leave();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      left.set();
    }
  }

  private Duration jittered(Duration about) {
    return about.multipliedBy(90 + random.nextInt(20)).dividedBy(100);
  }

  private void beatSafely(Membership membership, Senders senders) throws InterruptedException {
    try {
      beat(membership);
      reachable = true;
    } catch (RegisterException e) {
      if (reachable) {
        LOG.atWarn().setCause(e).log("the roster of workers could not be reached");
      }
      reachable = false;
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a look at the roster of workers failed");
    }
    senders.heard(membership.heard());
    if (hasShare() || view.standsBy()) {
      lastWell = clock.ticks();
    }
  }

  private void beat(Membership membership) throws InterruptedException {
    for (int i = 0; i < TRIES && !beatOnce(membership); i++) {
      clock.sleep(LONGEST_RETRY_PAUSE.multipliedBy(random.nextInt(100)).dividedBy(100));
    }
  }

  /** Whether nobody else was quicker. */
  private boolean beatOnce(Membership membership) {
    Optional<Version> version = register.read();
    Optional<Roster> roster = roster(version);
    if (roster.isEmpty()) {
      return true;
    }
    saw(membership, roster.get());
    Optional<Roster> next = membership.next(clock.ticks());
    if (next.isEmpty()) {
      return true;
    }
    if (!register.write(RosterJson.write(next.get()), version)) {
      return false;
    }
    saw(membership, next.get());
    return true;
  }

  /**
   * Empty while it is none. Nobody's lease began after that was written: once the longest is over,
   * a new one begins.
   */
  private Optional<Roster> roster(Optional<Version> version) {
    if (version.isEmpty()) {
      return Optional.of(Roster.EMPTY);
    }
    Optional<Roster> roster = RosterJson.read(version.get().text());
    if (roster.isPresent()) {
      broken = Optional.empty();
      return roster;
    }
    long now = clock.ticks();
    String stamp = version.get().stamp();
    if (broken.filter(known -> known.stamp().equals(stamp)).isEmpty()) {
      LOG.atError().log("the roster of workers is none; a new one begins when all leases are over");
      broken = Optional.of(new Broken(stamp, now));
    }
    return broken
        .filter(known -> now - known.since() >= lease.surelyOver().toNanos())
        .map(_ -> Roster.EMPTY);
  }

  private void saw(Membership membership, Roster roster) {
    membership.saw(roster, clock.ticks());
    View now =
        new View(
            membership.members(),
            membership.leads() && membership.leaseEnd().isPresent(),
            share.get().millionths(),
            membership.standsBy(),
            membership.leaseEnd().orElse(0L));
    View before = view;
    view = now;
    if (before.members() != now.members()
        || before.leads() != now.leads()
        || before.share() != now.share()) {
      LOG.atInfo()
          .addKeyValue(LogKey.MEMBERS, now.members())
          .addKeyValue(LogKey.LEADS, now.leads())
          .addKeyValue(LogKey.SHARE, share.get().fraction())
          .log("the fleet of workers has changed");
    }
  }

  private void leave() throws InterruptedException {
    share.set(Share.NONE);
    view = new View(0, false, 0, false, 0);
    try {
      for (int i = 0; i < TRIES && !leaveOnce(); i++) {
        clock.sleep(LONGEST_RETRY_PAUSE.multipliedBy(random.nextInt(100)).dividedBy(100));
      }
    } catch (RegisterException e) {
      LOG.atWarn().setCause(e).log("others wait for the end of this worker's lease");
    }
  }

  private boolean leaveOnce() {
    Optional<Version> version = register.read();
    Optional<Roster> roster = version.flatMap(known -> RosterJson.read(known.text()));
    return roster.isEmpty()
        || register.write(RosterJson.write(roster.get().without(m -> m.id().equals(me))), version);
  }
}
