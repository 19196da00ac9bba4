package com.quickdumpnow.relay.store;

import static com.quickdumpnow.relay.decision.DayAccount.RESERVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.MaintenanceStore.Packed;
import com.quickdumpnow.relay.store.MaintenanceStore.Stored;
import com.quickdumpnow.relay.time.Ease;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What every {@link MaintenanceStore} promises. */
public abstract class MaintenanceStoreContract {
  protected static final JobId JOB = new JobId("job-1");
  private static final JobId OTHER = new JobId("job-2");
  private static final PhoneNumber PHONE = new PhoneNumber("+16195551234");
  private static final Instant NOW = Instant.parse("2025-01-15T14:32:00Z");

  /** A store with an empty document, the same one for the whole test. */
  protected abstract MaintenanceStore store();

  @Test
  void read_ofANewStore_isEmpty() {
    assertThat(store().read().document().jobs()).isEmpty();
  }

  @Test
  void changeJob_thenRead_isThere() {
    String result = store().changeJob(JOB, scope -> new Changed<>(oneStep(scope), "done"));

    assertThat(result).isEqualTo("done");
    assertThat(store().read().document().job(JOB).job()).isPresent();
  }

  @Test
  void packed_isWhatIsReadCompressed() throws IOException {
    store().changeJob(JOB, scope -> new Changed<>(oneStep(scope), "done"));
    Stored read = store().read();

    Packed packed = store().packed();

    assertThat(packed.version()).isEqualTo(read.version());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.gzip()))) {
      assertThat(MaintenanceJson.read(in.readAllBytes())).isEqualTo(read.document());
    }
  }

  @Test
  void changeJob_atEase_isThereToo() {
    String result =
        store()
            .changeJobAtEase(
                JOB,
                scope -> new Changed<>(oneStep(scope), "done"),
                new Ease(Duration.ofMillis(1), 4));

    assertThat(result).isEqualTo("done");
    assertThat(store().read().document().job(JOB).job()).isPresent();
  }

  @Test
  void changeJob_withANewVersion_changesTheVersion() {
    String before = store().read().version();

    store().changeJob(JOB, scope -> new Changed<>(oneStep(scope), "done"));

    assertThat(store().read().version()).isNotEqualTo(before).doesNotContain("\"");
    assertThat(store().read().version()).isEqualTo(store().read().version());
  }

  @Test
  void changeJob_thatReturnsWhatItGot_writesNothing() {
    store().changeJob(JOB, scope -> new Changed<>(oneStep(scope), "done"));
    var before = store().read();

    int steps = store().changeJob(JOB, scope -> new Changed<>(scope.history(), steps(scope)));

    assertThat(steps).isEqualTo(1);
    assertThat(store().read()).isEqualTo(before);
  }

  @Test
  void changeJobs_ofOneJob_seeEachOtherInOrder() {
    Function<JobScope, Changed<Integer>> step =
        scope -> new Changed<>(oneStep(scope), steps(scope) + 1);

    List<Integer> results =
        store()
            .changeJobs(
                List.of(
                    new JobChange<>(JOB, step),
                    new JobChange<>(OTHER, step),
                    new JobChange<>(JOB, step)));

    assertThat(results).containsExactly(1, 1, 2);
    assertThat(store().read().document().jobs().keySet()).containsExactly(JOB, OTHER);
  }

  @Test
  void changeJobs_ofNone_isNothing() {
    assertThat(store().changeJobs(List.<JobChange<String>>of())).isEmpty();
  }

  @Test
  void changeJob_thatThrows_keepsNothingAndThrowsTheSame() {
    IllegalStateException thrown = new IllegalStateException("no");

    assertThatThrownBy(
            () ->
                store()
                    .<String>changeJobs(
                        List.of(
                            new JobChange<>(JOB, scope -> new Changed<>(oneStep(scope), "")),
                            new JobChange<>(
                                JOB,
                                _ -> {
                                  throw thrown;
                                }))))
        .isSameAs(thrown);
    assertThat(store().read().document().job(JOB).isEmpty()).isTrue();
  }

  @Test
  void changeJob_withARecipientItLookedUp_keepsBoth() {
    store()
        .changeJob(
            JOB,
            scope -> {
              Recipient old = scope.recipients().apply(PHONE);
              assertThat(old).isEqualTo(Recipient.unknown(PHONE));
              return new Changed<>(oneStep(scope), List.of(old.toldHowToStop(NOW)), "");
            });

    assertThat(store().read().document().recipient(PHONE).toldHowToStopAt()).contains(NOW);
  }

  @Test
  void changeJob_withARecipientItNeverLookedUp_isRefused() {
    assertThatThrownBy(
            () ->
                store()
                    .changeJob(
                        JOB,
                        scope ->
                            new Changed<>(
                                scope.history(),
                                List.of(Recipient.unknown(PHONE).toldHowToStop(NOW)),
                                "")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void changeSettings_isSeenByLaterChangesOfJobs() {
    DocumentSettings paused =
        DocumentSettings.NONE.with(
            new DocumentSettings.SendingSwitch(true, NOW, "dana", "wrong texts"));

    assertThat(store().changeSettings(_ -> paused)).isEqualTo(paused);

    boolean seen =
        store().changeJob(JOB, scope -> new Changed<>(oneStep(scope), scope.settings().isPaused()));
    assertThat(seen).isTrue();
    assertThat(store().read().document().settings()).isEqualTo(paused);
  }

  /** A claim counts what it costs in the very change that commits it. */
  @Test
  void changeJobs_thatSpend_seeEachOtherAndKeepBoth() {
    JobChange<Money> one = spending(JOB);
    JobChange<Money> other = spending(OTHER);

    assertThat(store().changeJobs(List.of(one, other)))
        .containsExactly(new Money(10), new Money(20));

    assertThat(store().changeJob(JOB, one.change())).isEqualTo(new Money(30));
    assertThat(store().read().document().settings().spending())
        .map(DaySpending::spent)
        .contains(new Money(30));
  }

  @Test
  void changeSettings_afterSpending_keepWhatWasSpent() {
    store().changeJob(JOB, spending(JOB).change());

    DocumentSettings kept =
        store()
            .changeSettings(
                old -> old.with(new DocumentSettings.SendingSwitch(true, NOW, "dana", "no")));

    assertThat(kept.spending()).map(DaySpending::spent).contains(new Money(10));
    assertThat(store().read().document().settings()).isEqualTo(kept);
  }

  /** As a restore does: what any version knows was spent. */
  @Test
  void changeSettings_withAnotherAccount_putsIt() {
    store().changeJob(JOB, spending(JOB).change());
    DaySpending more = DaySpending.none(LocalDate.EPOCH).with(new Money(50), true);

    store().changeSettings(old -> old.with(more));

    assertThat(store().read().document().settings().spending()).contains(more);
    assertThat(store().changeJob(JOB, spending(JOB).change())).isEqualTo(new Money(60));
  }

  private static JobChange<Money> spending(JobId id) {
    return new JobChange<>(
        id,
        scope -> {
          DaySpending before =
              scope.account().look(RESERVE).orElse(DaySpending.none(LocalDate.EPOCH));
          Money spent = before.spent().plus(new Money(10));
          return new Changed<>(
              scope.history(), List.of(), Map.of(RESERVE, before.with(spent, false)), spent);
        });
  }

  @Test
  void changeSettings_toWhatTheyAre_writesNothing() {
    store().changeJob(JOB, scope -> new Changed<>(oneStep(scope), "done"));
    var before = store().read();

    store().changeSettings(same -> same);

    assertThat(store().read()).isEqualTo(before);
  }

  @Test
  void changeJob_thatReturnsAnotherJob_isRefused() {
    assertThatThrownBy(
            () -> store().changeJob(JOB, _ -> new Changed<>(JobHistory.empty(OTHER), "")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void changeJob_toAnEmptyHistory_takesTheJobOut() {
    store().changeJob(JOB, scope -> new Changed<>(oneStep(scope), ""));

    store().changeJob(JOB, _ -> new Changed<>(JobHistory.empty(JOB), ""));

    assertThat(store().read().document().jobs()).isEmpty();
  }

  @Test
  void changeRecipient_returnsWhatIsKept() {
    Recipient changed =
        store()
            .changeRecipient(PHONE, old -> old.optedOut(new Recipient.OptOut(NOW, "twilio 21610")));

    assertThat(changed.isOptedOut()).isTrue();
    assertThat(store().read().document().recipient(PHONE)).isEqualTo(changed);
  }

  @Test
  void changeTrailer_returnsWhatIsKept() {
    Vin vin = new Vin("T1-GPS");

    var changed = store().changeTrailer(vin, old -> old.withLocation("Yard 2"));

    assertThat(changed.location()).contains("Yard 2");
    assertThat(store().read().document().trailers()).containsEntry(vin, changed);
  }

  /** The job of that scope with one more entry in its timeline. */
  public static JobHistory oneStep(JobScope scope) {
    return oneStep(scope.history(), "ann");
  }

  public static JobHistory oneStep(JobHistory history, String by) {
    StatusChange step = new StatusChange(JobStatus.QUEUED, NOW, by);
    Job job =
        history
            .job()
            .map(old -> old.with(step))
            .orElseGet(
                () ->
                    new Job(
                        history.id(),
                        Optional.empty(),
                        new Customer("Ann", Optional.empty(), Optional.empty(), Extras.NONE),
                        Load.UNKNOWN,
                        Optional.empty(),
                        List.of(step),
                        List.of(),
                        Extras.NONE));
    return history.with(job);
  }

  private static int steps(JobScope scope) {
    return scope.history().job().map(job -> job.timeline().size()).orElse(0);
  }
}
