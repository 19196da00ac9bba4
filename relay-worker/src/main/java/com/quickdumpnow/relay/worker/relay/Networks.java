package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks a customer's number up before its first text, and keeps what it learns with the recipient,
 * so that each number is paid for once. A help and no more: whatever goes wrong, texting goes on as
 * if nothing had been asked. Thread-safe.
 */
final class Networks {
  private static final Logger LOG = LoggerFactory.getLogger(Networks.class);

  private final Optional<NetworkDirectory> directory;
  private final MaintenanceStore store;
  private final Chain chain;
  private final Clockwork clock;
  private final Journal journal;
  private final Set<PhoneNumber> asking = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private final Breaker breaker;

  /**
   * @param directory empty: nobody is looked up
   */
  Networks(
      Optional<NetworkDirectory> directory,
      MaintenanceStore store,
      Chain chain,
      Clockwork clock,
      Journal journal) {
    this.directory = directory;
    this.store = store;
    this.chain = chain;
    this.clock = clock;
    this.journal = journal;
    this.breaker = new Breaker(new RouteName("lookup"), clock);
  }

  /** Learns what is worth knowing before that notification is texted. Returns within seconds. */
  void learn(JobId jobId, NotificationId id) {
    if (directory.isPresent()) {
      wanted(jobId, id).ifPresent(phone -> learn(directory.get(), phone));
    }
  }

  private Optional<PhoneNumber> wanted(JobId jobId, NotificationId id) {
    try {
      JobScope scope = store.look(jobId);
      return scope
          .history()
          .job()
          .map(Job::customer)
          .filter(customer -> scope.history().notification(id).filter(Networks::isNext).isPresent())
          .filter(chain.allowlist()::admits)
          .flatMap(Customer::phone)
          .filter(phone -> isUnknown(scope.recipients().apply(phone), clock.instant()))
          .filter(_ -> !scope.settings().isPaused());
    } catch (StoreException _) {
      // The claim comes next, and will say so.
      return Optional.empty();
    }
  }

  /** Of an attempt that is under way only its carrier can tell anything. */
  private static boolean isNext(Notification notification) {
    return notification.state() instanceof NotificationState.Pending
        && notification.attempts().isEmpty();
  }

  private static boolean isUnknown(Recipient recipient, Instant now) {
    return !recipient.isOptedOut()
        && !recipient.isSuppressedAt(now)
        && recipient.network().filter(known -> known.isFreshAt(now)).isEmpty();
  }

  private void learn(NetworkDirectory from, PhoneNumber phone) {
    if (!asking.add(phone)) {
      return;
    }
    try {
      ask(from, phone).ifPresent(network -> keep(phone, network));
    } finally {
      asking.remove(phone);
    }
  }

  private Optional<Network> ask(NetworkDirectory from, PhoneNumber phone) {
    if (!guarded(breaker::tryEnter)) {
      journal.lookedUp("skipped");
      return Optional.empty();
    }
    try {
      Network network = from.find(phone, clock.instant());
      guarded(
          () -> {
            breaker.succeeded();
            return true;
          });
      journal.lookedUp(network.carrier().isPresent() ? "found" : "nothing");
      return Optional.of(network);
    } catch (CarrierUnavailableException e) {
      guarded(
          () -> {
            breaker.failed();
            return false;
          });
      journal.lookedUp("failed");
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("a number could not be looked up");
      return Optional.empty();
    }
  }

  private boolean guarded(BooleanSupplier step) {
    lock.lock();
    try {
      return step.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  private void keep(PhoneNumber phone, Network network) {
    try {
      store.changeRecipient(phone, recipient -> recipient.of(network));
    } catch (StoreException e) {
      LOG.atWarn()
          .addKeyValue("reason", e.getMessage())
          .log("what was looked up could not be kept; the number is asked for again");
    }
  }
}
