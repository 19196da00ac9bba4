package com.quickdumpnow.relay.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The installations of an account: one, or several depots (brands, branches) that know nothing of
 * each other (ADR 103). The deployment's file describes them below {@code depots}, each by what
 * differs from the rest of the file; the CDK's context {@code depots} says which of them are meant.
 */
final class Depots {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEPOTS = "depots";
  private static final String STORE = "store";
  private static final String MOVING_FROM = "movingFrom";

  /** Without a hyphen, so that none begins as another does. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{1,11}");

  private Depots() {}

  /**
   * @param context {@code store} and {@code movingFrom} in place of the file's, and {@code depots},
   *     names with commas in between; without names the account has one installation
   * @throws IllegalArgumentException naming everything that is wrong with them
   * @throws IOException when the file cannot be read
   */
  static List<Deployment> read(Path file, Map<String, String> context) throws IOException {
    return of((ObjectNode) JSON.readTree(Files.readString(file)), context);
  }

  static List<Deployment> of(ObjectNode file, Map<String, String> context) {
    Set<String> unknown = new TreeSet<>(context.keySet());
    unknown.removeAll(Set.of(STORE, MOVING_FROM, DEPOTS));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "The context has " + unknown + "; what is known is store, movingFrom and depots");
    }
    ObjectNode common = file.deepCopy();
    JsonNode described = common.path(DEPOTS);
    common.remove(DEPOTS);
    for (String name : List.of(STORE, MOVING_FROM)) {
      Optional.ofNullable(context.get(name)).ifPresent(value -> common.put(name, value));
    }
    if (!context.containsKey(DEPOTS)) {
      return List.of(Deployment.of(common, Names.PLAIN));
    }
    List<Deployment> depots = new ArrayList<>();
    for (String name : new TreeSet<>(List.of(context.getOrDefault(DEPOTS, "").split(",")))) {
      depots.add(depot(name, common, described));
    }
    requireApart(depots);
    return List.copyOf(depots);
  }

  private static Deployment depot(String name, ObjectNode common, JsonNode described) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A depot cannot be called \"%s\"; its name has to match %s".formatted(name, NAME));
    }
    if (!(described.path(name) instanceof ObjectNode own)) {
      throw new IllegalArgumentException(
          "The deployment's file does not describe the depot %s below depots; it has %s"
              .formatted(name, names(described)));
    }
    try {
      return Deployment.of(common.deepCopy().setAll(own), Names.ofDepot(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Depot " + name + ": " + e.getMessage(), e);
    }
  }

  private static Set<String> names(JsonNode described) {
    Set<String> names = new TreeSet<>();
    described.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** What two depots had in common would be a way from one into the other. */
  private static void requireApart(List<Deployment> depots) {
    Map<String, String> owners = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Deployment depot : depots) {
      String name = depot.names().depot().orElseThrow();
      for (String own : itsAlone(depot)) {
        String other = owners.putIfAbsent(own, name);
        if (other != null) {
          problems.add("%s: %s and %s both have it".formatted(own, other, name));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Each depot needs its own of these:\n  " + String.join("\n  ", problems));
    }
  }

  /**
   * Twilio's token of an account may text by all of its numbers, and SES knows a domain once in an
   * account.
   */
  private static Set<String> itsAlone(Deployment depot) {
    Set<String> all = new TreeSet<>();
    for (JsonNode route : depot.chain().path("routes")) {
      all.add("the Twilio account " + route.path("account").asText());
      all.add("the sender " + route.path("from").asText());
    }
    depot.lookupAccount().ifPresent(sid -> all.add("the Twilio account " + sid));
    depot.recoveredTable().ifPresent(table -> all.add("the table " + table));
    all.add("the emailDomain " + depot.emailDomain());
    depot
        .domains()
        .ifPresent(
            names -> {
              all.add("the site " + names.tracking());
              all.add("the site " + names.dashboard());
            });
    return all;
  }
}
