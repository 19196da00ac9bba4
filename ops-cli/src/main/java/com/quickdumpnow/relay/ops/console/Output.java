package com.quickdumpnow.relay.ops.console;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
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

  private Output(CommandLine line, boolean json, boolean terminal) {
    this.line = line;
    this.json = json;
    this.terminal = terminal;
  }

  /**
   * @param json whether results are for programs
   */
  public static Output of(CommandLine line, boolean json) {
    return new Output(line, json, isTerminal());
  }

  private static boolean isTerminal() {
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
    err.println(line.getColorScheme().ansi().string(words));
    err.flush();
  }

  /** How far something of {@code total} parts has come, on a terminal only. */
  public Progress progress(String what, long total) {
    return new Progress(what, total, terminal ? line.getErr() : null);
  }

  private int width() {
    return terminal ? line.getCommandSpec().usageMessage().width() : UNBOUNDED;
  }

  /** Colour only on a terminal, and not where {@code NO_COLOR} is set. */
  public static Ansi ansi() {
    return isTerminal() && System.getenv("NO_COLOR") == null ? Ansi.AUTO : Ansi.OFF;
  }
}
