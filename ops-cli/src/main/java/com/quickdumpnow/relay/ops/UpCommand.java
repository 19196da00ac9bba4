package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.localcloud.web.PortTakenException;
import com.quickdumpnow.relay.ops.local.Installation;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.LocalWorldException;
import com.quickdumpnow.relay.ops.local.Ports;
import com.quickdumpnow.relay.ops.local.RunningWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code qdn up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Runs the whole relay on this machine, with stand-ins for AWS and Twilio and a few sample"
            + " jobs. Nothing leaves the machine. Ctrl-C stops it.",
    footer = {
      "",
      "Example: qdn up --data ~/qdn-data",
      "Exit code: 130 after Ctrl-C; 1 when it cannot start, a port being used for example."
    })
final class UpCommand implements Callable<Integer> {
  /** So that a person can see a text go from sent to delivered. */
  private static final Duration PACE = Duration.ofSeconds(2);

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "The first of " + Ports.COUNT + " ports in a row that it uses. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keeps the jobs, texts, emails and secrets there; it begins with sample jobs when"
              + " there is no document. Default: a temporary folder, deleted at the end.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--store",
      paramLabel = "ENGINE",
      defaultValue = "s3",
      description =
          "What keeps the jobs: s3, in one document, or dynamodb, in a table. Default:"
              + " ${DEFAULT-VALUE}")
  private String store = "s3";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    long start = System.nanoTime();
    Logs.tellTheStory();
    out.println("Starting…");
    out.flush();
    try {
      LocalWorld world = LocalWorld.start(settings());
      closeAtTheEnd(world, RunningWorld.announce(world), out);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      out.print(new Welcome(world, took, data).text());
      out.flush();
    } catch (PortTakenException e) {
      err.printf(
          "%s%nqdn up uses the ports %d to %d; --port N takes N to N+%d instead.%n",
          e.getMessage(), port, port + Ports.COUNT - 1, Ports.COUNT - 1);
      return 1;
    } catch (LocalWorldException e) {
      err.println(e.getMessage());
      return 1;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private WorldSettings settings() {
    WorldSettings settings =
        new WorldSettings(Installation.find(), new Ports(port), data, true, PACE);
    return switch (store) {
      case "s3" -> settings;
      case "dynamodb" -> settings.onATable();
      default -> throw new ParameterException(spec.commandLine(), "--store is s3 or dynamodb");
    };
  }

  private static void closeAtTheEnd(LocalWorld world, AutoCloseable announcement, PrintWriter out) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  out.printf("%nStopping…%n");
                  out.flush();
                  close(announcement);
                  world.close();
                  out.println("Stopped.");
                  out.flush();
                },
                "stop"));
  }

  private static void close(AutoCloseable announcement) {
    try {
      announcement.close();
    } catch (Exception _) {
      // What stays behind names a dead process, which nobody believes.
    }
  }
}
