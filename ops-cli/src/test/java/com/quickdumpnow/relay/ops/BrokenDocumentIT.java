package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.ops.testing.Operator.Said;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qdn history} where somebody put something else in the document's place. */
final class BrokenDocumentIT {
  @TempDir Path folder;

  private final Customer customer = Customer.fresh();
  private LocalWorld world;
  private Console console;
  private Operator operator;

  @BeforeEach
  void start() {
    world = LocalWorld.start(WorldSettings.forTests().ofThisClassPath());
    console = Console.of(world);
    operator = Operator.of(world, Qdn::commandLine, folder.resolve("settings"));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void textsOne(Customer to) {
    console.dispatch(to);
    console.awaitState(to, "DELIVERED");
  }

  @Test
  void restore_documentIsBroken_lastGoodOneIsBackAndTheRelayWorks() throws Exception {
    textsOne(customer);
    overwrite("no document");

    Said listed = operator.types("history", "list").exits(1);
    assertThat(listed.out()).contains("BROKEN", "readable");
    operator.types("history", "restore", "1", "--yes").exits(0);

    assertThat(console.state(customer)).isEqualTo("DELIVERED");
    textsOne(Customer.fresh());
  }

  private void overwrite(String content) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          world.environmentOfAProcess().get("AWS_ENDPOINT_URL_S3")
                              + "/qdn-maintenance/maintenance.json"))
                  .PUT(BodyPublishers.ofString(content))
                  .build(),
              BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }
}
