package com.quickdumpnow.relay.ops;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code qdn completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script by which bash and zsh complete qdn's commands and options.",
    footer = {"", "Example: source <(./qdn completion)", "Exit code: 0."})
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("qdn", spec.root().commandLine()));
    out.flush();
  }
}
