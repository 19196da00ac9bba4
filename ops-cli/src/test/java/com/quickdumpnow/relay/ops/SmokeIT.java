package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.twilio.Receipts;
import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.Ports;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Eventually;
import com.quickdumpnow.relay.ops.testing.OnePerRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** {@code qdn smoke} against a relay that works, and against ones that do not. */
@ExtendWith(OnePerRun.class)
final class SmokeIT {
  private static LocalWorld world;

  private final String phone = Customer.fresh().phone();
  private final StringWriter said = new StringWriter();

  @BeforeAll
  static void meet(LocalWorld relay) {
    world = relay;
  }

  @Test
  void smoke_everythingWorks_passesEachStep() {
    int code = smoke(world.uri().toString(), world.staffToken().reveal(), "30s");

    assertThat(code).as(said.toString()).isZero();
    assertThat(said.toString())
        .contains("create the test job", "receipt", "tracking page", "Everything works")
        .doesNotContain("FAIL", world.staffToken().reveal());
  }

  @Test
  void smoke_workerIsStopped_namesTheStepAndSaysWhatToLookAt() {
    world.stopWorker();
    try {
      int code = smoke(world.uri().toString(), world.staffToken().reveal(), "1s");

      assertThat(code).isEqualTo(1);
      assertThat(said.toString())
          .contains("FAIL", "its first text is delivered", "is the worker running?");
    } finally {
      world.startWorker();
    }
  }

  @Test
  void smoke_receiptsAreLost_saysThatTheCallbackIsMissing() {
    world
        .twilio()
        .script()
        .add(Rule.forTo(phone).receipts(Receipts.of(new Outcome.Delivered()).asLost()));

    // A worker that has much to do may not have sent the text after two seconds.
    Eventually.holds(
        "a smoke test that says it waits for a receipt",
        () -> {
          said.getBuffer().setLength(0);
          int code = smoke(world.uri().toString(), world.staffToken().reveal(), "2s");
          assertThat(code).isEqualTo(1);
          assertThat(said.toString()).contains("FAIL");
          return said.toString().contains("AWAITING_RECEIPT");
        });

    assertThat(said.toString()).contains("QDN_PUBLIC_URL");
  }

  @Test
  void smoke_tokenIsWrong_saysSo() {
    int code = smoke(world.uri().toString(), "qdn_wrong", "2s");

    assertThat(code).isEqualTo(1);
    assertThat(said.toString()).contains("FAIL", "401", "QDN_STAFF_TOKEN");
  }

  @Test
  void smoke_nobodyThere_saysSo() {
    int code = smoke("http://127.0.0.1:" + Ports.free().first(), "qdn_any", "2s");

    assertThat(code).isEqualTo(1);
    assertThat(said.toString()).contains("does not answer", "./qdn up");
  }

  @Test
  void smoke_phoneIsNone_isAWrongCommandLine() {
    CommandLine line = commandLine();

    int code = line.execute("smoke", "--api", "http://127.0.0.1:1", "--phone", "555-0100");

    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("E.164");
  }

  private int smoke(String api, String token, String timeout) {
    return commandLine()
        .execute("smoke", "--api", api, "--token", token, "--timeout", timeout, "--phone", phone);
  }

  private CommandLine commandLine() {
    PrintWriter writer = new PrintWriter(said, true);
    return Qdn.commandLine().setOut(writer).setErr(writer);
  }
}
