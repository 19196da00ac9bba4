package com.quickdumpnow.relay.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.console.Confirmation.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** Tables, JSON, questions and progress. */
final class ConsoleTest {
  private static Decision decision(String answer, String... words) {
    Confirmation confirmation = new Confirmation(_ -> Optional.of(answer));
    new CommandLine(confirmation).parseArgs(words);
    return confirmation.decide("Sure?");
  }

  private final Table table =
      Table.of("jobId", "since", "words", "maybe", "truth")
          .row(
              "job-1",
              Instant.parse("2026-11-25T12:00:00.5Z"),
              "one two three four",
              Optional.empty(),
              true)
          .row("job-2", Instant.EPOCH, "a\u001b[31mb", Optional.of(7), false);

  private String text(int width) {
    return table.text(Help.defaultColorScheme(Ansi.OFF), width);
  }

  @Test
  void table_enoughRoom_aLineARow() {
    assertThat(text(200).lines())
        .hasSize(3)
        .first()
        .asString()
        .contains("JOB ID", "SINCE", "WORDS", "MAYBE", "TRUTH");
    assertThat(text(200)).contains("2026-11-25 12:00:00Z", "one two three four", "yes");
  }

  @Test
  void table_narrowTerminal_wrapsAndNoLineIsWider() {
    assertThat(text(60).lines()).hasSizeGreaterThan(3).allMatch(line -> line.length() <= 60);
    assertThat(text(60)).contains("three");
  }

  @Test
  void table_cellThatWraps_itsNeighboursStandBesideItsFirstLine() {
    String narrow =
        Table.of("code", "meaning", "times")
            .row(30006, "a landline, or a network that cannot be reached", 2)
            .row(30008, "unknown", 1)
            .text(Help.defaultColorScheme(Ansi.OFF), 40);

    assertThat(narrow.lines())
        .anyMatch(line -> line.matches("30006 +a landline.* 2 *"))
        .anyMatch(line -> line.matches("30008 +unknown +1 *"))
        .allMatch(line -> line.length() <= 40);
  }

  @Test
  void table_whatAStrangerWrote_movesNoCursor() {
    assertThat(text(200)).doesNotContain("\u001b").contains("a [31mb");
  }

  @Test
  void json_table_typedAndWithoutWhatIsEmpty() {
    String json = new Report().say("words").table("rows", table).fact("count", 2).json();

    assertThat(json)
        .contains("\"jobId\" : \"job-1\"", "\"truth\" : true", "\"maybe\" : 7", "\"count\" : 2")
        .contains("\"since\" : \"2026-11-25T12:00:00.500Z\"")
        .doesNotContain("words\" : \"words", "\"maybe\" : \"\"");
  }

  @Test
  void report_moreRowsThanShown_saysHowMany() {
    Report report = new Report().table("rows", table, 1);

    assertThat(report.text(Help.defaultColorScheme(Ansi.OFF), 200))
        .contains("job-1", "and 1 more")
        .doesNotContain("job-2");
    assertThat(report.json()).contains("job-2");
  }

  @ParameterizedTest
  @CsvSource({"y, DO", "Yes, DO", "n, REFUSED", "'', REFUSED", "yess, REFUSED"})
  void decide_byAnswer(String answer, Decision expected) {
    assertThat(decision(answer)).isEqualTo(expected);
  }

  @Test
  void decide_byOptions_doesNotAsk() {
    assertThat(decision("n", "--yes")).isEqualTo(Decision.DO);
    assertThat(decision("y", "--dry-run")).isEqualTo(Decision.SHOW);
    assertThat(decision("y", "--dry-run", "--yes")).isEqualTo(Decision.SHOW);
  }

  private static String line(long count, OptionalLong total) {
    return Progress.line("looking", count, total, Duration.ofSeconds(30));
  }

  @Test
  void progress_halfDone_asMuchIsLeft() {
    assertThat(line(500, OptionalLong.of(1000))).isEqualTo("looking: 500 of 1000, about 30 s left");
  }

  @Test
  void progress_whereNobodyKnowsHowLong_saysSinceWhen() {
    assertThat(line(0, OptionalLong.of(1000))).isEqualTo("looking: 0 of 1000, for 30 s");
    assertThat(line(500, OptionalLong.empty())).isEqualTo("looking: 500 so far, for 30 s");
    assertThat(line(0, OptionalLong.empty())).isEqualTo("looking, for 30 s");
    assertThat(line(1001, OptionalLong.of(1000)))
        .as("more than was said")
        .isEqualTo("looking: 1001 so far, for 30 s");
  }
}
