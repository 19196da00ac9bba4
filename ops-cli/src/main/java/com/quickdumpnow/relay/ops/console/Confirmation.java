package com.quickdumpnow.relay.ops.console;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

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

  /** Asks on the terminal; where there is none the answer is no. */
  public Confirmation() {
    this(Confirmation::askOnTheTerminal);
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

  private static Optional<String> askOnTheTerminal(String question) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(console -> Optional.ofNullable(console.readLine("%s", question)));
  }
}
