package com.quickdumpnow.relay.ops.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.model.MoveMark.State;
import com.quickdumpnow.relay.ops.migration.Migration.Outcome;
import com.quickdumpnow.relay.ops.migration.TwoStores.PowerCut;
import com.quickdumpnow.relay.ops.sample.SampleJobs;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.MovingStore;
import com.quickdumpnow.relay.store.move.Piece;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationTest {
  private static final MaintenanceDocument SAMPLES =
      SampleJobs.document(
          new TrackingLinks(
              "quickdumpnow.com/track", TrackingTokens.parse("k1=" + "A".repeat(43) + "=")),
          TwoStores.NOW);

  /** Two jobs and one trailer of them. */
  private static final MaintenanceDocument FEW =
      MaintenanceDocument.EMPTY
          .withJobs(SAMPLES.jobs().values().stream().limit(2).toList())
          .withTrailers(SAMPLES.trailers().values().stream().limit(1).toList());

  private final TwoStores stores = new TwoStores(SAMPLES);
  private final MovingStore program = stores.moving();

  @Test
  void run_thereAndBack_programsFollowAndNothingIsLost() {
    archiveOne();
    pause("before");
    Everything before = Everything.of(program);

    assertThat(move(stores.document(), stores.table())).isInstanceOf(Outcome.Moved.class);
    assertThat(Everything.of(program)).isEqualTo(before);
    assertThat(stores.table().mark().orElseThrow().state()).isEqualTo(State.OPEN);
    assertThat(stores.document().mark().orElseThrow().state()).isEqualTo(State.LEFT);
    pause("between");
    Everything between = Everything.of(program);

    assertThat(move(stores.table(), stores.document())).isInstanceOf(Outcome.Moved.class);
    assertThat(Everything.of(program)).isEqualTo(between).isNotEqualTo(before);
    assertThat(Everything.of(stores.moving())).isEqualTo(between);
  }

  /** In parts in the table, some of which are there still when it is moved into once more. */
  @Test
  void run_accountOfTheDay_goesAlongWhole() {
    spend(0);
    move(stores.document(), stores.table());
    spend(1);
    spend(2);
    assertThat(spent()).contains(new Money(30));

    move(stores.table(), stores.document());
    assertThat(spent()).contains(new Money(30));
    spend(3);

    move(stores.document(), stores.table());
    assertThat(spent()).contains(new Money(40));
  }

  private Optional<Money> spent() {
    return program.read().document().settings().spending().map(DaySpending::spent);
  }

  private void spend(int job) {
    boolean _ =
        program.changeJob(
            new JobId("job-" + job),
            scope -> {
              String part = scope.account().part();
              DaySpending old =
                  scope.account().look(part).orElse(DaySpending.none(LocalDate.of(2026, 1, 15)));
              DaySpending more = old.with(old.spent().plus(new Money(10)), false);
              return new Changed<>(scope.history(), List.of(), Map.of(part, more), true);
            });
  }

  @Test
  void run_whatOnlyTheTargetStillHas_isTakenOut() {
    move(stores.document(), stores.table());
    archiveOne();
    Everything expected = Everything.of(program);

    move(stores.table(), stores.document());

    assertThat(Everything.of(program)).isEqualTo(expected);
    assertThat(program.read().document().jobs()).doesNotContainKey(new JobId("job-1040"));
  }

  @Test
  void version_acrossAMove_isNeverTheSameAgain() {
    String first = program.packed().version();

    move(stores.document(), stores.table());
    String second = program.pages().orElseThrow().page(Optional.empty()).orElseThrow().version();
    move(stores.table(), stores.document());

    assertThat(List.of(second, program.packed().version())).doesNotContain(first);
    assertThat(program.pages()).isEmpty();
  }

  @Test
  void run_stoppedAtAnyRequest_isFinishedByTheNextOne() {
    int stopped = 0;
    boolean isOver = false;
    for (int requests = 1; !isOver; requests++) {
      TwoStores fresh = new TwoStores(FEW);
      MovingStore follower = fresh.moving();
      isOver = move(fresh, requests, fresh.document(), fresh.table());
      follower.changeSettings(old -> old.with(new SendingSwitch(true, TwoStores.NOW, "", "")));
      Everything between = Everything.of(follower);
      boolean isBack = move(fresh, requests, fresh.table(), fresh.document());
      isOver &= isBack;
      stopped += isOver ? 0 : 1;

      assertThat(Everything.of(follower)).as("stopped after %d", requests).isEqualTo(between);
      assertThat(between.document().settings().isPaused()).isTrue();
    }
    assertThat(stopped).isGreaterThan(40);
  }

  /** Whether it came to the end without having been stopped. */
  private static boolean move(TwoStores stores, int requests, Home source, Home target) {
    stores.cutPowerAfter(requests);
    boolean isOver = false;
    try {
      var _ = stores.migration(source, target, "first").run();
      isOver = true;
    } catch (PowerCut _) {
      // The next one goes on.
    }
    stores.powerIsBack();
    stores.pass(Migration.SILENCE);
    Outcome outcome = stores.migration(source, target, "next").run();
    assertThat(outcome).isInstanceOfAny(Outcome.Moved.class, Outcome.AlreadyThere.class);
    assertThat(target.mark().orElseThrow().state()).isEqualTo(State.OPEN);
    return isOver;
  }

  @Test
  void run_whileAnotherOneIsSeen_isRefused() {
    stopFenced();

    assertThatThrownBy(() -> move(stores.document(), stores.table()))
        .isInstanceOf(MoveRefused.class)
        .hasMessageContaining("Another run (stopped)");
  }

  @Test
  void change_whileNothingChanges_waitsAndIsUnavailable() {
    stopFenced();

    assertThatThrownBy(() -> pause("now")).isInstanceOf(Unavailable.class);
    assertThat(program.settings().isPaused()).isFalse();
    assertThat(stores.instant()).isAfter(TwoStores.NOW.plusSeconds(4));
  }

  @Test
  void abandon_ofAStoppedRun_letsProgramsGoOn() {
    stopFenced();
    stores.pass(Migration.SILENCE);

    assertThat(stores.migration(stores.document(), stores.table(), "me").abandon()).isTrue();
    pause("now");

    assertThat(program.settings().isPaused()).isTrue();
    assertThat(stores.migration(stores.document(), stores.table(), "me").abandon()).isFalse();
    assertThat(move(stores.document(), stores.table())).isInstanceOf(Outcome.Moved.class);
    assertThat(program.settings().isPaused()).isTrue();
  }

  @Test
  void abandon_onceProgramsFollow_isRefused() {
    move(stores.document(), stores.table());

    assertThatThrownBy(stores.migration(stores.document(), stores.table(), "me")::abandon)
        .isInstanceOf(MoveRefused.class)
        .hasMessageContaining("the table is the truth");
  }

  @Test
  void run_intoAStoreThatIsNoTargetOfAMove_isRefused() {
    var _ = stores.table().store().changeSettings(_ -> paused("someone else's"));

    assertThatThrownBy(() -> move(stores.document(), stores.table()))
        .isInstanceOf(MoveRefused.class)
        .hasMessageContaining("left alone");
  }

  @Test
  void run_whereTheTargetKeepsSomethingElse_leavesTheSourceTheTruth() {
    Home target =
        new PassingHome(stores.table()) {
          @Override
          public Map<String, Piece> find(Collection<String> keys) {
            return Map.of();
          }
        };

    Outcome outcome = move(stores.document(), target);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Different.class, different -> assertThat(different.keys()).isNotEmpty());
    pause("now");
    assertThat(stores.document().store().settings().isPaused()).isTrue();
    assertThat(stores.table().mark().orElseThrow().state()).isEqualTo(State.LEFT);
  }

  /** A run that is stopped when nothing can be changed any more. */
  private void stopFenced() {
    Home source =
        new PassingHome(stores.document()) {
          @Override
          public boolean mark(Optional<MoveMark> from, MoveMark to) {
            boolean isSet = super.mark(from, to);
            if (to.state() == State.FENCED) {
              throw new PowerCut();
            }
            return isSet;
          }
        };
    assertThatThrownBy(stores.migration(source, stores.table(), "stopped")::run)
        .isInstanceOf(PowerCut.class);
    assertThat(source.mark().orElseThrow().state()).isEqualTo(State.FENCED);
  }

  private Outcome move(Home source, Home target) {
    return stores.migration(source, target, "run-" + stores.requests()).run();
  }

  private void pause(String reason) {
    var _ = program.changeSettings(_ -> paused(reason));
  }

  private static DocumentSettings paused(String reason) {
    return DocumentSettings.NONE.with(new SendingSwitch(true, TwoStores.NOW, "dana", reason));
  }

  private void archiveOne() {
    JobHistory done = program.look(new JobId("job-1040")).history();
    assertThat(program.archive().take(List.of(done), _ -> false)).hasSize(1);
    boolean changed =
        program
            .archive()
            .change(done.id(), scope -> new Changed<>(scope.history(), true))
            .orElseThrow();
    assertThat(changed).isTrue();
  }

  /** All that a store holds, whatever it keeps it in. */
  private record Everything(MaintenanceDocument document, List<Object> archive) {
    static Everything of(MaintenanceStore store) {
      MaintenanceDocument document = store.read().document();
      return new Everything(
          document.withCommits(0, List.of()).with(document.settings().withMove(Optional.empty())),
          store.archive().ids(Optional.empty(), 1000).stream()
              .<Object>map(id -> store.archive().find(id).orElseThrow())
              .toList());
    }
  }
}
