package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.decision.Next;
import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.relay.Mailer;
import com.quickdumpnow.relay.worker.relay.TextCarrier;
import com.quickdumpnow.relay.worker.relay.TriggerSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/**
 * Mistakes a relay could make, each switched on at one of its ports so that the shipping code stays
 * as it is. A simulation that does not catch every one of them proves nothing.
 */
enum Bug {
  NONE,
  /** The attempt is written down only when its outcome is known. */
  RECORD_WITHOUT_CLAIM {
    @Override
    MaintenanceStore workersStore(MaintenanceStore store) {
      return new Forgetful(store);
    }
  },
  /** An ambiguous post is simply posted again. */
  BLIND_RETRY {
    @Override
    TextCarrier carrier(TextCarrier carrier) {
      return new Insisting(carrier);
    }
  },
  /** A put takes no notice of its condition. */
  LAST_WRITER_WINS {
    @Override
    ObjectStore objects(ObjectStore objects) {
      return new Overwriting(objects);
    }
  },
  /** A writer finds its commit only while nobody has committed on top. */
  OWN_WRITE_BY_LAST_WRITER_ONLY {
    @Override
    ObjectStore objects(ObjectStore objects) {
      return new ShortMemory(objects);
    }
  },
  /** The trigger is deleted before its work is done. */
  TRIGGER_DELETED_FIRST {
    @Override
    TriggerSource source(TriggerSource source) {
      return new Hasty(source);
    }
  },
  /** Whether somebody opted out is not looked at when an attempt is claimed. */
  OPT_OUT_CHECKED_ONCE {
    @Override
    MaintenanceStore workersStore(MaintenanceStore store) {
      return new Deaf(store);
    }
  },
  /** Every trigger of a notification has the same deduplication id; see {@link FakeFifo}. */
  DEDUPLICATION_ID_REUSED,
  /** A receipt simply overwrites what was known. */
  RECEIPTS_OVERWRITE {
    @Override
    MaintenanceStore recordersStore(MaintenanceStore store) {
      return new Believing(store);
    }
  },
  /** A claim may be posted at any time after it was made. */
  NO_POST_WITHIN {
    @Override
    Clockwork clock(Clockwork clock) {
      return new Dawdling(clock);
    }
  },
  /** SES is called again when its answer is lost. */
  SES_RETRIES {
    @Override
    Mailer mailer(Mailer mailer) {
      return mail -> {
        SendOutcome first = mailer.send(mail);
        return first instanceof SendOutcome.Ambiguous ? mailer.send(mail) : first;
      };
    }
  };

  MaintenanceStore workersStore(MaintenanceStore store) {
    return store;
  }

  MaintenanceStore recordersStore(MaintenanceStore store) {
    return store;
  }

  Clockwork clock(Clockwork clock) {
    return clock;
  }

  ObjectStore objects(ObjectStore objects) {
    return objects;
  }

  TextCarrier carrier(TextCarrier carrier) {
    return carrier;
  }

  Mailer mailer(Mailer mailer) {
    return mailer;
  }

  TriggerSource source(TriggerSource source) {
    return source;
  }

  /** A store that does something to every change of a job. */
  private abstract static class Tampered implements MaintenanceStore {
    final MaintenanceStore store;

    Tampered(MaintenanceStore store) {
      this.store = store;
    }

    abstract <R> JobChange<R> tampered(JobChange<R> change);

    @Override
    public Stored read() {
      return store.read();
    }

    @Override
    public <R> List<R> changeJobs(List<JobChange<R>> changes) {
      return store.changeJobs(changes.stream().map(this::tampered).toList());
    }

    @Override
    public Recipient changeRecipient(PhoneNumber phone, Function<Recipient, Recipient> change) {
      return store.changeRecipient(phone, change);
    }

    @Override
    public Trailer changeTrailer(Vin vin, Function<Trailer, Trailer> change) {
      return store.changeTrailer(vin, change);
    }

    @Override
    public DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change) {
      return store.changeSettings(change);
    }

    @Override
    public JobArchive archive() {
      return store.archive();
    }
  }

  private static final class Deaf extends Tampered {
    Deaf(MaintenanceStore store) {
      super(store);
    }

    @Override
    <R> JobChange<R> tampered(JobChange<R> change) {
      return new JobChange<>(
          change.id(),
          scope ->
              change
                  .change()
                  .apply(
                      new JobScope(
                          scope.history(),
                          phone -> {
                            Recipient known = scope.recipients().apply(phone);
                            return new Recipient(
                                phone,
                                Optional.empty(),
                                known.failures(),
                                known.suppression(),
                                known.toldHowToStopAt(),
                                known.optIn(),
                                known.lifts(),
                                known.extras());
                          },
                          scope.settings())));
    }

    @Override
    public Stored read() {
      Stored stored = super.read();
      MaintenanceDocument document = stored.document();
      return new Stored(
          new MaintenanceDocument(
              document.revision(),
              document.commits(),
              document.jobs(),
              document.trailers(),
              Map.of(),
              document.settings(),
              document.extras()),
          stored.version());
    }
  }

  private static final class Believing extends Tampered {
    Believing(MaintenanceStore store) {
      super(store);
    }

    @Override
    <R> JobChange<R> tampered(JobChange<R> change) {
      return new JobChange<>(
          change.id(),
          scope ->
              change
                  .change()
                  .apply(
                      new JobScope(
                          forgetting(scope.history()), scope.recipients(), scope.settings())));
    }

    private static JobHistory forgetting(JobHistory history) {
      JobHistory result = history;
      for (Notification notification : history.notifications()) {
        Notification changed = notification;
        for (Attempt attempt : notification.attempts()) {
          if (attempt.outcome() instanceof Accepted accepted) {
            changed =
                changed.with(
                    attempt.with(
                        new Accepted(
                            accepted.messageId(), DeliveryStatus.ACCEPTED, accepted.sentAt())));
          }
        }
        result = result.with(changed);
      }
      return result;
    }
  }

  /** A monotonic clock that hardly moves. */
  private record Dawdling(Clockwork clock) implements Clockwork {
    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public long ticks() {
      return clock.ticks() / 1000;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      clock.sleep(duration);
    }

    @Override
    public Signal signal() {
      return clock.signal();
    }
  }

  private static final class Forgetful extends Tampered {
    private final Map<JobId, JobHistory> claimed = new HashMap<>();

    Forgetful(MaintenanceStore store) {
      super(store);
    }

    @Override
    <R> JobChange<R> tampered(JobChange<R> change) {
      return new JobChange<>(
          change.id(),
          scope -> {
            JobHistory remembered = claimed.getOrDefault(change.id(), scope.history());
            Changed<R> changed =
                change
                    .change()
                    .apply(new JobScope(remembered, scope.recipients(), scope.settings()));
            if (changed.result() instanceof Decision decision
                && decision.next() instanceof Next.Post) {
              claimed.put(change.id(), changed.history());
              return new Changed<>(scope.history(), changed.result());
            }
            return changed;
          });
    }

    @Override
    public Stored read() {
      Stored stored = super.read();
      return new Stored(stored.document().withJobs(claimed.values()), stored.version());
    }
  }

  private static final class Insisting implements TextCarrier {
    private final TextCarrier carrier;

    Insisting(TextCarrier carrier) {
      this.carrier = carrier;
    }

    @Override
    public SendOutcome post(Text text) {
      SendOutcome first = carrier.post(text);
      return first instanceof SendOutcome.Ambiguous ? carrier.post(text) : first;
    }

    @Override
    public Optional<Trace> fetch(Route route, MessageId messageId) {
      return carrier.fetch(route, messageId);
    }

    @Override
    public List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
      return carrier.list(route, to, body, from);
    }
  }

  private static final class Overwriting implements ObjectStore {
    private final ObjectStore objects;

    Overwriting(ObjectStore objects) {
      this.objects = objects;
    }

    @Override
    public Fetched get(String key, Optional<String> ifNoneMatch) {
      return objects.get(key, ifNoneMatch);
    }

    @Override
    public List<String> list(String prefix, Optional<String> after, int most) {
      return objects.list(prefix, after, most);
    }

    @Override
    public Put put(String key, byte[] gzip, Condition condition) {
      Put put = objects.put(key, gzip, condition);
      return put instanceof Put.PreconditionFailed
              && condition instanceof Condition.IfMatch
              && objects.get(key, Optional.empty()) instanceof Found found
          ? objects.put(key, gzip, new Condition.IfMatch(found.etag()))
          : put;
    }
  }

  private static final class ShortMemory implements ObjectStore {
    private final ObjectStore objects;

    ShortMemory(ObjectStore objects) {
      this.objects = objects;
    }

    @Override
    public Fetched get(String key, Optional<String> ifNoneMatch) {
      Fetched fetched = objects.get(key, ifNoneMatch);
      return fetched instanceof Found found
          ? new Found(withLastCommitOnly(found.bytes()), found.etag())
          : fetched;
    }

    private static byte[] withLastCommitOnly(byte[] gzip) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
        MaintenanceDocument document = MaintenanceJson.read(in.readAllBytes());
        int commits = document.commits().size();
        return MaintenanceJson.write(
            document.withCommits(
                document.revision(),
                document.commits().subList(Math.max(0, commits - 1), commits)));
      } catch (IOException | BadJsonException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<String> list(String prefix, Optional<String> after, int most) {
      return objects.list(prefix, after, most);
    }

    @Override
    public Put put(String key, byte[] gzip, Condition condition) {
      return objects.put(key, gzip, condition);
    }
  }

  private static final class Hasty implements TriggerSource {
    private final TriggerSource source;

    Hasty(TriggerSource source) {
      this.source = source;
    }

    @Override
    public List<Delivery> receive(int max, Duration wait, Duration visibility) {
      List<Delivery> received = new ArrayList<>(source.receive(max, wait, visibility));
      received.forEach(source::delete);
      return received;
    }

    @Override
    public void delete(Delivery delivery) {
      // It is gone already.
    }

    @Override
    public void keep(Delivery delivery, Duration visibility) {
      source.keep(delivery, visibility);
    }
  }
}
