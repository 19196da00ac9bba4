package com.quickdumpnow.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.StatusChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Many threads on many stores over one document. Each change leaves a mark of its own and would
 * leave it twice when applied twice.
 */
public final class Contention {
  private static final int JOBS = 16;

  private Contention() {}

  /** Makes that many changes, then checks that every one is there, and there once. */
  public static void run(List<? extends MaintenanceStore> stores, int threadsEach, int changes)
      throws InterruptedException, ExecutionException {
    int threads = stores.size() * threadsEach;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        MaintenanceStore store = stores.get(thread % stores.size());
        int first = thread;
        running.add(
            executor.submit(
                () -> {
                  for (int i = first; i < changes; i += threads) {
                    leaveMark(store, i);
                  }
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }
    }
    assertThat(marks(stores.getFirst()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, changes).mapToObj(Contention::mark).toList());
  }

  private static void leaveMark(MaintenanceStore store, int i) {
    String mark = mark(i);
    String result =
        store.changeJob(
            new JobId("job-" + i % JOBS),
            scope -> new Changed<>(MaintenanceStoreContract.oneStep(scope.history(), mark), mark));
    assertThat(result).isEqualTo(mark);
  }

  private static List<String> marks(MaintenanceStore store) {
    List<String> marks = new ArrayList<>();
    for (JobHistory history : store.read().document().jobs().values()) {
      marks.addAll(history.job().orElseThrow().timeline().stream().map(StatusChange::by).toList());
    }
    return marks;
  }

  private static String mark(int i) {
    return "mark-" + i;
  }
}
