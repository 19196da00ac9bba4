package com.quickdumpnow.relay.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.json.RandomDocuments;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Hold;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.StaffCall;
import com.quickdumpnow.relay.model.StaffCall.Progress;
import com.quickdumpnow.relay.model.StaffCall.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RestoreTest {
  private static final MessageId SID = new MessageId("SM" + "1".repeat(32));
  private static final Instant NOW = Instant.parse("2026-01-16T00:00:00Z");

  @Property(tries = 200)
  void of_anyVersions_textsNobodyAgain(@ForAll long seed) {
    MaintenanceDocument restored = anyRestored(seed);

    for (JobHistory history : restored.jobs().values()) {
      for (Notification notification : history.notifications()) {
        assertThat(notification.state())
            .matches(state -> state.isFinished() || state instanceof Hold);
        Decision decision =
            new Claims(Kit.CHAIN)
                .next(
                    history,
                    notification.id(),
                    restored::recipient,
                    RouteHealth.ALL_WELL,
                    new Claimant("w", 1),
                    NOW);
        if (notification.state().isFinished() || notification.state().since().equals(NOW)) {
          assertThat(decision.next()).isInstanceOfAny(Next.Leave.class, Next.Later.class);
          assertThat(decision.triggers()).isEmpty();
        }
      }
    }
  }

  @Property(tries = 200)
  void of_anyVersions_isNewerThanAllAndKeepsEveryOptOut(@ForAll long seed) {
    RandomDocuments random = new RandomDocuments(seed);
    MaintenanceDocument old = smaller(random.any());
    MaintenanceDocument newer = smaller(random.any());

    MaintenanceDocument restored = Restore.of(old, List.of(newer), 7, NOW);

    assertThat(restored.revision()).isGreaterThan(Math.max(7, old.revision()));
    assertThat(restored.revision()).isGreaterThan(newer.revision());
    for (MaintenanceDocument known : List.of(old, newer)) {
      for (Recipient recipient : known.recipients().values()) {
        assertThat(restored.recipient(recipient.phone()).isOptedOut())
            .isEqualTo(
                old.recipient(recipient.phone()).isOptedOut()
                    || newer.recipient(recipient.phone()).isOptedOut());
      }
    }
    assertThat(restored.jobs().keySet()).containsAll(old.jobs().keySet());
    assertThat(restored.jobs().keySet())
        .allMatch(id -> old.jobs().containsKey(id) || id.equals(JobId.STAFF));
  }

  @Property(tries = 50)
  void of_aRestoredVersion_changesNothingButTheRevision(@ForAll long seed) {
    MaintenanceDocument restored = anyRestored(seed);

    MaintenanceDocument again = Restore.of(restored, List.of(), 0, NOW.plusSeconds(1));

    assertThat(again).isEqualTo(restored.withCommits(again.revision(), restored.commits()));
  }

  @Test
  void of_whatWasDeliveredSince_staysDelivered() {
    Kit kit = new Kit();
    MaintenanceDocument old = document(kit.history, 5);
    Attempt attempt = kit.claim();
    kit.record(attempt, new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));
    receiveDelivered(kit);

    MaintenanceDocument restored = Restore.of(old, List.of(document(kit.history, 9)), 0, NOW);

    assertThat(restored.job(Kit.JOB).notification(Kit.FIRST).orElseThrow().state())
        .isInstanceOf(Delivered.class);
  }

  @Test
  void of_whatWasAwaited_holdsAndAReceiptStillSettlesIt() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();
    kit.record(attempt, new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));

    kit.history = Restore.of(document(kit.history, 5), List.of(), 5, NOW).job(Kit.JOB);
    assertThat(kit.history.notifications())
        .extracting(Notification::state)
        .hasOnlyElementsOfType(Hold.class);
    receiveDelivered(kit);

    assertThat(kit.history.notification(Kit.FIRST).orElseThrow().state())
        .isInstanceOf(Delivered.class);
  }

  @Test
  void of_anOptOutSince_keepsIt() {
    Kit kit = new Kit();
    OptOut optOut = new OptOut(NOW, "STOP");
    MaintenanceDocument newer =
        MaintenanceDocument.EMPTY.withRecipients(
            List.of(Recipient.unknown(Kit.PHONE).optedOut(optOut)));

    MaintenanceDocument restored = Restore.of(document(kit.history, 5), List.of(newer), 0, NOW);

    assertThat(restored.recipient(Kit.PHONE).optOut()).contains(optOut);
    assertThat(restored.revision()).isEqualTo(6);
  }

  @Test
  void of_claimedWhenRestored_isReconciledBeforeAnythingElse() {
    Kit kit = new Kit();
    MaintenanceDocument old = document(kit.history, 5);
    Attempt claimed = kit.claim();

    kit.history = Restore.of(old, List.of(document(kit.history, 6)), 6, kit.now).job(Kit.JOB);
    Decision early = kit.next();
    kit.pass(Timing.DEFAULT.reconcileAfter());
    Decision later = kit.next();

    assertThat(early.next()).isInstanceOf(Next.Later.class);
    assertThat(later.next()).isInstanceOf(Next.Reconcile.class);
    assertThat(((Next.Reconcile) later.next()).attempt().claim()).isEqualTo(claimed.claim());
  }

  @Test
  void of_nothingClaimed_goesOnAfterTheHold() {
    Kit kit = new Kit();

    kit.history = Restore.of(document(kit.history, 5), List.of(), 5, kit.now).job(Kit.JOB);
    kit.pass(Timing.DEFAULT.reconcileAfter());

    assertThat(kit.next().next()).isInstanceOf(Next.Post.class);
  }

  @Test
  void of_acceptedAndAwaited_awaitsItsReceiptAgain() {
    Kit kit = new Kit();
    kit.record(kit.claim(), new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));

    kit.history = Restore.of(document(kit.history, 5), List.of(), 5, kit.now).job(Kit.JOB);
    kit.pass(Timing.DEFAULT.reconcileAfter());
    kit.next();

    assertThat(kit.state()).isInstanceOf(AwaitingReceipt.class);
  }

  @Test
  void of_versionsMissing_givesWhatIsUnfinishedToStaff() {
    Kit kit = new Kit();

    kit.history = Restore.of(document(kit.history, 5), List.of(), 8, kit.now).job(Kit.JOB);

    assertThat(kit.state()).isInstanceOf(Exhausted.class);
    assertThat(kit.history.alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.EXHAUSTED);
  }

  @Test
  void of_jobsOfLaterVersions_areNamedToStaff() {
    Kit kit = new Kit();
    MaintenanceDocument old = MaintenanceDocument.EMPTY.withCommits(5, List.of());

    MaintenanceDocument restored = Restore.of(old, List.of(document(kit.history, 6)), 6, kit.now);

    assertThat(restored.job(Kit.JOB).isEmpty()).isTrue();
    assertThat(restored.job(JobId.STAFF).alerts())
        .singleElement()
        .extracting(Alert::words)
        .asString()
        .contains(Kit.JOB.value());
  }

  @Test
  void of_staffBeingCalled_goesOnWithThatCallAndNotFromItsBeginning() {
    StaffCall begun = staffCall(List.of());
    StaffCall claimed = staffCall(List.of(step()));
    JobHistory staff = JobHistory.empty(JobId.STAFF);

    MaintenanceDocument restored =
        Restore.of(
            document(staff.with(begun), 5), List.of(document(staff.with(claimed), 6)), 6, NOW);

    assertThat(restored.job(JobId.STAFF).call()).contains(claimed);
  }

  @Test
  void of_versionOfBeforeTheFirstAlert_keepsTheAlerts() {
    JobHistory staff =
        JobHistory.empty(JobId.STAFF)
            .raise(Alert.Kind.FAILURE, Alert.OF_NO_NOTIFICATION, "mend it", NOW);

    MaintenanceDocument restored =
        Restore.of(
            MaintenanceDocument.EMPTY.withCommits(5, List.of()),
            List.of(document(staff, 6)),
            6,
            NOW);

    assertThat(restored.job(JobId.STAFF).alerts()).isEqualTo(staff.alerts());
  }

  @Test
  void of_pausedThenResumedSince_doesNotPauseAgain() {
    MaintenanceDocument paused = switched(true, NOW.minusSeconds(60)).withCommits(5, List.of());
    MaintenanceDocument resumed = switched(false, NOW).withCommits(6, List.of());

    MaintenanceDocument restored = Restore.of(paused, List.of(resumed), 6, NOW);

    assertThat(restored.settings().isPaused()).isFalse();
  }

  private static MaintenanceDocument switched(boolean pause, Instant at) {
    return MaintenanceDocument.EMPTY.with(
        DocumentSettings.NONE.with(new SendingSwitch(pause, at, "dana", "storm")));
  }

  private static StaffCall staffCall(List<Step> steps) {
    return new StaffCall(Kit.SECOND, NOW, "text", List.of(), steps, Optional.empty(), Extras.NONE);
  }

  private static Step step() {
    Claim claim = new Claim("w", 1, NOW, Duration.ofSeconds(10));
    return new Step(
        1,
        1,
        "dispatch line",
        Kit.PRIMARY.name(),
        claim,
        Progress.CLAIMED,
        NOW.plusSeconds(1),
        "claimed",
        Extras.NONE);
  }

  private static MaintenanceDocument anyRestored(long seed) {
    RandomDocuments random = new RandomDocuments(seed);
    return Restore.of(smaller(random.everything()), List.of(smaller(random.any())), 0, NOW);
  }

  /** A revision that can still grow. */
  private static MaintenanceDocument smaller(MaintenanceDocument document) {
    return document.withCommits(document.revision() / 2, document.commits());
  }

  private static MaintenanceDocument document(JobHistory history, long revision) {
    return MaintenanceDocument.EMPTY.withJobs(List.of(history)).withCommits(revision, List.of());
  }

  private static void receiveDelivered(Kit kit) {
    Receipt receipt =
        new Receipt(
            Kit.JOB,
            Optional.of(Kit.FIRST),
            Optional.of(1),
            SID,
            DeliveryStatus.DELIVERED,
            Optional.empty(),
            kit.now);
    kit.keep(new Receipts(Kit.CHAIN).receive(kit.history, receipt, kit::recipient, kit.now));
  }
}
