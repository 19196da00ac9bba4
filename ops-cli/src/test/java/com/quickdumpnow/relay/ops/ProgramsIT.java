package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.local.Installation;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.OnePerRun;
import com.quickdumpnow.relay.ops.testing.QdnProcess;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs that start alone, from their jars, with nothing but variables to tell them where. */
@ExtendWith(OnePerRun.class)
final class ProgramsIT {
  private static final int AFTER_SIGTERM = 143;

  private static LocalWorld world;

  @BeforeAll
  static void meet(LocalWorld relay) {
    world = relay;
  }

  @Test
  void worker_fromItsOwnJar_deliversAndStopsWhenTold() {
    Console console = Console.of(world);
    Customer customer = Customer.fresh();
    world.stopWorker();
    try (QdnProcess worker =
        QdnProcess.jar(Installation.find().workerJar(), world.environmentOfAProcess())) {
      console.dispatch(customer);

      console.awaitState(customer, "DELIVERED");

      assertThat(worker.signal("TERM").awaitExit()).isEqualTo(AFTER_SIGTERM);
    } finally {
      world.startWorker();
    }
    assertThat(world.twilio().handset(customer.phone())).hasSize(1);
  }

  @Test
  void worker_settingsAreWrong_namesAllOfThemAndEnds() {
    Map<String, String> wrong = new TreeMap<>(world.environmentOfAProcess());
    wrong.remove("QDN_BUCKET");
    wrong.put("QDN_CHAIN", "no JSON");

    try (QdnProcess worker = QdnProcess.jar(Installation.find().workerJar(), wrong)) {
      assertThat(worker.awaitExit()).isEqualTo(2);
      assertThat(worker.output()).contains("QDN_BUCKET", "QDN_CHAIN");
    }
  }

  @Test
  void init_documentExists_refuses() {
    try (QdnProcess init = QdnProcess.qdn(world.environmentOfAProcess(), "init", "--sample")) {
      assertThat(init.awaitExit()).isEqualTo(1);
      assertThat(init.output()).contains("There is a maintenance.json already");
    }
  }

  @Test
  void init_noSettings_namesThem() {
    try (QdnProcess init = QdnProcess.qdn("init", "--sample")) {
      assertThat(init.awaitExit()).isEqualTo(2);
      assertThat(init.output()).contains("QDN_BUCKET", "QDN_TRACKING_KEYS", "QDN_TRACK_URL");
    }
  }
}
