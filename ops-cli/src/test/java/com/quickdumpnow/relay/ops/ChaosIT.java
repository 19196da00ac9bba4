package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.testing.QdnProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code qdn chaos}, shortened: the promises are the same. A seed that fails is printed. */
final class ChaosIT {
  /** Two minutes where nothing else runs; a trigger lost late on its way costs two more. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Test
  void kill_workerAndRecorderEightTimes_threeLedgersAgree() {
    String output = passes("kill", "--notifications", "100", "--kills", "8");

    assertThat(output)
        .contains("lost 0, duplicated without a label 0, unexplained 0")
        .contains("killed with -9: worker");
  }

  @Test
  void sigterm_underLoad_drainsAndRepeatsNothing() {
    String output = passes("sigterm", "--notifications", "40", "--kills", "1");

    assertThat(output).contains("SIGTERM to the worker, drained within", "labelled repeats 0");
  }

  @Test
  void burst_ofSignedReceipts_everyOneIsRecorded() {
    String output = passes("burst", "--receipts", "2000");

    assertThat(output).contains("not as the receipts say 0, strays 0", "webhook: p50");
  }

  @Test
  void chaos_noSuchScenario_isAWrongCommandLine() {
    try (QdnProcess chaos = QdnProcess.qdn("chaos", "peace")) {
      assertThat(chaos.awaitExit()).isEqualTo(2);
      assertThat(chaos.output()).contains("KILL, SIGTERM, BURST");
    }
  }

  private static String passes(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "chaos";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try (QdnProcess chaos = QdnProcess.qdn(command)) {
      int code = chaos.awaitExit(PATIENCE);

      String output = chaos.output();
      System.out.println(output);
      assertThat(code).as(output).isZero();
      assertThat(output).contains("seed ", "Every promise held.");
      return output;
    }
  }
}
