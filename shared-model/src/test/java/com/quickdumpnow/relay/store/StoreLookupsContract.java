package com.quickdumpnow.relay.store;

import static com.quickdumpnow.relay.store.MaintenanceStoreContract.oneStep;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.NotificationState.Waiting;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.Recipient.Suppression;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link MaintenanceStore} tells those who do not ask for all of it. */
public abstract class StoreLookupsContract {
  private static final JobId JOB = new JobId("job-1");
  private static final PhoneNumber PHONE = new PhoneNumber("+16195551234");
  private static final Instant NOW = Instant.parse("2025-01-15T14:32:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(1));
  private final Random random = new Random(1);

  /** A store with an empty document, the same one for the whole test. */
  protected abstract MaintenanceStore store();

  @Test
  void look_isAtWhatAChangeWouldLookAt() {
    JobHistory kept = put(with(JOB, new Pending(NOW, "new")));
    store().changeRecipient(PHONE, old -> old.toldHowToStop(NOW));
    DocumentSettings paused =
        store().changeSettings(old -> old.with(new SendingSwitch(true, NOW, "dana", "a test")));

    JobScope scope = store().look(JOB);

    assertThat(scope.history()).isEqualTo(kept);
    assertThat(scope.recipients().apply(PHONE).toldHowToStopAt()).contains(NOW);
    assertThat(scope.settings()).isEqualTo(paused).isEqualTo(store().settings());
  }

  @Test
  void look_atNothing_findsItEmpty() {
    assertThat(store().look(JOB).history().isEmpty()).isTrue();
    assertThat(store().look(JOB).recipients().apply(PHONE)).isEqualTo(Recipient.unknown(PHONE));
    assertThat(store().settings()).isEqualTo(DocumentSettings.NONE);
  }

  @Test
  void wakeable_hasWhatMayBeDue() {
    JobHistory pending = put(with(JOB, new Pending(NOW, "new")));
    JobHistory waiting = put(with(new JobId("job-2"), new Waiting(NOW, "paced", LATER)));

    assertThat(store().wakeable(NOW.plus(Duration.ofMinutes(2)))).contains(pending);
    assertThat(store().wakeable(LATER)).contains(pending, waiting);
  }

  @Test
  void wakeable_ofAJobThatMovedOn_isItAsItIsNow() {
    put(with(JOB, new Pending(NOW, "new")));
    JobHistory waiting = put(with(JOB, new Waiting(NOW, "paced", LATER)));

    assertThat(store().wakeable(LATER)).containsExactly(waiting);
  }

  @Test
  void finished_hasWhatEndedByThenAndNoMoreThanAsked() {
    for (int i = 0; i < 5; i++) {
      put(completed(new JobId("done-" + i), NOW.plusSeconds(i)));
    }
    put(with(JOB, new Pending(NOW, "new")));

    assertThat(store().finished(NOW.plusSeconds(2), 100))
        .extracting(history -> history.id().value())
        .containsExactlyInAnyOrder("done-0", "done-1", "done-2");
    assertThat(store().finished(LATER, 2)).hasSize(2);
    assertThat(store().finished(NOW.minusSeconds(1), 100)).isEmpty();
  }

  @Test
  void concerningStaff_hasJobsWithAlertsAndTheirOwn() {
    JobHistory alerting = put(raised(JOB));
    JobHistory staff = put(raised(JobId.STAFF));
    put(with(new JobId("job-2"), new Pending(NOW, "new")));

    assertThat(store().concerningStaff()).containsExactlyInAnyOrder(alerting, staff);
  }

  @Test
  void recent_hasWhatChangedLatelyAndWhatIsOpen() {
    JobHistory delivered = put(with(JOB, new Delivered(NOW, "delivered", 1)));
    JobHistory toCall =
        put(with(new JobId("job-2"), new Exhausted(NOW, "nobody", Optional.empty())));

    assertThat(store().recent(Instant.now().minus(Duration.ofHours(1))))
        .contains(delivered, toCall);
    assertThat(store().recent(Instant.now().plus(Duration.ofDays(1)))).contains(toCall);
  }

  @Test
  void suppressed_hasWhoeverGetsNoTexts() {
    Recipient optedOut =
        store().changeRecipient(PHONE, old -> old.optedOut(new OptOut(NOW, "test")));
    Recipient failing =
        store()
            .changeRecipient(
                new PhoneNumber("+16195550001"),
                old -> old.suppressed(new Suppression(NOW, LATER, "fails")));
    store().changeRecipient(new PhoneNumber("+16195550002"), old -> old.toldHowToStop(NOW));

    assertThat(store().suppressed()).containsExactlyInAnyOrder(optedOut, failing);
  }

  private JobHistory put(JobHistory history) {
    return store().changeJob(history.id(), _ -> new Changed<>(history, history));
  }

  private JobHistory with(JobId id, NotificationState state) {
    return oneStep(JobHistory.empty(id), "ann")
        .with(
            new Notification(
                NotificationId.random(random),
                id,
                JobStatus.DISPATCHED,
                1,
                NOW,
                Optional.empty(),
                "Your load is en route.",
                1,
                "quickdumpnow.com/track?j=x",
                1,
                state,
                List.of(),
                Extras.NONE));
  }

  private static JobHistory raised(JobId id) {
    return JobHistory.empty(id)
        .raise(Alert.Kind.FAILURE, Alert.OF_NO_NOTIFICATION, "something is wrong", NOW);
  }

  private static JobHistory completed(JobId id, Instant at) {
    JobHistory begun = oneStep(JobHistory.empty(id), "ann");
    return begun.with(
        begun.job().orElseThrow().with(new StatusChange(JobStatus.COMPLETED, at, "ann")));
  }
}
