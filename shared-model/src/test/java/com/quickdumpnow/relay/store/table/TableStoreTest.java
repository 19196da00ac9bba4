package com.quickdumpnow.relay.store.table;

import static com.quickdumpnow.relay.store.MaintenanceStoreContract.oneStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.model.MoveMark.State;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.DocumentPages;
import com.quickdumpnow.relay.store.DocumentPages.Content;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.StoreException.CommitUnknown;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.StoreException.Fenced;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.table.Table.Edit;
import com.quickdumpnow.relay.store.table.Table.Outcome;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TableStoreTest {
  private static final JobId JOB = new JobId("job-1");
  private static final PhoneNumber PHONE = new PhoneNumber("+16195551234");
  private static final Instant NOW = Instant.parse("2025-01-15T14:32:00Z");

  private final InMemoryTable memory = new InMemoryTable();
  private final ScriptedTable table = new ScriptedTable(memory);
  private final LeapingClock clock = new LeapingClock();
  private final TableStore store = store(Optional.empty(), 1);

  private TableStore store(Optional<Duration> archiveFor, long seed) {
    return new TableStore(table, clock, new Random(seed), StoreListener.NONE, archiveFor);
  }

  @Test
  void changeJob_alone_isOnePlainWrite() {
    step(other(), JOB);

    step(JOB);

    assertThat(table.writes).hasSize(1);
    assertThat(table.writes.getFirst()).hasSize(1).first().isInstanceOf(Edit.Put.class);
  }

  @Test
  void changeJob_ofWhatIsNew_dependsOnWhetherTheStoreIsLeft() {
    TableHome home = new TableHome("table", other());
    MoveMark fenced = new MoveMark(State.FENCED, 1, "me", NOW);
    table.beforeNextWrite = () -> assertThat(home.mark(Optional.empty(), fenced)).isTrue();

    assertThatThrownBy(() -> step(JOB)).isInstanceOf(Fenced.class);

    assertThat(memory.get(List.of("job#job-1")).items()).isEmpty();
  }

  @Test
  void changeJob_ofWhatWasToldThatTheStoreIsLeft_dependsOnIt() {
    step(JOB);
    TableHome home = leaving();
    step(JOB);
    table.beforeNextWrite = () -> fence(home);

    assertThatThrownBy(() -> step(JOB)).isInstanceOf(Fenced.class);

    assertThat(home.store().look(JOB).history().job().orElseThrow().timeline()).hasSize(2);
  }

  @Test
  void changeJob_thatWritesNothingInAStoreThatIsLeft_isRefused() {
    step(JOB);
    fence(leaving());

    assertThatThrownBy(() -> store.changeJob(JOB, scope -> new Changed<>(scope.history(), true)))
        .isInstanceOf(Fenced.class);
    assertThatThrownBy(
            () ->
                store.changeJob(
                    new JobId("unknown"), scope -> new Changed<>(scope.history(), true)))
        .isInstanceOf(Fenced.class);
  }

  @Test
  void changeJob_whoseAnswerWasLostBeforeTheFence_isRecognised() {
    step(JOB);
    TableHome home = leaving();
    table.loseNextAnswer = true;
    table.beforeNextRepeat = () -> fence(home);

    step(JOB);

    assertThat(home.store().look(JOB).history().job().orElseThrow().timeline()).hasSize(2);
  }

  @Test
  void changeJob_onceAMoveWasGivenUp_isPlainAgain() {
    step(JOB);
    TableHome home = leaving();
    assertThat(home.mark(home.mark(), new MoveMark(State.OPEN, 1, "me", NOW))).isTrue();
    step(JOB);
    table.writes.clear();

    step(JOB);

    assertThat(table.writes).singleElement(InstanceOfAssertFactories.LIST).hasSize(1);
  }

  private TableHome leaving() {
    TableHome home = new TableHome("table", other());
    MoveMark mark = new MoveMark(State.LEAVING, 1, "me", NOW);
    assertThat(home.mark(Optional.empty(), mark)).isTrue();
    home.heed(mark, new OneByOne(), _ -> {});
    return home;
  }

  private static void fence(TableHome home) {
    assertThat(home.mark(home.mark(), new MoveMark(State.FENCED, 1, "me", NOW))).isTrue();
  }

  @Test
  void changeJob_thatDependsOnARecipient_isHeldBackByItsChange() {
    table.beforeNextWrite = () -> other().changeRecipient(PHONE, old -> old.toldHowToStop(NOW));

    boolean told =
        store.changeJob(
            JOB,
            scope ->
                new Changed<>(
                    oneStep(scope), scope.recipients().apply(PHONE).toldHowToStopAt().isPresent()));

    assertThat(told).isTrue();
    assertThat(store.look(JOB).history().job().orElseThrow().timeline()).hasSize(1);
  }

  @Test
  void changeJob_thatDependsOnTheSettings_isHeldBackByTheirChange() {
    table.beforeNextWrite =
        () -> other().changeSettings(old -> old.with(new SendingSwitch(true, NOW, "dana", "no")));

    boolean paused =
        store.changeJob(JOB, scope -> new Changed<>(oneStep(scope), scope.settings().isPaused()));

    assertThat(paused).isTrue();
  }

  @Test
  void changeJob_thatWritesNothingButSawTwoThings_sawThemAtOneTime() {
    step(JOB);
    table.beforeNextWrite =
        () -> {
          other().changeRecipient(PHONE, old -> old.toldHowToStop(NOW));
          step(other(), JOB);
        };

    List<Integer> seen =
        store.changeJob(
            JOB,
            scope ->
                new Changed<>(
                    scope.history(),
                    List.of(
                        scope.history().job().orElseThrow().timeline().size(),
                        scope.recipients().apply(PHONE).toldHowToStopAt().isPresent() ? 1 : 0)));

    assertThat(seen).containsExactly(2, 1);
  }

  @Test
  void changeJob_whoseAnswerIsLostAndOverwritten_isNotMadeAgain() {
    table.loseNextAnswer = true;
    table.beforeNextRepeat = () -> step(other(), JOB);

    step(JOB);

    assertThat(store.look(JOB).history().job().orElseThrow().timeline()).hasSize(2);
  }

  @Test
  void changeJob_neverAnswered_isUnknown() {
    table.always = Optional.of(() -> new TableException.OutcomeUnknown("no answer", null));

    assertThatThrownBy(() -> step(JOB)).isInstanceOf(CommitUnknown.class);
  }

  @Test
  void changeJob_throttledForLong_isUnavailableAndNotMade() {
    table.always = Optional.of(() -> new TableException.NotDone("throttled", null));

    assertThatThrownBy(() -> step(JOB)).isInstanceOf(Unavailable.class);

    assertThat(store.read().document().jobs()).isEmpty();
  }

  @Test
  void look_atAnItemOfANewerRelease_isRefusedAndNothingIsOverwritten() {
    step(JOB);
    Item item = memory.scan(Optional.empty()).items().getFirst();
    Item newer =
        new Item(
            item.key(),
            item.json().replace("\"schemaVersion\":1", "\"schemaVersion\":2"),
            item.commits(),
            item.places());
    memory.write(List.of(new Edit.Put(newer, Optional.of(item.stamp()))), "mended");

    assertThatThrownBy(() -> store.look(JOB)).isInstanceOf(DocumentRefused.class);
    assertThatThrownBy(() -> step(JOB)).isInstanceOf(DocumentRefused.class);
    assertThat(memory.get(List.of(item.key())).items()).containsExactly(newer);
  }

  @Test
  void changeJobs_ofManyJobs_areReadInBatches() {
    List<JobChange<Boolean>> changes = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      changes.add(
          new JobChange<>(new JobId("job-" + i), scope -> new Changed<>(oneStep(scope), true)));
    }

    assertThat(store.changeJobs(changes)).hasSize(250).containsOnly(true);

    assertThat(store.read().document().jobs()).hasSize(250);
  }

  @Test
  void pages_ofManyJobs_haveEachOnceUnderOneRevision() {
    for (int i = 0; i < 1_200; i++) {
      step(new JobId("job-" + i));
    }
    DocumentPages pages = store.pages().orElseThrow();
    List<JobId> seen = new ArrayList<>();
    List<Long> revisions = new ArrayList<>();

    Optional<String> cursor = Optional.empty();
    do {
      Content content = pages.page(cursor).orElseThrow().content().get();
      seen.addAll(content.document().jobs().keySet());
      revisions.add(content.document().revision());
      step(new JobId("job-7"));
      cursor = content.next();
    } while (cursor.isPresent());

    assertThat(seen).hasSize(1_200).doesNotHaveDuplicates();
    assertThat(revisions).hasSize(3).containsOnly(1_200L);
  }

  @Test
  void pages_version_followsEveryChange() {
    step(JOB);
    String before = store.pages().orElseThrow().page(Optional.empty()).orElseThrow().version();
    assertThat(store.pages().orElseThrow().page(Optional.empty()).orElseThrow().version())
        .isEqualTo(before);

    step(JOB);

    assertThat(store.pages().orElseThrow().page(Optional.empty()).orElseThrow().version())
        .isNotEqualTo(before);
  }

  @Test
  void pages_withACursorOfNobody_leadNowhere() {
    DocumentPages pages = store.pages().orElseThrow();

    assertThat(pages.page(Optional.of("2"))).isEmpty();
    assertThat(pages.page(Optional.of("????"))).isEmpty();
  }

  @Test
  void archive_withATimeToLive_givesItToTheTable() {
    step(JOB);
    JobHistory history = store.look(JOB).history();

    store(Optional.of(Duration.ofDays(400)), 3).archive().take(List.of(history), _ -> false);

    Item item = memory.get(List.of("archive#job-1")).items().getFirst();
    assertThat(item.expires())
        .contains(Bodies.archived(item).archivedAt().plus(Duration.ofDays(400)));
  }

  private TableStore other() {
    return new TableStore(memory, clock, new Random(2), StoreListener.NONE);
  }

  private void step(JobId id) {
    step(store, id);
  }

  private static void step(TableStore store, JobId id) {
    boolean _ = store.changeJob(id, scope -> new Changed<>(oneStep(scope), true));
  }

  private static final class OneByOne implements Home.Parts {
    @Override
    public <T> void each(List<T> parts, Consumer<T> work) {
      parts.forEach(work);
    }
  }

  /** Does what a test wants between a look and a write. */
  private static final class ScriptedTable extends PassingTable {
    final List<List<Edit>> writes = new ArrayList<>();
    Runnable beforeNextWrite = () -> {};
    Runnable beforeNextRepeat = () -> {};
    boolean loseNextAnswer;
    Optional<Supplier<TableException>> always = Optional.empty();

    ScriptedTable(Table table) {
      super(table);
    }

    @Override
    public Outcome write(List<Edit> edits, String token) {
      if (always.isPresent()) {
        throw always.get().get();
      }
      Runnable first = writes.contains(edits) ? beforeNextRepeat : beforeNextWrite;
      beforeNextWrite = () -> {};
      writes.add(edits);
      first.run();
      Outcome outcome = super.write(edits, token);
      if (loseNextAnswer) {
        loseNextAnswer = false;
        throw new TableException.OutcomeUnknown("the answer was lost", null);
      }
      return outcome;
    }
  }

  /** Sleeps by moving on. */
  private static final class LeapingClock implements Clockwork {
    private long nanos;

    @Override
    public Instant instant() {
      return NOW.plusNanos(nanos);
    }

    @Override
    public long ticks() {
      return nanos;
    }

    @Override
    public void sleep(Duration duration) {
      nanos += duration.toNanos();
    }

    @Override
    public Signal signal() {
      return Clockwork.system().signal();
    }
  }
}
