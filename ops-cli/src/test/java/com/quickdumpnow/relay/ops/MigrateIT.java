package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Eventually;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.ops.testing.QdnProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qdn migrate} of a relay that is at work, there and back, killed once in between. */
final class MigrateIT {
  @TempDir static Path folder;
  private static LocalWorld world;
  private static Console console;
  private static Operator operator;

  private final List<Customer> customers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean enough = new AtomicBoolean();

  @BeforeAll
  static void start() {
    world =
        LocalWorld.start(
            WorldSettings.forTests()
                .ofThisClassPath()
                .withSampleJobs()
                .onATable()
                .with(Map.of("QDN_MOVING_FROM", "table")));
    console = Console.of(world);
    operator = Operator.of(world, Qdn::commandLine, folder.resolve("settings"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void migrate_thereAndBackUnderLoad_nobodyMissesATextOrGetsItTwice() throws InterruptedException {
    Thread dispatcher = Thread.ofVirtual().start(this::dispatch);
    more();

    killOnce("bucket");
    more();
    JsonNode there =
        operator.types("migrate", "--to", "bucket", "--take-over", "-y", "--json").exits(0).json();
    more();
    assertThat(operator.types("migrate", "--to", "bucket", "-y").exits(0).out())
        .contains("Nothing to do: the store is the document in qdn-maintenance.");
    JsonNode back = operator.types("migrate", "--to", "table", "-y", "--json").exits(0).json();
    more();
    enough.set(true);
    dispatcher.join();

    // Unless the first one had come to its end before it was stopped.
    assertThat(there.has("moved")).isTrue();
    assertThat(back.path("moved").asBoolean()).isTrue();
    assertThat(back.path("compared").asInt()).isGreaterThan(customers.size());
    for (Customer customer : customers) {
      console.awaitState(customer, "DELIVERED");
      assertThat(world.twilio().handset(customer.phone())).as(customer.job()).hasSize(1);
    }
  }

  @Test
  void migrate_withoutAYes_movesNothingAndSaysWhatThereIs() {
    Operator.Said said = operator.types("migrate", "--to", "bucket", "--dry-run").exits(0);

    assertThat(said.out()).contains("trailer", "Nothing was moved");
    assertThat(operator.types("migrate", "--to", "bucket", "--abandon").exits(0).out())
        .contains("No move was under way");
  }

  /** A process of its own; whether it comes to its end before does not matter. */
  private static void killOnce(String to) {
    try (QdnProcess killed =
        QdnProcess.qdnOfThisClassPath(
            world.environmentOfAProcess(), "migrate", "--to", to, "--yes")) {
      killed.awaitOutput("Telling the store");
    }
  }

  private void dispatch() {
    while (!enough.get()) {
      Customer customer = Customer.fresh();
      console.dispatchUntilTaken(customer);
      customers.add(customer);
    }
  }

  /** Lets some more jobs come in. */
  private void more() {
    int before = customers.size();
    Eventually.holds("more jobs are taken", () -> customers.size() > before + 3);
  }
}
