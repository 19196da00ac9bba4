package com.quickdumpnow.relay.ops.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.testing.Eventually;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class WaitingTest {
  private final StringWriter terminal = new StringWriter();
  private final Output output =
      Output.impatient(
          new CommandLine(CommandSpec.create()).setErr(new PrintWriter(terminal, true)));
  private long now = Duration.ofHours(1).toNanos();
  private final Waiting waiting = new Waiting(() -> now, output);

  private void failsAfter(Duration spent) {
    now += spent.toNanos();
    waiting.retried();
  }

  private void awaitOnTheTerminal(String words) {
    Eventually.holds("the terminal shows " + words, () -> terminal.toString().contains(words));
  }

  @Test
  void retried_forSeconds_saysOnceWhatIsWaitedFor() {
    failsAfter(Duration.ZERO);
    failsAfter(Duration.ofSeconds(2));
    assertThat(terminal.toString()).isEmpty();

    failsAfter(Duration.ofSeconds(2));
    failsAfter(Duration.ofSeconds(2));

    assertThat(terminal.toString()).isEqualToIgnoringNewLines(Waiting.WORDS);
  }

  @Test
  void retried_nowAndThen_saysNothing() {
    for (int i = 0; i < 10; i++) {
      failsAfter(Duration.ofSeconds(20));
    }

    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void during_anyCall_saysThatTheStoreIsWaitedFor() {
    String answer =
        waiting.during(
            () -> {
              awaitOnTheTerminal("waiting for the store, for 0 s");
              return "answer";
            });

    assertThat(answer).isEqualTo("answer");
    assertThat(terminal.toString()).endsWith("\r\u001b[K");
  }

  @Test
  void during_readingWhole_saysHowMuchHasComeOfIt() {
    String document =
        waiting.during(
            () -> {
              waiting.received(1_500_000, 45_000_000);
              awaitOnTheTerminal("kB of the document: 1500 of 45000, about ");
              return waiting.during(
                  () -> {
                    waiting.scanned(700, OptionalLong.of(900));
                    awaitOnTheTerminal("items of the table: 700 of 900, about ");
                    waiting.scanned(901, OptionalLong.empty());
                    awaitOnTheTerminal("items of the table: 901 so far, for 0 s");
                    return "document";
                  });
            });

    assertThat(document).isEqualTo("document");
  }

  @Test
  void during_withinAnotherProgress_leavesThatAlone() {
    try (Progress outer = output.progress("importing", 2)) {
      outer.step();
      var _ =
          waiting.during(
              () -> {
                waiting.received(1_000, 2_000);
                awaitOnTheTerminal("importing: 1 of 2");
                return "";
              });
    }

    assertThat(terminal.toString()).doesNotContain("document");
  }
}
