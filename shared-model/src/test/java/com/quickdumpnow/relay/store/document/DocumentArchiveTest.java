package com.quickdumpnow.relay.store.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobArchiveContract;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.MaintenanceStoreContract;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import com.quickdumpnow.relay.store.document.FakeObjectStore.Fault;
import com.quickdumpnow.relay.store.document.ObjectStoreException.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentArchiveTest extends JobArchiveContract {
  private static final String FILE = "archive/jobs/job-1.json";

  private final FakeObjectStore objects = new FakeObjectStore();
  private final DocumentStore store =
      new DocumentStore(
          objects, "maintenance.json", new SettableClock(), new Random(), StoreListener.NONE);

  @BeforeEach
  void createDocument() {
    assertThat(store.create(MaintenanceDocument.EMPTY)).isTrue();
  }

  @Override
  protected MaintenanceStore store() {
    return store;
  }

  @Test
  void take_killedBeforeTheRemoval_leavesTheJobInBothAndIsRepeatable() {
    JobHistory history = step();
    objects.beforePut(
        () -> {
          if (objects.puts == 4) {
            objects.outage(new Refused("killed", null));
          }
        });
    assertThatThrownBy(() -> store.archive().take(List.of(history), _ -> false))
        .isInstanceOf(Unavailable.class);
    objects.outage(null);
    assertThat(store.read().document().job(JOB)).isEqualTo(history);
    assertThat(store.archive().find(JOB)).isPresent();

    assertThat(store.archive().take(List.of(history), _ -> false)).containsExactly(JOB);

    assertThat(store.read().document().jobs()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void change_withAFault_isAppliedOnce(Fault fault) {
    store.archive().take(List.of(step()), _ -> false);
    objects.next(fault);

    var result =
        store
            .archive()
            .change(
                JOB,
                scope -> {
                  JobHistory next = MaintenanceStoreContract.oneStep(scope);
                  return new Changed<>(next, next.job().orElseThrow().timeline().size());
                });
    objects.deliverDelayed();

    assertThat(result).contains(2);
    assertThat(store.archive().find(JOB).orElseThrow().history().job().orElseThrow().timeline())
        .hasSize(2);
  }

  @Test
  void find_ofABrokenFile_isRefusedAndLeftAlone() {
    objects.set(FILE, "{".getBytes(UTF_8));

    assertThatThrownBy(() -> store.archive().find(JOB))
        .isInstanceOf(DocumentRefused.class)
        .hasMessageContaining(FILE);
    assertThatThrownBy(() -> store.archive().take(List.of(step()), _ -> false))
        .isInstanceOf(DocumentRefused.class);
    assertThat(objects.bytes(FILE)).asString(UTF_8).isEqualTo("{");
  }

  @Test
  void find_ofAFileUnderAnotherJobsName_isRefused() throws IOException {
    store.archive().take(List.of(step()), _ -> false);
    objects.set("archive/jobs/job-2.json", objects.bytes(FILE));

    assertThatThrownBy(() -> store.archive().find(new JobId("job-2")))
        .isInstanceOf(DocumentRefused.class);
  }

  @Test
  void walk_pastABrokenFile_namesItAndGoesOn() {
    store.archive().take(List.of(step()), _ -> false);
    objects.set("archive/jobs/a.json", "{".getBytes(UTF_8));

    var walked = store.archive().walk(10, archived -> archived);

    assertThat(walked.looked()).isEqualTo(2);
    assertThat(walked.refused()).singleElement().asString().contains("archive/jobs/a.json");
  }

  @Test
  void walk_withABrokenCursor_beginsAnew() {
    store.archive().take(List.of(step()), _ -> false);
    objects.set("archive/walk.json", "nonsense".getBytes(UTF_8));

    assertThat(store.archive().walk(1, archived -> archived).looked()).isOne();
    assertThat(store.archive().walk(1, archived -> archived).looked()).isZero();
  }

  private JobHistory step() {
    return store.changeJob(
        JOB,
        scope -> {
          JobHistory next = MaintenanceStoreContract.oneStep(scope);
          return new Changed<>(next, next);
        });
  }
}
