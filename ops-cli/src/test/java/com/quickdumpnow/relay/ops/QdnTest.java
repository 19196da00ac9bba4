package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the commands say of themselves. */
final class QdnTest {
  private static Stream<CommandLine> commands() {
    return Qdn.commandLine().getSubcommands().values().stream()
        .flatMap(line -> Stream.concat(Stream.of(line), line.getSubcommands().values().stream()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_ofEveryCommand_hasAnExampleAndFitsTheTerminal(CommandLine command) {
    String help = command.getUsageMessage(Ansi.OFF);

    assertThat(help).contains("Example: ");
    assertThat(command.getCommandSpec().optionsMap()).containsKeys("--help");
    assertThat(help.lines()).allMatch(line -> line.length() <= command.getUsageHelpWidth());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_ofACommandThatWorksOnADeployment_saysWhichAndItsExitCodes(CommandLine command) {
    boolean looksAtAFile = command.getCommandSpec().qualifiedName().equals("qdn templates check");
    if (command.getCommandSpec().optionsMap().containsKey("--json") && !looksAtAFile) {
      assertThat(command.getUsageMessage(Ansi.OFF)).contains("--settings", "Exit code: 0");
    }
  }

  @Test
  void help_listsEveryCommand() {
    String help = Qdn.commandLine().getUsageMessage(Ansi.OFF);

    assertThat(help)
        .contains("import", "history", "explain", "usage", "dead-letters", "pause", "resume")
        .contains("suppressions", "tokens", "credentials", "forget", "completion")
        .contains("doctor", "templates");
  }

  @Test
  void completion_script_knowsCommandsAndOptions() {
    StringWriter out = new StringWriter();

    int code = Qdn.commandLine().setOut(new PrintWriter(out)).execute("completion");

    assertThat(code).isZero();
    assertThat(out.toString()).contains("complete ", "dead-letters", "--dry-run");
  }

  @Test
  void group_withoutSubcommand_isAWrongCommandLine() {
    StringWriter err = new StringWriter();

    int code = Qdn.commandLine().setErr(new PrintWriter(err, true)).execute("history");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("list", "restore");
  }

  @Test
  void history_listOfNone_isAWrongCommandLine() {
    StringWriter err = new StringWriter();

    int code =
        Qdn.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("history", "list", "--most", "0");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--most is 1 or more.");
  }

  @Test
  void up_onAStoreThatIsNone_isAWrongCommandLine() {
    StringWriter err = new StringWriter();

    int code =
        Qdn.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute("up", "--store", "paper");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--store is s3 or dynamodb");
  }
}
