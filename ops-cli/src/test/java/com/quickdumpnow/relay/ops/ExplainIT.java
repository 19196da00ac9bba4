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
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qdn explain}, of what a relay that runs has just done. */
final class ExplainIT {
  @TempDir static Path folder;
  private static LocalWorld world;
  private static Console console;
  private static Operator operator;

  private final Customer customer = Customer.fresh();

  @BeforeAll
  static void start() {
    world = LocalWorld.start(WorldSettings.forTests().ofThisClassPath());
    console = Console.of(world);
    operator = Operator.of(world, Qdn::commandLine, folder.resolve("settings"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void explain_everyCarrierRefused_theWholeWayToTheEmailWithReasons() {
    world.twilio().script().add(Rule.forTo(customer.phone()).answer(new Fault.Refuse(21612)));
    console.dispatch(customer);
    console.awaitState(customer, "EMAILED");

    String story = operator.types("explain", customer.job()).exits(0).out();

    assertThat(story)
        .containsSubsequence(
            "local set the job to dispatched",
            "the customer is to hear",
            "attempt 1: a text",
            "chosen because",
            "refused with code 21612",
            "the next route takes over",
            "attempt 4: an email",
            "SES took it",
            "now emailed, because",
            "nothing more, unless the email comes back")
        .doesNotContain(customer.phone(), customer.email());
  }

  @Test
  void explain_byMessageAndByNotification_thatOneAlone() {
    console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    console.complete(customer);
    console.awaitState(customer, "DELIVERED");
    JsonNode first = console.history(customer.job()).path("messages").path(0);

    JsonNode bySid =
        operator.types("explain", first.path("messageId").asText(), "--json").exits(0).json();
    JsonNode byNotification =
        operator.types("explain", first.path("notificationId").asText(), "--json").exits(0).json();

    assertThat(bySid.path("job").asText()).isEqualTo(customer.job());
    assertThat(bySid.path("next")).hasSize(1);
    assertThat(byNotification).isEqualTo(bySid);
    assertThat(operator.types("explain", customer.job(), "--json").json().path("next")).hasSize(2);
  }

  @Test
  void explain_whileSendingIsPaused_saysWhatItWaitsFor() {
    operator.types("pause", "a test", "--yes").exits(0);
    try {
      console.dispatch(customer);

      assertThat(operator.types("explain", customer.job()).exits(0).out())
          .contains("now due to be sent", "sending is paused, until qdn resume");
    } finally {
      operator.types("resume", "--yes").exits(0);
    }
  }

  @Test
  void explain_archivedJob_isFoundThereByItsMessageToo() {
    operator.types("import", "samples/jobs.csv", "--apply").exits(0);

    assertThat(operator.types("explain", "job-40211").exits(0).out())
        .contains("in the archive", "import set the job to completed");
  }

  @Test
  void explain_nothingOfThatId_exitsWith1() {
    assertThat(operator.types("explain", "SM" + "0".repeat(32)).exits(1).err())
        .contains("Nothing of that id is known");
  }
}
