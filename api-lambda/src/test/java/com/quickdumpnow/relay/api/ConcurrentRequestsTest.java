package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrentRequestsTest {
  private static final int AT_ONCE = 16;
  private final ApiFixture api = new ApiFixture();

  @Test
  void post_sameKeyAtOnce_isCarriedOutOnce() throws Exception {
    List<Integer> answers =
        atOnce(Call.status("job-1", ApiFixture.FIRST).with("Idempotency-Key", "k"));

    assertThat(answers)
        .containsOnlyOnce(202)
        .filteredOn(status -> status == 409)
        .hasSize(AT_ONCE - 1);
    assertOneText();
  }

  @Test
  void post_sameStatusAtOnceWithoutKey_sendsOneText() throws Exception {
    List<Integer> answers = atOnce(Call.status("job-1", ApiFixture.FIRST));

    assertThat(answers)
        .containsOnlyOnce(202)
        .filteredOn(status -> status == 200)
        .hasSize(AT_ONCE - 1);
    assertOneText();
  }

  private void assertOneText() {
    assertThat(api.history("job-1").notifications()).hasSize(1);
    assertThat(api.triggers.sent()).hasSize(1);
  }

  private List<Integer> atOnce(Call call) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        running.add(
            threads.submit(
                () -> {
                  go.await();
                  return api.send(call).status();
                }));
      }
      go.countDown();
      for (Future<Integer> each : running) {
        answers.add(each.get());
      }
    }
    return answers;
  }
}
