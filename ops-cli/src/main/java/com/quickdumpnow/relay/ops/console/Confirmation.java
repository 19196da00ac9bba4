package com.quickdumpnow.relay.ops.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a command that changes something, and the question before it does. */
public final class Confirmation {
  private final Function<String, Optional<String>> ask;

  @Option(
      names = {"-y", "--yes"},
      description = "Do it without asking.")
  private boolean yes;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only show what would be done.")
  private boolean dryRun;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Asks on the terminal; where there is none the answer is no. */
  public Confirmation() {
    this.ask = this::askOnTheTerminal;
  }

  Confirmation(Function<String, Optional<String>> ask) {
    this.ask = ask;
  }

  /** What a person decided. */
  public enum Decision {
    DO,
    /** Only to be shown: all is well. */
    SHOW,
    /** Not to be done. */
    REFUSED
  }

  /** Asks, unless an option has said it. Whoever only presses Enter refuses. */
  public Decision decide(String question) {
    if (dryRun) {
      return Decision.SHOW;
    }
    boolean agreed =
        yes
            || ask.apply(question + " [y/N] ")
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(answer -> answer.equals("y") || answer.equals("yes"))
                .isPresent();
    return agreed ? Decision.DO : Decision.REFUSED;
  }

  private Optional<String> askOnTheTerminal(String question) {
    Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (terminal.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("There is no terminal to ask on: --yes does it, --dry-run only shows it.");
      err.flush();
    }
    return terminal.flatMap(console -> Optional.ofNullable(console.readLine("%s", question)));
  }
}
