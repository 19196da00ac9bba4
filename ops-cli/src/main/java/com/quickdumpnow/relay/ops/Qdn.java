package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.ops.console.Output;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code qdn} command. Without a subcommand it prints its help and exits with 2. */
@Command(
    name = "qdn",
    mixinStandardHelpOptions = true,
    version = "QDN Relay 1.0-SNAPSHOT",
    description = "Runs QDN Relay on one machine, and looks after it anywhere.",
    subcommands = {
      UpCommand.class,
      SmokeCommand.class,
      InitCommand.class,
      CredentialsCommand.class,
      DoctorCommand.class,
      ImportCommand.class,
      HistoryCommand.class,
      MigrateCommand.class,
      ExplainCommand.class,
      UsageCommand.class,
      DeadLettersCommand.class,
      PauseCommand.Pause.class,
      PauseCommand.Resume.class,
      SuppressionsCommand.class,
      TokensCommand.class,
      TemplatesCommand.class,
      ForgetCommand.class,
      SimulateCommand.class,
      ChaosCommand.class,
      CompletionCommand.class
    })
public final class Qdn implements Runnable {
  @Spec private CommandSpec spec;

  Qdn() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do:");
  }

  /** Exits with the subcommand's code, 2 if the command line is wrong, 1 if a subcommand throws. */
  public static void main(String[] args) {
    Logs.toThePerson();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line =
        Converters.registered(new CommandLine(new Qdn()))
            .setExecutionExceptionHandler(new Failures())
            .setUsageHelpAutoWidth(true);
    return line.setColorScheme(CommandLine.Help.defaultColorScheme(Output.ansi()));
  }
}
