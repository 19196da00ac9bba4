package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.ops.access.CredentialsFile;
import com.quickdumpnow.relay.ops.console.Confirmation;
import com.quickdumpnow.relay.ops.console.Confirmation.Decision;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.ops.deployment.DeploymentSettings;
import com.quickdumpnow.relay.ops.local.LocalWorldException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qdn credentials}. */
@Command(
    name = "credentials",
    mixinStandardHelpOptions = true,
    description = {
      "The file by which these commands reach a deployment: the variables of the README's table and"
          + " the AWS SDK's own, mode 600. Default: ~/.config/qdn/credentials"
    },
    footer = {"", "Example: qdn credentials check", DeploymentOptions.EXIT_CODES})
final class CredentialsCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "write",
      mixinStandardHelpOptions = true,
      description = {
        "Writes the QDN_ and AWS_ variables of the environment, or of --from, into the file. What"
            + " it holds besides stays. Shows names, never values."
      },
      footer = {
        "",
        "Example: qdn credentials write --from - < deployment.properties",
        DeploymentOptions.EXIT_CODES
      })
  int write(
      @Mixin Confirmation confirmation,
      @Option(
              names = "--settings",
              paramLabel = "FILE",
              description = "Which file to write. Default: ~/.config/qdn/credentials")
          Optional<Path> settings,
      @Option(
              names = "--from",
              paramLabel = "FILE",
              description = "NAME=value lines; - is standard input. Default: the environment.")
          Optional<Path> from,
      @Option(names = "--json", description = "Print JSON, for programs.") boolean json) {
    Path file = settings.orElseGet(() -> DeploymentSettings.defaultFile(System.getenv()));
    Map<String, String> given =
        CredentialsFile.relevant(from.map(CredentialsCommand::lines).orElseGet(System::getenv));
    Map<String, String> old =
        DeploymentSettings.of(file).map(DeploymentSettings::values).orElse(Map.of());
    Set<String> changed = CredentialsFile.changes(old, given);
    if (given.isEmpty()) {
      throw new NotDoneException("There is no QDN_ or AWS_ variable to write.");
    }
    Table table = Table.of("name", "change");
    changed.forEach(name -> table.row(name, old.containsKey(name) ? "changed" : "new"));
    Decision decision =
        changed.isEmpty() ? Decision.SHOW : confirmation.decide("Write " + file + "?");
    if (decision == Decision.DO) {
      CredentialsFile.write(file, old, given);
    }
    boolean written = decision == Decision.DO;
    Output.of(spec.commandLine(), json)
        .show(
            new Report()
                .table("changes", table)
                .fact(
                    "written",
                    written,
                    written
                        ? "%s is written, for you alone to read.".formatted(file)
                        : "Nothing was changed."));
    return decision == Decision.REFUSED ? 1 : 0;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Whether the file is private, complete and well-formed.",
      footer = {"", "Example: qdn credentials check --json", DeploymentOptions.EXIT_CODES})
  int check(
      @Option(
              names = "--settings",
              paramLabel = "FILE",
              description = "Which file to check. Default: ~/.config/qdn/credentials")
          Optional<Path> settings,
      @Option(names = "--json", description = "Print JSON, for programs.") boolean json) {
    Path file = settings.orElseGet(() -> DeploymentSettings.defaultFile(System.getenv()));
    List<String> problems = problems(file);
    Output.of(spec.commandLine(), json)
        .show(Report.ofProblems(file, problems, "is private, complete and well-formed."));
    return problems.isEmpty() ? 0 : 1;
  }

  private static List<String> problems(Path file) {
    try {
      return CredentialsFile.problems(
          DeploymentSettings.of(file)
              .map(DeploymentSettings::values)
              .orElseThrow(() -> new NotDoneException("There is no file " + file + ".")));
    } catch (LocalWorldException e) {
      // What stands in a file that others could write is not looked at.
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> lines(Path from) {
    Properties content = new Properties();
    try (Reader in =
        from.toString().equals("-")
            ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
            : Files.newBufferedReader(from)) {
      content.load(in);
    } catch (IOException | IllegalArgumentException _) {
      throw new NotDoneException("Cannot read " + from + " as NAME=value lines.");
    }
    Map<String, String> values = new TreeMap<>();
    content.forEach((name, value) -> values.put(name.toString(), value.toString()));
    return values;
  }
}
