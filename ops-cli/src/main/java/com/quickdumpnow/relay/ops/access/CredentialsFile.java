package com.quickdumpnow.relay.ops.access;

import com.quickdumpnow.relay.ops.local.PrivateFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The settings by which operators reach a deployment, in a file of mode 600: {@code NAME=value} as
 * {@link Properties} has it.
 */
public final class CredentialsFile {
  /** What of an environment belongs into it. */
  private static final Pattern OURS = Pattern.compile("QDN_[A-Z_]+|AWS_[A-Z0-9_]+");

  private static final List<String> NEEDED =
      List.of(
          "QDN_NOTIFICATIONS_QUEUE_URL",
          "QDN_OUTCOMES_QUEUE_URL",
          "QDN_PUBLIC_URL",
          "QDN_CHAIN",
          "QDN_TWILIO_AUTH_TOKENS",
          "QDN_EMAIL_FROM",
          "QDN_STAFF_TOKEN");

  private CredentialsFile() {}

  /** Those of {@code environment} that belong into the file. */
  public static Map<String, String> relevant(Map<String, String> environment) {
    Map<String, String> relevant = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (OURS.matcher(name).matches() && !value.isBlank()) {
            relevant.put(name, value.strip());
          }
        });
    return relevant;
  }

  /** Which names would be other than they are. */
  public static Set<String> changes(Map<String, String> old, Map<String, String> given) {
    Set<String> changed = new TreeSet<>();
    given.forEach(
        (name, value) -> {
          if (!value.equals(old.get(name))) {
            changed.add(name);
          }
        });
    return changed;
  }

  /** Writes {@code old} with {@code given} over it; nobody but this user can read the file. */
  public static void write(Path file, Map<String, String> old, Map<String, String> given) {
    Properties content = new Properties();
    content.putAll(old);
    content.putAll(given);
    Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(PrivateFiles::createFolder);
    PrivateFiles.write(file, content);
  }

  /** What an operator's commands will miss, and what is malformed; a line each, without values. */
  public static List<String> problems(Map<String, String> values) {
    List<String> problems = new ArrayList<>();
    NEEDED.stream()
        .filter(name -> values.getOrDefault(name, "").isBlank())
        .map(name -> name + " is not set")
        .forEach(problems::add);
    problems.addAll(KnownSettings.problems(values));
    return problems;
  }
}
