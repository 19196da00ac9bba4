package com.quickdumpnow.relay.ops.deployment;

import com.quickdumpnow.relay.ops.local.PrivateFiles;
import com.quickdumpnow.relay.ops.local.RunningWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings by which a deployment is reached: the variables of the README's table and the AWS
 * SDK's own. Prints where they are from, and no value.
 *
 * @param where what to call the deployment
 * @param values by variable; secrets among them
 */
public record DeploymentSettings(String where, Map<String, String> values) {
  /** The order in which {@link #find} looks, for people. */
  public static final String ORDER =
      "--settings FILE; else the environment, if QDN_BUCKET or QDN_TABLE is set there; else the qdn"
          + " up that runs on this machine; else ~/.config/qdn/credentials";

  private static final String BUCKET = "QDN_BUCKET";
  private static final String TABLE = "QDN_TABLE";

  public DeploymentSettings {
    values = Map.copyOf(values);
  }

  /**
   * The deployment that is meant, the first of {@link #ORDER}.
   *
   * @param given the file that was named
   * @throws NoDeploymentException when none is, or several are
   */
  public static DeploymentSettings find(
      Optional<Path> given, Map<String, String> environment, List<RunningWorld> running) {
    if (given.isPresent()) {
      return of(given.get())
          .orElseThrow(() -> new NoDeploymentException("There is no file " + given.get() + "."));
    }
    if (!environment.getOrDefault(TABLE, "").isBlank()) {
      return new DeploymentSettings(
          "table %s, by the environment".formatted(environment.get(TABLE)), environment);
    }
    if (!environment.getOrDefault(BUCKET, "").isBlank()) {
      return new DeploymentSettings(
          "bucket %s, by the environment".formatted(environment.get(BUCKET)), environment);
    }
    if (running.size() > 1) {
      throw new NoDeploymentException(
          "Several qdn up are running (%s): stop all but one, or give --settings FILE."
              .formatted(
                  running.stream().map(w -> w.api().toString()).collect(Collectors.joining(", "))));
    }
    if (running.size() == 1) {
      return of(running.getFirst());
    }
    return of(defaultFile(environment))
        .orElseThrow(
            () ->
                new NoDeploymentException(
                    "No deployment is named. These are looked for: "
                        + ORDER
                        + ". Make a file with qdn credentials write, or start ./qdn up."));
  }

  /** Whether that environment names a deployment. */
  static boolean isNamedBy(Map<String, String> environment) {
    return !environment.getOrDefault(TABLE, "").isBlank()
        || !environment.getOrDefault(BUCKET, "").isBlank();
  }

  public static DeploymentSettings of(RunningWorld world) {
    Map<String, String> values = new TreeMap<>(world.settings());
    values.put("QDN_STAFF_TOKEN", world.staffToken().reveal());
    return new DeploymentSettings("the qdn up at " + world.api(), values);
  }

  /**
   * What stands in that file; empty when there is none.
   *
   * @throws com.quickdumpnow.relay.ops.local.LocalWorldException when others may read it
   */
  public static Optional<DeploymentSettings> of(Path file) {
    return PrivateFiles.read(file)
        .map(content -> new DeploymentSettings("the settings in " + file, values(content)));
  }

  /** Where credentials are kept when nobody says otherwise. */
  public static Path defaultFile(Map<String, String> environment) {
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path folder =
        config.isBlank() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(config);
    return folder.resolve("qdn").resolve("credentials");
  }

  private static Map<String, String> values(Properties content) {
    return content.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, name -> content.getProperty(name, "")));
  }

  @Override
  public String toString() {
    return where;
  }
}
