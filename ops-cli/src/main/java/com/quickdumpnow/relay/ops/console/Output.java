package com.quickdumpnow.relay.ops.console;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command's words go: results to standard output, all else to standard error. Colour and
 * the terminal's width count on a terminal only; {@code NO_COLOR} turns colour off
 * (https://no-color.org).
 */
public final class Output {
  /** No terminal: whoever reads it cuts it as they like. */
  private static final int UNBOUNDED = 400;

  private final CommandLine line;
  private final boolean json;
  private final boolean terminal;
  private final Duration quiet;
  private final AtomicBoolean isTelling = new AtomicBoolean();

  /**
   * @param quiet for how long nothing is said of what is under way
   */
  Output(CommandLine line, boolean json, boolean terminal, Duration quiet) {
    this.line = line;
    this.json = json;
    this.terminal = terminal;
    this.quiet = quiet;
  }

  /**
   * @param json whether results are for programs
   */
  public static Output of(CommandLine line, boolean json) {
    return new Output(line, json, isTerminal(), Progress.QUIET);
  }

  /** For somebody who is there and tells of everything at once. */
  public static Output impatient(CommandLine line) {
    return new Output(line, false, true, Duration.ZERO);
  }

  /** Whether a person sits there. */
  public static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  public void show(Report report) {
    PrintWriter out = line.getOut();
    out.print(json ? report.json() : report.text(line.getColorScheme(), width()));
    out.flush();
  }

  /** What is good to know, but no result. */
  public void note(String words) {
    PrintWriter err = line.getErr();
    if (isTelling.get()) {
      Progress.print(err, "");
    }
    err.println(line.getColorScheme().ansi().string(words));
    err.flush();
  }

  /** How far something of {@code total} parts has come; as {@link #progress(String)}. */
  public Progress progress(String what, long total) {
    return progress(what, OptionalLong.of(total));
  }

  /**
   * That something is under way of which nobody knows how much there is. On a terminal only, and
   * not while there is another: what is done for that is a part of it. To be closed.
   */
  public Progress progress(String what) {
    return progress(what, OptionalLong.empty());
  }

  private Progress progress(String what, OptionalLong total) {
    return terminal && isTelling.compareAndSet(false, true)
        ? Progress.on(line.getErr(), quiet, what, total, () -> isTelling.set(false))
        : Progress.silent();
  }

  private int width() {
    return terminal ? line.getCommandSpec().usageMessage().width() : UNBOUNDED;
  }

  /** Colour only on a terminal, and not where {@code NO_COLOR} is set. */
  public static Ansi ansi() {
    return isTerminal() && System.getenv("NO_COLOR") == null ? Ansi.AUTO : Ansi.OFF;
  }
}
