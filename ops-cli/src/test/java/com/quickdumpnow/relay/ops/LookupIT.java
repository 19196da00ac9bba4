package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.localcloud.twilio.LineDirectory.Known;
import com.quickdumpnow.relay.localcloud.twilio.LineDirectory.Trouble;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.worker.Worker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay that looks its customers' networks up, all the way to the tracking page. */
final class LookupIT {
  @TempDir static Path folder;
  private static LocalWorld world;
  private static Worker worker;
  private static Console console;
  private static Operator operator;

  private final Customer customer = Customer.fresh();

  @BeforeAll
  static void start() {
    world = LocalWorld.start(WorldSettings.forTests().ofThisClassPath());
    world.stopWorker();
    Map<String, String> environment = new TreeMap<>(world.environment());
    environment.put("QDN_LOOKUP_ACCOUNT", Carriers.PRIMARY_ACCOUNT);
    worker = Worker.start(environment);
    console = Console.of(world);
    operator = Operator.of(world, Qdn::commandLine, folder.resolve("settings"));
  }

  @AfterAll
  static void stop() {
    worker.close();
    world.close();
  }

  @AfterEach
  void mend() {
    world.twilio().lines().fail(Optional.empty());
  }

  private JsonNode message() {
    return console.history(customer.job()).path("messages").path(0);
  }

  @Test
  void text_toANumberOfVerizon_saysSoEverywhere() throws IOException, InterruptedException {
    URI link = console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");

    assertThat(message().path("carrier").asText()).isEqualTo("Verizon");
    assertThat(tracked(link)).contains("\"carrier\":\"Verizon\"").doesNotContain(customer.phone());
    assertThat(operator.types("explain", customer.job()).exits(0).out())
        .contains("was looked up at", "Verizon, mobile", "delivered, by Verizon")
        .doesNotContain(customer.phone());
  }

  @Test
  void text_secondOneToTheSameNumber_isNotPaidForAgain() {
    console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    console.complete(customer);
    console.awaitState(customer, "DELIVERED");

    assertThat(world.twilio().lines().asked().stream().filter(customer.phone()::equals)).hasSize(1);
    assertThat(console.history(customer.job()).path("messages").findValuesAsText("carrier"))
        .containsExactly("Verizon", "Verizon");
  }

  @Test
  void landline_isEmailedStraightAwayAndForgottenOnDemand() {
    world.twilio().lines().set(customer.phone(), new Known("Pacific Bell", "landline"));

    console.dispatch(customer);
    console.awaitState(customer, "EMAILED");

    assertThat(world.twilio().handset(customer.phone())).isEmpty();
    assertThat(operator.types("explain", customer.job()).exits(0).out())
        .contains("Pacific Bell, landline", "chosen because: the number is a landline");
    assertThat(kept()).contains("Pacific Bell");
    console.complete(customer);
    console.awaitState(customer, "EMAILED");
    operator.types("forget", customer.phone(), "--yes").exits(0);
    assertThat(kept()).doesNotContain("Pacific Bell");
  }

  @Test
  void forget_numberThatOptedOut_keepsTheOptOutAndNotItsNetwork() {
    world.twilio().lines().set(customer.phone(), new Known("Acme Telephone", "mobile"));
    console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    world.twilio().inbound(customer.phone(), Carriers.PRIMARY, "STOP");
    console.awaitOptOut(customer.phone());
    console.complete(customer);
    console.awaitState(customer, "EMAILED");

    operator.types("forget", customer.phone(), "--yes").exits(0);

    assertThat(kept()).doesNotContain("Acme Telephone").contains("optOut");
  }

  @Test
  void lookup_failsOrIsSlow_textsUnderTheRoutesName() {
    world.twilio().lines().fail(Optional.of(new Trouble(429, Duration.ZERO)));

    console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");

    assertThat(message().path("carrier").asText()).isEqualTo("Twilio");
    Customer other = Customer.fresh();
    world.twilio().lines().fail(Optional.of(new Trouble(503, Duration.ofSeconds(20))));
    console.dispatch(other);
    console.awaitState(other, "DELIVERED");
    assertThat(world.twilio().handset(other.phone())).hasSize(1);
  }

  /** What the document knows of numbers, in words of this test's own. */
  private static String kept() {
    StringBuilder all = new StringBuilder();
    Documents.read(world.environment())
        .recipients()
        .values()
        .forEach(
            recipient ->
                all.append(recipient.network())
                    .append(recipient.isOptedOut() ? " optOut" : "")
                    .append('\n'));
    return all.toString();
  }

  private static String tracked(URI link) throws IOException, InterruptedException {
    String token = link.getQuery().replaceFirst(".*j=", "");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(world.uri() + "/jobs/" + token + "/messages"))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }
}
