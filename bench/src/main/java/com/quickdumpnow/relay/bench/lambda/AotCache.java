package com.quickdumpnow.relay.bench.lambda;

import com.quickdumpnow.relay.bench.lambda.Stage.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a function's AOT cache: the classes that a training run loaded, linked (<a
 * href="https://openjdk.org/jeps/483">JEP 483</a>, <a href="https://openjdk.org/jeps/514">JEP
 * 514</a>). It holds for that JVM, that jar and its time of modification, and those flags; with any
 * other the JVM starts without.
 */
final class AotCache {
  /** As many events as make everything run once that a status change may run. */
  private static final int EVENTS = 20;

  private AotCache() {}

  /** How a function is started with those flags. */
  @FunctionalInterface
  interface Command {
    List<String> with(List<String> flags);
  }

  /** The command that uses {@code cache}, which is made anew. */
  static List<String> make(
      Functions function, Command command, Path cache, List<String> flags, Stage stage)
      throws IOException, InterruptedException {
    Files.deleteIfExists(cache);
    List<String> training = new ArrayList<>(flags);
    training.add("-XX:AOTCacheOutput=" + cache);
    Run run = stage.set();
    try (LambdaProcess process = LambdaProcess.start(command.with(training), run.environment())) {
      for (int i = 1; i <= EVENTS; i++) {
        process.answer(function.event("old-" + i));
      }
      process.end();
    }
    if (!Files.isRegularFile(cache)) {
      throw new IOException("the JVM made no " + cache);
    }
    List<String> using = new ArrayList<>(flags);
    using.add("-XX:AOTCache=" + cache);
    return command.with(using);
  }
}
