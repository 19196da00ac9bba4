package com.quickdumpnow.relay.ops.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.PrivateFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine;

/** An operator who types commands, for a world that a settings file names. */
public final class Operator {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<CommandLine> line;
  private final Path settings;

  /**
   * @param settings where the file is written
   */
  public Operator(Supplier<CommandLine> line, Path settings, Map<String, String> values) {
    this.line = line;
    this.settings = settings;
    Properties content = new Properties();
    content.putAll(values);
    PrivateFiles.write(settings, content);
  }

  /** One who has the staff token as well. */
  public static Operator of(LocalWorld world, Supplier<CommandLine> line, Path settings) {
    Map<String, String> values = new TreeMap<>(world.environmentOfAProcess());
    values.put("QDN_STAFF_TOKEN", world.staffToken().reveal());
    return new Operator(line, settings, values);
  }

  /** What a command said, and its exit code. */
  public record Said(int code, String out, String err) {
    public Said exits(int expected) {
      assertThat(code).as("%s%n%s", out, err).isEqualTo(expected);
      return this;
    }

    public JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + out, e);
      }
    }
  }

  /** Types a command; the settings file is named for it. */
  public Said types(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--settings");
    all.add(settings.toString());
    int code =
        line.get()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Said(code, out.toString(), err.toString());
  }
}
