package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.place.StorePlace;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qdn init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Makes maintenance.json in the bucket QDN_BUCKET, or the DynamoDB table QDN_TABLE where"
            + " that is set, or of both the one that QDN_MOVING_FROM names; refuses when there is"
            + " one.",
    footer = {
      "",
      "Example: qdn init --sample",
      "Region, credentials and endpoint are the AWS SDK's own (AWS_REGION, …).",
      "Exit code: 0 made; 1 there is one, or it could not be made; 2 wrong settings."
    })
final class InitCommand implements Callable<Integer> {
  @Option(
      names = "--sample",
      description =
          "Begin with sample jobs and trailers. Needs QDN_TRACKING_KEYS and QDN_TRACK_URL.")
  private boolean sample;

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;

  /** For picocli. */
  InitCommand() {
    this(System.getenv());
  }

  InitCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    try (Progress _ = Output.of(spec.commandLine(), false).progress("making the store")) {
      if (Documents.create(environment, sample)) {
        out.println(store() + " is made.");
        return 0;
      }
      err.println("There is a " + store() + " already: nothing was changed.");
      return 1;
    } catch (StoreException e) {
      err.println(store() + " was not made: " + e.getMessage());
      return 1;
    }
  }

  private String store() {
    Settings settings = Settings.of(environment);
    return named(settings.build(StorePlace.of(settings)));
  }

  /** What is made in that place; during a move, where that begins. */
  private static String named(StorePlace place) {
    return switch (place) {
      case StorePlace.Bucket _ -> "maintenance.json";
      case StorePlace.Table(String name, var _) -> "table " + name;
      case StorePlace.Moving(var bucket, var table, var from) ->
          named(from == StorePlace.Kind.BUCKET ? bucket : table);
    };
  }
}
