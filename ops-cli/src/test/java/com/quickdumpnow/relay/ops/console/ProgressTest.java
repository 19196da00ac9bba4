package com.quickdumpnow.relay.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.testing.Eventually;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What somebody sees who waits. */
final class ProgressTest {
  private final StringWriter terminal = new StringWriter();
  private final CommandLine line =
      new CommandLine(CommandSpec.create()).setErr(new PrintWriter(terminal, true));
  private final Output output = Output.impatient(line);

  private void awaitOnTheTerminal(String words) {
    Eventually.holds("the terminal shows " + words, () -> terminal.toString().contains(words));
  }

  @Test
  void progress_whileNothingComes_goesOnTelling() {
    try (Progress progress = output.progress("looking", 3)) {
      awaitOnTheTerminal("\rlooking: 0 of 3, for 0 s\u001b[K");

      progress.step();
      awaitOnTheTerminal("\rlooking: 1 of 3, about ");
    }

    assertThat(terminal.toString()).as("its line is cleared").endsWith("\r\u001b[K");
  }

  @Test
  void progress_closedBeforeItsTime_saysNothing() {
    Progress progress =
        Progress.on(
            new PrintWriter(terminal, true),
            Progress.QUIET,
            "looking",
            OptionalLong.empty(),
            () -> {});
    progress.step();
    progress.close();

    assertThat(terminal.toString()).isEmpty();
    assertThat(Progress.QUIET).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void progress_whatIsKnownBetter_isTold() {
    try (Progress progress = output.progress("waiting")) {
      awaitOnTheTerminal("waiting, for 0 s");

      progress.reach(5, "items", OptionalLong.empty());
      awaitOnTheTerminal("items: 5 so far, for 0 s");
    }
  }

  @Test
  void progress_withinAnother_leavesTheLineToIt() {
    try (Progress _ = output.progress("outer")) {
      try (Progress inner = output.progress("inner")) {
        inner.step();
        awaitOnTheTerminal("outer");
      }
      try (Progress _ = output.progress("second")) {
        assertThat(terminal.toString()).doesNotContain("inner", "second");
      }
    }

    try (Progress _ = output.progress("next")) {
      awaitOnTheTerminal("next");
    }
  }

  @Test
  void note_whileThereIsProgress_standsOnALineOfItsOwn() {
    try (Progress _ = output.progress("looking")) {
      awaitOnTheTerminal("looking");

      output.note("Copying.");
    }

    assertThat(terminal.toString()).contains("\r\u001b[KCopying." + System.lineSeparator());
  }

  @Test
  void progress_withoutATerminal_saysNothing() {
    Output toAFile = new Output(line, true, false, Duration.ZERO);
    try (Progress silent = toAFile.progress("looking", 2);
        Progress _ = output.progress("somebody else")) {
      silent.step();
      awaitOnTheTerminal("somebody else");
    }

    assertThat(terminal.toString()).doesNotContain("looking");
  }
}
