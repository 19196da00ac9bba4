package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.time.Ease;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commits wait for others, and for how many. */
final class CommitsTest {
  private final Kit kit = new Kit().withJob();
  private final List<Ease> asked = new ArrayList<>();

  /** The kit's store; notes how much time each change has. */
  private final MaintenanceStore store =
      (MaintenanceStore)
          Proxy.newProxyInstance(
              CommitsTest.class.getClassLoader(),
              new Class<?>[] {MaintenanceStore.class},
              (_, method, arguments) -> {
                Arrays.stream(arguments)
                    .filter(Ease.class::isInstance)
                    .map(Ease.class::cast)
                    .forEach(asked::add);
                try {
                  return method.invoke(kit.store, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });

  private Commits commits(int concurrency) {
    return new Commits(
        Kit.CHAIN, store, kit.sent::addAll, kit.clock, Journal.NONE, "w1", concurrency);
  }

  private static final Commits.Deciding RAISING =
      (scope, _, now) ->
          Decision.alert(scope.history(), Alert.Kind.FAILURE, Kit.FIRST, "to see", now);

  @ParameterizedTest
  @CsvSource({"8, 4", "32, 16", "64, 32"})
  void atEase_waitsForHalfOfWhatMayBeInHand(int concurrency, int company)
      throws InterruptedException {
    var _ = commits(concurrency).atEase(Kit.JOB, RAISING);

    assertThat(asked).containsExactly(new Ease(Duration.ofMillis(500), company));
    assertThat(kit.alerts()).hasSize(1);
  }

  @Test
  void atEase_withFewInHand_waitsForNobody() throws InterruptedException {
    var _ = commits(7).atEase(Kit.JOB, RAISING);

    assertThat(asked).containsExactly(Ease.NONE);
  }

  @Test
  void once_andPersistently_waitForNobody() throws InterruptedException {
    Commits commits = commits(32);

    var _ = commits.once(Kit.JOB, RAISING);
    var _ = commits.persistently(Kit.JOB, RAISING);

    assertThat(asked).containsExactly(Ease.NONE, Ease.NONE);
  }
}
