package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.store.StoreException;
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
            + " that is set; refuses when there is one.",
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

  private static String store() {
    String table = System.getenv().getOrDefault("QDN_TABLE", "");
    return table.isBlank() ? "maintenance.json" : "table " + table;
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    try {
      if (Documents.create(System.getenv(), sample)) {
        out.println(store() + " is made.");
        return 0;
      }
      err.println("There is a " + store() + " already: nothing was changed.");
      return 1;
    } catch (ConfigurationException e) {
      err.println(e.getMessage());
      return 2;
    } catch (StoreException e) {
      err.println(store() + " was not made: " + e.getMessage());
      return 1;
    }
  }
}
