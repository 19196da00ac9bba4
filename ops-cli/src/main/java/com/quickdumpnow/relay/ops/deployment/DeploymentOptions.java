package com.quickdumpnow.relay.ops.deployment;

import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.local.RunningWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that works on a deployment. */
public final class DeploymentOptions {
  /** What every such command's help says about its exit code. */
  public static final String EXIT_CODES =
      "Exit code: 0 all is well; 1 a problem was found, or it was not done; 2 wrong command line or"
          + " settings.";

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = {
        "The variables of the README's table, NAME=value, in a file of mode 600 (qdn credentials"
            + " write makes one). Which deployment is meant: "
            + DeploymentSettings.ORDER
            + "."
      })
  private Optional<Path> file = Optional.empty();

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private Optional<Output> output = Optional.empty();

  /** For picocli. */
  public DeploymentOptions() {}

  /**
   * Opens the deployment that is meant, and says which that is.
   *
   * @throws NoDeploymentException when none is
   */
  public Deployment open() {
    DeploymentSettings settings =
        DeploymentSettings.find(file, System.getenv(), RunningWorld.all());
    output().note("On " + settings + ".");
    return new Deployment(settings, output());
  }

  /**
   * The same for a command that can do without.
   *
   * @throws NoDeploymentException when a file was named and is not there, or several deployments
   *     may be meant
   */
  public Optional<Deployment> openIfNamed() {
    boolean named =
        file.isPresent()
            || DeploymentSettings.isNamedBy(System.getenv())
            || !RunningWorld.all().isEmpty()
            || Files.exists(DeploymentSettings.defaultFile(System.getenv()));
    return named ? Optional.of(open()) : Optional.empty();
  }

  /** What is thrown for a command line that says nothing sensible: exit code 2. */
  public ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }

  /** The command's own, one for all of it. */
  public Output output() {
    if (output.isEmpty()) {
      output = Optional.of(Output.of(spec.commandLine(), json));
    }
    return output.get();
  }
}
