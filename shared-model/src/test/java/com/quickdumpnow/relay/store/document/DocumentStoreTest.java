package com.quickdumpnow.relay.store.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.quickdumpnow.relay.json.MaintenanceBlocks.Placed;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.MaintenanceStoreContract;
import com.quickdumpnow.relay.store.StoreException.CommitUnknown;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import com.quickdumpnow.relay.store.document.FakeObjectStore.Fault;
import com.quickdumpnow.relay.store.document.ObjectStoreException.NotDone;
import com.quickdumpnow.relay.store.document.ObjectStoreException.OutcomeUnknown;
import com.quickdumpnow.relay.store.document.ObjectStoreException.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentStoreTest extends MaintenanceStoreContract {
  private static final String KEY = "maintenance.json";
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final FakeObjectStore objects = new FakeObjectStore();
  private final SettableClock clock = new SettableClock();
  private final RecordingListener listener = new RecordingListener();
  private final DocumentStore store = newStore(listener);
  private final DocumentStore other = newStore(StoreListener.NONE);

  private DocumentStore newStore(StoreListener to) {
    return new DocumentStore(objects, KEY, clock, new Random(), to);
  }

  @BeforeEach
  void createDocument() {
    assertThat(store.create(MaintenanceDocument.EMPTY)).isTrue();
  }

  @Override
  protected MaintenanceStore store() {
    return store;
  }

  @Test
  void changeJob_uncontended_isOnePut() {
    step(store);
    objects.puts = 0;
    objects.gets = 0;

    step(store);

    assertThat(objects.puts).isOne();
    assertThat(objects.gets).isZero();
  }

  @Test
  void read_ofAKnownVersion_fetchesNoBody() {
    step(store);
    objects.fullGets = 0;

    assertThat(store.read().document().revision()).isEqualTo(2);

    assertThat(objects.fullGets).isZero();
  }

  @Test
  void packed_whereNothingWasRead_isTheStoredFileAndFetchedOnce() {
    step(store);
    objects.fullGets = 0;

    assertThat(other.packed().gzip()).isSameAs(objects.bytes(KEY));
    assertThat(other.packed().gzip()).isSameAs(objects.bytes(KEY));

    assertThat(objects.fullGets).isOne();
    step(store);
    assertThat(other.packed().version()).isEqualTo(store.read().version());
  }

  @Test
  void packed_ofAFileThatSomebodyMended_isReadAndWrittenAnew() throws IOException {
    objects.set(KEY, MaintenanceJson.write(MaintenanceDocument.EMPTY));

    byte[] packed = other.packed().gzip();

    assertThat(Gzip.expand(packed, 1000)).isEqualTo(objects.bytes(KEY));
    assertThat(packed).isNotEqualTo(objects.bytes(KEY));
  }

  @Test
  void packed_ofANewerSchema_isRefused() throws IOException {
    Deflated newer =
        Deflated.of(
            "{\"schemaVersion\":2,\"revision\":1}".getBytes(UTF_8),
            new Deflater(Deflater.BEST_SPEED, true));
    List<Placed<Deflated>> blocks = List.of(new Placed<>(newer, Placed.BETWEEN));
    objects.set(KEY, new BlockGzip().write(List.of(blocks), 1000));

    assertThatThrownBy(other::packed).isInstanceOf(DocumentRefused.class);
  }

  @Test
  void read_afterSomebodyElsesCommit_seesIt() {
    store.read();
    step(other);

    assertThat(steps()).isOne();
  }

  @Test
  void look_atWhatWasWrittenJustNow_asksNobody() {
    Duration ago = Duration.ofMillis(250);
    step(store);
    objects.gets = 0;

    assertThat(stepsJust(ago)).isOne();
    clock.pass(ago);
    assertThat(stepsJust(ago)).isOne();
    assertThat(objects.gets).isZero();

    step(other);
    objects.gets = 0;
    assertThat(stepsJust(ago)).as("what was current a quarter of a second ago").isOne();
    clock.pass(Duration.ofMillis(1));
    assertThat(stepsJust(ago)).isEqualTo(2);
    assertThat(stepsJust(ago)).isEqualTo(2);
    assertThat(objects.gets).as("a look counts like a write").isOne();
  }

  @Test
  void look_atWhatTookLongToWrite_asksAgain() {
    step(store);
    objects.beforePut(() -> clock.pass(Duration.ofSeconds(1)));
    step(store);
    objects.gets = 0;

    assertThat(stepsJust(Duration.ofMillis(999))).isEqualTo(2);
    assertThat(objects.gets).as("others may have written while the answer was under way").isOne();
    assertThat(stepsJust(Duration.ZERO)).isEqualTo(2);
    assertThat(objects.gets).as("that look was just now").isOne();
  }

  @Test
  void look_beforeAnythingWasRead_asks() {
    step(other);

    assertThat(newStore(listener).look(JOB, Duration.ofDays(1)).history().job()).isPresent();
  }

  @Test
  void changeJob_othersWriteInEveryPause_isNotStarved() {
    DocumentStore unlucky =
        new DocumentStore(
            objects, KEY, new ClockOfOthers(() -> step(other)), new Random(), listener);
    unlucky.read();
    step(other);

    step(unlucky);

    assertThat(listener.conflicts).as("the second try is onto what is current").isOne();
  }

  @Test
  void changeJob_ofTheOnlyOneWhoWrites_neverLooksFirst() {
    step(other);
    step(store);
    objects.gets = 0;

    for (int i = 0; i < 5; i++) {
      clock.pass(Duration.ofMillis(100));
      step(store);
    }
    assertThat(objects.gets).isZero();
  }

  @Test
  void changeJob_ofWhoHasNotSeenYetWhetherOthersWrite_looksFirst() {
    store.read();
    clock.pass(Duration.ofSeconds(1));
    step(other);

    step(store);

    assertThat(listener.conflicts).isZero();
  }

  @Test
  void changeJob_ofWhoNeverSeesOthers_looksFirstLessAndLess() {
    step(store);
    for (int i = 0; i < 10; i++) {
      clock.pass(Duration.ofSeconds(10));
      step(store);
    }
    assertThat(objects.gets).isBetween(1, 7);
    objects.gets = 0;

    clock.pass(Duration.ofSeconds(10));
    step(store);
    assertThat(objects.gets).isZero();
  }

  @Test
  void changeJob_whereOthersWriteNowAndThen_looksFirstOnceTheyLikelyHave() {
    step(store);
    clock.pass(Duration.ofSeconds(10));
    step(other);
    assertThat(stepsSeenBy(store)).isEqualTo(2);
    objects.gets = 0;

    clock.pass(Duration.ofSeconds(1));
    step(store);
    assertThat(objects.gets).as("one write of theirs in ten seconds").isZero();

    clock.pass(Duration.ofSeconds(3));
    step(store);
    assertThat(objects.gets).as("and none in one more").isOne();
    assertThat(listener.conflicts).isZero();
  }

  @Test
  void changeJob_whileAnothersWriteIsTriedAgain_goesAlong() throws InterruptedException {
    List<Thread> late = new CopyOnWriteArrayList<>();
    List<DocumentStore> stores = new ArrayList<>();
    stores.add(
        new DocumentStore(
            objects,
            KEY,
            new ClockOfOthers(() -> late.add(waiting(() -> step(stores.getFirst())))),
            new Random(),
            listener));
    stores.getFirst().read();
    step(other);

    step(stores.getFirst());

    assertThat(late).hasSize(1);
    assertThat(late.getFirst().join(BOUND)).isTrue();
    assertThat(listener.batches).containsExactly(2);
    assertThat(steps()).isEqualTo(3);
  }

  /** The look that was on its way when it came may be of a version that is none any more. */
  @Test
  void changeJob_thatChangesNothingWhileAnotherOneLooks_seesWhatWasCommittedBeforeIt()
      throws InterruptedException {
    step(store);
    step(other);
    step(store);
    clock.pass(Duration.ofSeconds(1));
    AtomicInteger seen = new AtomicInteger();
    List<Thread> late = comesBehindTheNextLook(() -> seen.set(stepsSeenBy(store)));

    assertThat(stepsSeenBy(store)).isEqualTo(4);

    assertThat(late.getFirst().join(BOUND)).isTrue();
    assertThat(seen).hasValue(4);
  }

  @Test
  void changeJob_thatChangesNothingAfterALostRace_seesWhatWasCommittedBeforeIt()
      throws InterruptedException {
    step(store);
    step(other);
    AtomicInteger seen = new AtomicInteger();
    List<Thread> late = comesBehindTheNextLook(() -> seen.set(stepsSeenBy(store)));

    int first =
        store.changeJob(
            JOB,
            scope -> {
              int size = scope.history().job().orElseThrow().timeline().size();
              return new Changed<>(size == 1 ? oneStep(scope) : scope.history(), size);
            });

    assertThat(listener.conflicts).isOne();
    assertThat(first).isEqualTo(3);
    assertThat(late.getFirst().join(BOUND)).isTrue();
    assertThat(seen).hasValue(3);
  }

  /** The call comes after a commit that the next look of this store does not see any more. */
  private List<Thread> comesBehindTheNextLook(Runnable call) {
    List<Thread> late = new CopyOnWriteArrayList<>();
    objects.afterGet(
        () -> {
          objects.afterGet(() -> {});
          step(other);
          late.add(waiting(call));
        });
    return late;
  }

  /** It could be given up before it had the time that it may count on. */
  @Test
  void changeJob_whileAnothersWriteHasBeenTriedForLong_hasAWriteOfItsOwn()
      throws InterruptedException {
    store.read();
    step(other);
    List<Thread> late = new CopyOnWriteArrayList<>();
    objects.beforePut(
        () -> {
          objects.beforePut(() -> {});
          clock.pass(Duration.ofSeconds(31));
          late.add(waiting(() -> step(store)));
        });

    step(store);

    assertThat(late.getFirst().join(BOUND)).isTrue();
    assertThat(listener.conflicts).isOne();
    assertThat(listener.batches).containsExactly(1, 1);
    assertThat(steps()).isEqualTo(3);
  }

  @Test
  void changeJob_interruptedWhileAnotherOneIsToWriteIt_isUnknown() throws InterruptedException {
    step(store);
    step(other);
    step(store);
    step(other);
    clock.pass(Duration.ofSeconds(1));
    List<Thread> others = new CopyOnWriteArrayList<>();
    AtomicReference<Throwable> told = new AtomicReference<>();
    objects.beforePut(
        () -> {
          objects.beforePut(() -> {});
          clock.pass(Duration.ofSeconds(1));
          others.add(waiting(() -> step(store)));
          others.add(waiting(() -> told.set(catchThrowable(() -> step(store)))));
          objects.beforeGet(
              () -> {
                objects.beforeGet(() -> {});
                others.getLast().interrupt();
                assertThat(isOver(others.getLast())).isTrue();
              });
        });

    step(store);

    assertThat(others).hasSize(2).allMatch(DocumentStoreTest::isOver);
    assertThat(told.get()).isInstanceOf(CommitUnknown.class);
    assertThat(steps()).as("it was written all the same").isEqualTo(7);
  }

  private static boolean isOver(Thread thread) {
    try {
      return thread.join(BOUND);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns once it waits, which it does for others' work. */
  private static Thread waiting(Runnable call) {
    Thread thread = Thread.ofPlatform().start(call);
    Instant end = Instant.now().plus(BOUND);
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
    return thread;
  }

  private static int stepsSeenBy(DocumentStore store) {
    return store.changeJob(
        JOB,
        scope ->
            new Changed<>(scope.history(), scope.history().job().orElseThrow().timeline().size()));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void changeJob_withAFault_isAppliedOnce(Fault fault) {
    step(store);
    objects.next(fault);

    step(store);
    objects.deliverDelayed();

    assertThat(steps()).isEqualTo(2);
    assertThat(listener.ownWrites).isEqualTo(fault == Fault.LANDED_ANSWER_LOST ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void changeJob_withAFaultAndOthersOnTop_isAppliedOnce(Fault fault) {
    step(store);
    objects.next(fault);
    listener.atRetry =
        () -> {
          listener.atRetry = () -> {};
          objects.deliverDelayed();
          step(other);
          step(newStore(StoreListener.NONE));
        };

    step(store);

    assertThat(steps()).isEqualTo(4);
  }

  @Test
  void changeJob_withNoAnswerForTooLong_isUnknown() {
    step(store);
    objects.next(Fault.DELAYED);
    listener.atRetry = () -> objects.outage(new OutcomeUnknown("timeout", null));

    assertThatThrownBy(() -> step(store)).isInstanceOf(CommitUnknown.class);

    assertThat(clock.passed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
    objects.outage(null);
    objects.deliverDelayed();
    step(store);
    assertThat(steps()).isEqualTo(3);
  }

  @Test
  void changeJob_neverReached_isUnavailableAndDidNotHappen() {
    step(store);
    objects.outage(new NotDone("refused", null));

    assertThatThrownBy(() -> step(store)).isInstanceOf(Unavailable.class);
    assertThatThrownBy(store::read).isInstanceOf(Unavailable.class);
    objects.outage(null);

    assertThat(steps()).isOne();
  }

  @Test
  void changeJob_refusedByTheObjectStore_isUnavailableAtOnce() {
    objects.outage(new Refused("no permission", null));

    assertThatThrownBy(() -> step(store)).isInstanceOf(Unavailable.class);

    assertThat(clock.passed()).isZero();
  }

  @Test
  void changeJob_thatThrowsOnAnOldState_isAskedAgainWithTheCurrentOne() {
    step(store);
    step(other);

    int steps =
        store.changeJob(
            JOB,
            scope -> {
              int size = scope.history().job().orElseThrow().timeline().size();
              if (size < 2) {
                throw new IllegalStateException("too early");
              }
              return new Changed<>(scope.history(), size);
            });

    assertThat(steps).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "{\"schemaVersion\":2}", "{\"schemaVersion\":1}"})
  void everything_withABrokenDocument_isRefusedUntilItIsMended(String broken) {
    step(store);
    byte[] good = objects.bytes(KEY);
    objects.set(KEY, broken.getBytes(UTF_8));

    assertThatThrownBy(() -> step(store)).isInstanceOf(DocumentRefused.class);
    assertThatThrownBy(store::read).isInstanceOf(DocumentRefused.class);
    assertThatThrownBy(newStore(StoreListener.NONE)::read).isInstanceOf(DocumentRefused.class);
    assertThatThrownBy(newStore(StoreListener.NONE)::packed).isInstanceOf(DocumentRefused.class);
    assertThatThrownBy(() -> store.create(MaintenanceDocument.EMPTY))
        .isInstanceOf(DocumentRefused.class);
    assertThat(objects.bytes(KEY)).isEqualTo(broken.getBytes(UTF_8));

    objects.set(KEY, good);
    step(store);
    assertThat(steps()).isEqualTo(2);
  }

  @Test
  void everything_withATruncatedDocument_isRefusedUntilItIsMended() {
    step(store);
    byte[] good = objects.bytes(KEY);
    byte[] half = Arrays.copyOf(good, good.length / 2);
    objects.set(KEY, half);

    assertThatThrownBy(() -> step(store))
        .isInstanceOf(DocumentRefused.class)
        .hasMessageContaining("docs/reliability.md");
    assertThatThrownBy(store::read).isInstanceOf(DocumentRefused.class);
    assertThatThrownBy(other::packed).isInstanceOf(DocumentRefused.class);
    assertThat(objects.bytes(KEY)).isEqualTo(half);

    objects.set(KEY, good);
    step(store);
    assertThat(steps()).isEqualTo(2);
  }

  @Test
  void everything_withAnOlderDocumentPutBack_isRefusedUntilItIsNewer() {
    byte[] empty = objects.bytes(KEY);
    step(store);
    step(store);
    byte[] good = objects.bytes(KEY);
    objects.set(KEY, empty);

    assertThatThrownBy(() -> step(store))
        .isInstanceOf(DocumentRefused.class)
        .hasMessageContaining("went back from revision 3 to 1");
    assertThatThrownBy(store::read).isInstanceOf(DocumentRefused.class);
    assertThat(objects.bytes(KEY)).isEqualTo(empty);

    objects.set(KEY, good);
    step(store);
    assertThat(steps()).isEqualTo(3);
  }

  @Test
  void everything_withoutADocument_isRefusedAndMakesNone() {
    step(store);
    objects.remove(KEY);
    objects.landed = 0;

    assertThatThrownBy(() -> step(store)).isInstanceOf(DocumentRefused.class);
    assertThatThrownBy(() -> step(newStore(StoreListener.NONE)))
        .isInstanceOf(DocumentRefused.class);
    assertThatThrownBy(store::read).isInstanceOf(DocumentRefused.class);

    assertThat(objects.landed).isZero();
  }

  @Test
  void changeJob_withALostAnswerAndThenABrokenDocument_isUnknown() {
    step(store);
    objects.next(Fault.LANDED_ANSWER_LOST);
    listener.atRetry = () -> objects.set(KEY, "broken".getBytes(UTF_8));

    assertThatThrownBy(() -> step(store)).isInstanceOf(CommitUnknown.class);
  }

  @Test
  void create_ofWhatIsThere_leavesItAlone() {
    step(store);

    assertThat(other.create(MaintenanceDocument.EMPTY)).isFalse();

    assertThat(steps()).isOne();
  }

  @Test
  void create_withALostAnswer_knowsItWasItself() {
    objects.remove(KEY);
    objects.next(Fault.LANDED_ANSWER_LOST);

    assertThat(store.create(MaintenanceDocument.EMPTY)).isTrue();
  }

  @Test
  void read_ofAnUncompressedDocument_isFine() {
    objects.set(KEY, MaintenanceJson.write(MaintenanceDocument.EMPTY));

    assertThat(store.read().document()).isEqualTo(MaintenanceDocument.EMPTY);
  }

  @Test
  void changeJob_remembersTheCommitsOfTheLastQuarterOfAnHour() throws InterruptedException {
    step(store);
    clock.sleep(Duration.ofMinutes(15));
    step(other);
    assertThat(other.read().document().commits()).hasSize(3);

    clock.sleep(Duration.ofMinutes(1));
    step(other);
    step(other);

    assertThat(other.read().document().commits()).hasSize(1);
  }

  private static void step(MaintenanceStore store) {
    store.changeJob(JOB, scope -> new Changed<>(oneStep(scope), ""));
  }

  private int stepsJust(Duration ago) {
    return store.look(JOB, ago).history().job().orElseThrow().timeline().size();
  }

  private int steps() {
    return store.read().document().job(JOB).job().orElseThrow().timeline().size();
  }
}
