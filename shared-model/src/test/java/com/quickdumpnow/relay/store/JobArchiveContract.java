package com.quickdumpnow.relay.store;

import static com.quickdumpnow.relay.store.MaintenanceStoreContract.oneStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the {@link JobArchive} of every store promises. */
public abstract class JobArchiveContract {
  protected static final JobId JOB = new JobId("job-1");
  private static final PhoneNumber PHONE = new PhoneNumber("+16195551234");
  private static final Instant NOW = Instant.parse("2025-01-15T14:32:00Z");

  /** A store with an empty document and an empty archive, the same one for the whole test. */
  protected abstract MaintenanceStore store();

  @Test
  void take_ofAJobAsItIs_movesItsWholeHistory() {
    JobHistory history = begin(JOB);

    assertThat(take(history)).containsExactly(JOB);

    assertThat(store().read().document().jobs()).isEmpty();
    assertThat(archived()).isEqualTo(history);
  }

  @Test
  void ids_ofSome_eachOnceWhateverTheSteps() {
    List<JobId> jobs = List.of(JOB, new JobId("job-10"), new JobId("job-1-a"), new JobId("job_1"));
    jobs.forEach(job -> take(begin(job)));

    List<JobId> first = store().archive().ids(Optional.empty(), 2);
    List<JobId> rest = store().archive().ids(Optional.of(first.getLast()), 1000);

    assertThat(first).hasSize(2);
    assertThat(rest).hasSize(2);
    assertThat(Stream.concat(first.stream(), rest.stream()))
        .containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void take_ofAJobThatMovedOn_leavesItInTheDocument() {
    JobHistory seen = begin(JOB);
    JobHistory now = begin(JOB);

    assertThat(take(seen)).isEmpty();

    assertThat(store().read().document().job(JOB)).isEqualTo(now);
  }

  @Test
  void take_afterOneThatWasBrokenOff_isDoneAnew() {
    JobHistory seen = begin(JOB);
    take(seen);
    put(seen.withStray(receipt("SM1")));
    JobHistory later = store().read().document().job(JOB);

    assertThat(take(later)).containsExactly(JOB);

    assertThat(archived()).isEqualTo(later);
  }

  @Test
  void take_ofAJobFromAnOlderVersion_losesNothingThatTheArchiveKnew() {
    JobHistory seen = begin(JOB);
    take(seen);
    stray(receipt("SM1"));
    put(seen);

    take(seen);

    assertThat(archived().strays()).containsExactly(receipt("SM1"));
    assertThat(store().read().document().jobs()).isEmpty();
  }

  @Test
  void take_again_changesNothing() {
    JobHistory history = begin(JOB);
    take(history);
    ArchivedJob first = store().archive().find(JOB).orElseThrow();

    assertThat(take(history)).isEmpty();

    assertThat(store().archive().find(JOB)).contains(first);
  }

  @Test
  void take_ofTheLastJobOfARecipient_forgetsTheForgettable() {
    PhoneNumber optedOut = new PhoneNumber("+16195550001");
    store().changeRecipient(PHONE, old -> old.toldHowToStop(NOW));
    store().changeRecipient(optedOut, old -> old.optedOut(new OptOut(NOW, "test")));
    JobHistory history = begin(JOB);

    store().archive().take(List.of(), recipient -> !recipient.isOptedOut());
    assertThat(store().read().document().recipients()).containsKeys(PHONE, optedOut);
    store().archive().take(List.of(history), recipient -> !recipient.isOptedOut());

    assertThat(store().read().document().recipients()).containsOnlyKeys(optedOut);
  }

  @Test
  void find_ofAnUnknownJob_isEmpty() {
    begin(JOB);

    assertThat(store().archive().find(JOB)).isEmpty();
  }

  @Test
  void change_ofAnArchivedJob_changesItThereAndItsRecipientsInTheDocument() {
    take(begin(JOB));

    Optional<String> result =
        store()
            .archive()
            .change(
                JOB,
                scope ->
                    new Changed<>(
                        scope.history().withStray(receipt("SM1")),
                        List.of(scope.recipients().apply(PHONE).toldHowToStop(NOW)),
                        "done"));

    assertThat(result).contains("done");
    assertThat(archived().strays()).hasSize(1);
    assertThat(store().read().document().jobs()).isEmpty();
    assertThat(store().read().document().recipient(PHONE).toldHowToStopAt()).contains(NOW);
  }

  @Test
  void change_ofAJobInTheDocument_isLeftToTheStore() {
    JobHistory history = begin(JOB);
    take(history);
    put(history);

    assertThat(stray(receipt("SM1"))).isEmpty();
    assertThat(archived()).isEqualTo(history);
  }

  @Test
  void change_ofAnUnknownJob_isEmpty() {
    assertThat(stray(receipt("SM1"))).isEmpty();
  }

  @Test
  void change_thatThrows_changesNothing() {
    JobHistory history = begin(JOB);
    take(history);
    IllegalStateException thrown = new IllegalStateException("no");

    assertThatThrownBy(
            () ->
                store()
                    .archive()
                    .<String>change(
                        JOB,
                        _ -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
    assertThat(archived()).isEqualTo(history);
  }

  @Test
  void walk_inSteps_comesByEveryJobAndBeginsAnew() {
    IntStream.range(0, 5).forEach(i -> take(begin(new JobId("job-" + i))));
    List<JobId> seen = new ArrayList<>();
    List<Boolean> ends = new ArrayList<>();

    for (int i = 0; i < 4; i++) {
      ends.add(
          store()
              .archive()
              .walk(
                  2,
                  archived -> {
                    seen.add(archived.id());
                    return archived;
                  })
              .atEnd());
    }

    assertThat(seen.subList(0, 5)).doesNotHaveDuplicates();
    assertThat(seen.subList(5, 7)).isEqualTo(seen.subList(0, 2));
    assertThat(ends).containsExactly(false, false, true, false);
  }

  @Test
  void walk_thatChanges_keepsIt() {
    take(begin(JOB));

    var walked =
        store().archive().walk(10, archived -> archived.with(begun(JobHistory.empty(JOB), "x")));

    assertThat(walked).isEqualTo(new JobArchive.Walked(1, 1, List.of(), true));
    assertThat(archived().job().orElseThrow().timeline().getLast().by()).isEqualTo("x");
  }

  private Set<JobId> take(JobHistory history) {
    return store().archive().take(List.of(history), _ -> false);
  }

  private JobHistory archived() {
    return store().archive().find(JOB).orElseThrow().history();
  }

  private Optional<String> stray(Receipt receipt) {
    return store()
        .archive()
        .change(JOB, scope -> new Changed<>(scope.history().withStray(receipt), "kept"));
  }

  private void put(JobHistory history) {
    store().changeJob(history.id(), _ -> new Changed<>(history, ""));
  }

  /** Takes that job a step further in the document. */
  private JobHistory begin(JobId id) {
    return store()
        .changeJob(
            id,
            scope -> {
              JobHistory next = begun(scope.history(), "ann");
              return new Changed<>(next, next);
            });
  }

  private static JobHistory begun(JobHistory history, String by) {
    JobHistory next = oneStep(history, by);
    Customer customer = new Customer("Ann", Optional.of(PHONE), Optional.empty(), Extras.NONE);
    return next.with(
        next.job()
            .orElseThrow()
            .amended(
                Optional.empty(), customer, next.job().orElseThrow().load(), Optional.empty()));
  }

  private static Receipt receipt(String sid) {
    return new Receipt(
        JOB,
        Optional.empty(),
        Optional.empty(),
        new MessageId(sid),
        DeliveryStatus.SENT,
        Optional.empty(),
        NOW);
  }
}
