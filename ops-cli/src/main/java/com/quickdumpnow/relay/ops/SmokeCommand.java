package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.local.RunningWorld;
import com.quickdumpnow.relay.ops.smoke.Smoke;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code qdn smoke}. */
@Command(
    name = "smoke",
    mixinStandardHelpOptions = true,
    description =
        "Sends a test job through a running relay: status in, text out, receipt back, tracking"
            + " page. Says what each step took, and what to look at where one fails.",
    footer = {
      "",
      "Example: qdn smoke --api https://api.quickdumpnow.com --phone +16195551234",
      "A deployment in AWS sends up to three real texts to --phone.",
      "Exit code: 0 everything works; 1 a step failed; 2 wrong command line."
    })
final class SmokeCommand implements Callable<Integer> {
  /** From the range reserved for fiction. */
  private static final PhoneNumber FICTION = new PhoneNumber("+16195550190");

  @Option(
      names = "--api",
      paramLabel = "URL",
      description = "The API's base URL. Default: the qdn up that runs on this machine.")
  private Optional<URI> api = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:QDN_STAFF_TOKEN}",
      description =
          "A staff token; better in QDN_STAFF_TOKEN, where no process list shows it. The local up"
              + " needs none.")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "2m",
      description = "How long a text may take to be delivered: 30s, 2m. Default: ${DEFAULT-VALUE}")
  private Duration timeout = Duration.ofMinutes(2);

  @Option(
      names = "--phone",
      paramLabel = "NUMBER",
      description = "Who gets the texts, E.164. Default, locally: a fictional number.")
  private Optional<PhoneNumber> phone = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Optional<RunningWorld> local = local();
    URI target = api.or(() -> local.map(RunningWorld::api)).orElseThrow(this::nothingRuns);
    Secret key =
        token
            .filter(given -> !given.isBlank())
            .map(Secret::of)
            .or(() -> local.map(RunningWorld::staffToken))
            .orElseThrow(() -> wrong("Give a staff token: QDN_STAFF_TOKEN, or --token."));
    PhoneNumber recipient =
        phone
            .or(() -> local.map(_ -> FICTION))
            .orElseThrow(() -> wrong("Give a phone that may get three texts: --phone +1…"));
    URI base = URI.create(target.toString().replaceFirst("/+$", ""));
    Smoke smoke =
        new Smoke(
            base,
            key,
            recipient,
            timeout,
            spec.commandLine().getOut(),
            Output.of(spec.commandLine(), false));
    return smoke.run() ? 0 : 1;
  }

  /** The running world that is meant; empty when it is another deployment. */
  private Optional<RunningWorld> local() {
    List<RunningWorld> running = RunningWorld.all();
    if (api.isPresent()) {
      return running.stream().filter(world -> world.isAt(api.get())).findFirst();
    }
    if (running.size() > 1) {
      throw wrong(
          "Several qdn up are running; say which: "
              + running.stream()
                  .map(world -> "--api " + world.api())
                  .collect(Collectors.joining(" or ")));
    }
    return running.stream().findFirst();
  }

  private ParameterException nothingRuns() {
    return wrong("No qdn up is running on this machine: start ./qdn up, or give --api URL.");
  }

  private ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
