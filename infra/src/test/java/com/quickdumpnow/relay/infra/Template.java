package com.quickdumpnow.relay.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The two templates of an installation, synthesised by the CDK, as one list of resources. */
final class Template {
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Names names;
  private final List<Resource> resources = new ArrayList<>();

  /**
   * @param id the logical id
   * @param properties as the template has them, with CloudFormation's functions in them
   */
  record Resource(String id, String type, JsonNode properties, JsonNode whole) {
    JsonNode at(String pointer) {
      return properties.at(pointer);
    }
  }

  /** As in the example's file: with a canary, without domains and firewall. */
  private static final class Standard {
    static final Template INSTANCE = of(_ -> {});
  }

  private static final class WithDomains {
    static final Template INSTANCE =
        of(
            json -> {
              json.remove("canaryPhone");
              json.put("firewall", true)
                  .put("otlpEndpoint", "https://otlp.example.com")
                  .putObject("domains")
                  .put("tracking", "quickdumpnow.example.com")
                  .put("dashboard", "dashboard.quickdumpnow.example.com")
                  .put(
                      "certificateArn",
                      "arn:aws:acm:us-east-1:123456789012:certificate/00000000-aaaa");
            });
  }

  private static final class WithTable {
    static final Template INSTANCE = of(json -> json.put("store", "dynamodb"));
  }

  /** {@code -c store=dynamodb -c movingFrom=s3}. */
  private static final class Moving {
    static final Template INSTANCE =
        new Template(
            synthesised(
                deployment(), Map.of("store", "dynamodb", "movingFrom", "s3"), unpackaged()),
            Names.PLAIN);
  }

  private static final class WithRecoveredTable {
    static final Template INSTANCE =
        of(json -> json.put("store", "dynamodb").put("recoveredTable", "qdn-of-monday"));
  }

  /** {@code -c store=dynamodb -c depots=north,south}, as the example's file describes them. */
  private static final class WithDepots {
    static final Path FOLDER =
        synthesised(
            deployment(), Map.of("store", "dynamodb", "depots", "north,south"), unpackaged());
    static final Template NORTH = new Template(FOLDER, Names.ofDepot("north"));
    static final Template SOUTH = new Template(FOLDER, Names.ofDepot("south"));
  }

  /** Of the packaged programs: its assets are what would be deployed. */
  private static final class Packaged {
    static final Template INSTANCE = of(_ -> {}, Programs.in(HOME));
  }

  private Template(Path folder, Names names) {
    this.folder = folder;
    this.names = names;
    for (String stack : List.of("foundation", "relay")) {
      read(file(stack))
          .path("Resources")
          .properties()
          .forEach(
              entry ->
                  resources.add(
                      new Resource(
                          entry.getKey(),
                          entry.getValue().path("Type").asText(),
                          entry.getValue().path("Properties"),
                          entry.getValue())));
    }
  }

  static Template standard() {
    return Standard.INSTANCE;
  }

  static Template withDomains() {
    return WithDomains.INSTANCE;
  }

  static Template withTable() {
    return WithTable.INSTANCE;
  }

  static Template withRates(int rate, int recorders) {
    return of(json -> json.put("store", "dynamodb").put("rate", rate).put("recorders", recorders));
  }

  static Template moving() {
    return Moving.INSTANCE;
  }

  static Template withRecoveredTable() {
    return WithRecoveredTable.INSTANCE;
  }

  static Template north() {
    return WithDepots.NORTH;
  }

  static Template south() {
    return WithDepots.SOUTH;
  }

  static Template packaged() {
    return Packaged.INSTANCE;
  }

  /** The example's file. */
  static ObjectNode deployment() {
    return (ObjectNode) read(HOME.resolve("infra/deployment.json"));
  }

  private static Template of(Consumer<ObjectNode> change) {
    return of(change, unpackaged());
  }

  /** The jars' contents do not matter to a template, and unit tests run before there are any. */
  private static Programs unpackaged() {
    try {
      Path jar = Files.writeString(Files.createTempDirectory("qdn").resolve("some.jar"), "a jar");
      return new Programs(
          jar, jar, HOME.resolve("infra/src/main/functions"), HOME.resolve("track-site/edge"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Template of(Consumer<ObjectNode> change, Programs programs) {
    ObjectNode deployment = deployment();
    change.accept(deployment);
    return new Template(synthesised(deployment, Map.of(), programs), Names.PLAIN);
  }

  private static Path synthesised(
      ObjectNode deployment, Map<String, String> context, Programs programs) {
    NodeJs.require();
    try {
      Path out = Files.createTempDirectory("qdn-cdk");
      Synth.synthesise(Depots.of(deployment, context), programs, out);
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the CDK has written the template of that stack, {@code foundation} or {@code relay}. */
  Path file(String stack) {
    return folder.resolve(names.of(stack) + ".template.json");
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file or folder that is uploaded under that key. */
  Path asset(String key) {
    return folder.resolve("asset." + key);
  }

  List<Resource> all() {
    return List.copyOf(resources);
  }

  /** Never empty, so that no test passes for want of anything to look at. */
  List<Resource> all(String type) {
    List<Resource> found = resources.stream().filter(each -> each.type().equals(type)).toList();
    if (found.isEmpty()) {
      throw new AssertionError("the templates have no " + type);
    }
    return found;
  }

  Resource the(String type, String property, String value) {
    return all(type).stream()
        .filter(each -> each.properties().path(property).asText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " has " + property + " " + value));
  }

  Resource function(String name) {
    return the("AWS::Lambda::Function", "FunctionName", name);
  }

  /** The one that an intrinsic function refers to. */
  Resource referredToBy(JsonNode function) {
    String text = function.toString();
    return resources.stream()
        .filter(each -> text.contains("\"" + each.id() + "\""))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is referred to by " + text));
  }
}
