package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.localcloud.twilio.Fault;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qdn usage}, of what a relay that runs has sent. */
final class UsageIT {
  @TempDir static Path folder;
  private static LocalWorld world;
  private static Console console;

  @BeforeAll
  static void start() {
    world = LocalWorld.start(WorldSettings.forTests().ofThisClassPath());
    console = Console.of(world);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void usage_textsByTwoRoutes_sumsAndAPageThatNeedsNothingElse() throws IOException {
    Operator operator = Operator.of(world, Qdn::commandLine, folder.resolve("settings"));
    Customer first = Customer.fresh();
    Customer second = Customer.fresh();
    world
        .twilio()
        .script()
        .add(Rule.forTo(second.phone()).times(1).answer(new Fault.Refuse(21612)));
    console.dispatch(first);
    console.awaitState(first, "DELIVERED");
    console.dispatch(second);
    console.awaitState(second, "DELIVERED");
    Path page = folder.resolve("usage.html");

    JsonNode usage = operator.types("usage", "--json", "--html", page.toString()).exits(0).json();

    assertThat(usage.path("texts").asInt()).isEqualTo(2);
    assertThat(usage.path("days").findValuesAsText("route"))
        .containsExactly("twilio-primary", "twilio-secondary");
    assertThat(usage.path("failures").path(0).path("code").asInt()).isEqualTo(21612);
    assertThat(usage.path("disagreements")).isEmpty();
    assertThat(Files.readString(page))
        .contains("<svg", "twilio-secondary", "21612")
        .doesNotContain("<script", "href=", "src=", first.phone());
    assertThat(operator.types("usage", "--since", "1h").exits(0).out())
        .contains("twilio-primary", "records and ours agree")
        .doesNotContain(first.phone());
  }

  @Test
  void usage_tokenIsWrong_saysSo() {
    TreeMap<String, String> values = new TreeMap<>(world.environmentOfAProcess());
    values.computeIfPresent("QDN_TWILIO_AUTH_TOKENS", (_, tokens) -> tokens.replace("=", "=x"));
    Operator wrong = new Operator(Qdn::commandLine, folder.resolve("wrong"), values);

    assertThat(wrong.types("usage").exits(1).err()).contains("Twilio answered 401", "token right");
  }
}
