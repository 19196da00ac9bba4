package com.quickdumpnow.relay.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What differs from one installation to the next. No secrets: those are put into Secrets Manager.
 *
 * @param alertEmail who is on call: alarms and the budget are sent there
 * @param emailDomain the domain that SES signs for
 * @param emailFrom the sender of the customers' email, below that domain
 * @param imageTag the worker's image in the repository
 * @param chain the carrier chain, as {@code QDN_CHAIN} has it
 * @param staffChain whom alerts go to, as {@code QDN_STAFF_CHAIN} has it
 * @param domains the sites' own names; without them CloudFront's
 * @param canaryPhone a number of ours that gets the canary's texts; without it there is no canary
 * @param lookupAccount the Twilio account that pays for looking up customers' networks; without it
 *     nobody is looked up
 * @param monthlyBudget in US dollars
 * @param maxWorkers how many workers may run at a time
 * @param templates the key in the data bucket of what customers are told; without it what is
 *     shipped
 * @param firewall whether a web application firewall stands before the sites
 * @param otlpEndpoint where the programs' traces go; without it nowhere
 * @param table whether the store is a table of DynamoDB instead of a document on S3
 * @param moving whether the programs know both places while {@code qdn migrate} moves the store
 *     from the other one into this one, or back (ADR 101)
 * @param recoveredTable the name of the table that the programs use instead of the one that was
 *     made for them: what point-in-time recovery has made of it
 * @param rate how many requests a second the API takes
 * @param recorders how many recorders may run at a time
 * @param names what its things are called
 */
record Deployment(
    String alertEmail,
    String emailDomain,
    String emailFrom,
    String imageTag,
    JsonNode chain,
    JsonNode staffChain,
    Optional<Domains> domains,
    Optional<String> canaryPhone,
    Optional<String> lookupAccount,
    int monthlyBudget,
    int maxWorkers,
    Optional<String> templates,
    boolean firewall,
    Optional<String> otlpEndpoint,
    boolean table,
    boolean moving,
    Optional<String> recoveredTable,
    int rate,
    int recorders,
    Names names) {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern DOMAIN = Pattern.compile("([a-z0-9-]+\\.)+[a-z]{2,}");
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Pattern STORE = Pattern.compile("s3|dynamodb");
  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
  private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");

  /** The network lets the programs out to port 443 only. */
  private static final Pattern HTTPS = Pattern.compile("https://[A-Za-z0-9.-]+(/[^\\s?#]*)?");

  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern CERTIFICATE =
      Pattern.compile("arn:aws:acm:us-east-1:\\d{12}:certificate/[0-9a-f-]+");
  private static final Set<String> MEMBERS =
      Set.of(
          "alertEmail",
          "emailDomain",
          "emailFrom",
          "imageTag",
          "chain",
          "staffChain",
          "domains",
          "canaryPhone",
          "lookupAccount",
          "monthlyBudget",
          "maxWorkers",
          "templates",
          "firewall",
          "otlpEndpoint",
          "store",
          "movingFrom",
          "recoveredTable",
          "rate",
          "recorders");

  /** Many times a busy day's of one document, and few enough to bound a flood's bill. */
  private static final int RATE = 50;

  /** The fewest that Lambda allows: more recorders would only contend for the one document. */
  private static final int RECORDERS = 2;

  /** A table has no such key: 50,000 jobs a day ask for a tenth of either in their busiest hour. */
  private static final int TIMES_WITH_A_TABLE = 10;

  /** Whether the programs know the table, be it that they are leaving it. */
  boolean knowsTable() {
    return table || moving;
  }

  /** Whether they know the document in the bucket. */
  boolean knowsBucket() {
    return !table || moving;
  }

  /** What says to each program where traces go. */
  Map<String, String> tracing() {
    return otlpEndpoint
        .map(endpoint -> Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))
        .orElse(Map.of());
  }

  /** What says to the API and the worker where is written what customers are told. */
  Map<String, String> words(String bucket) {
    return templates
        .map(key -> Map.of("QDN_TEMPLATES", "s3://" + bucket + "/" + key))
        .orElse(Map.of());
  }

  /**
   * @param tracking such as {@code quickdumpnow.com}
   * @param dashboard such as {@code dashboard.quickdumpnow.com}
   * @param certificateArn a certificate of ACM in us-east-1 for both
   */
  record Domains(String tracking, String dashboard, String certificateArn) {}

  /**
   * @param json one installation's members, as docs/deploy.md has them
   * @throws IllegalArgumentException naming everything that is wrong with it
   */
  static Deployment of(JsonNode json, Names names) {
    Members members = new Members(json);
    boolean table = json.has("store") && members.text(json, "store", STORE).equals("dynamodb");
    int times = table ? TIMES_WITH_A_TABLE : 1;
    Optional<Domains> domains =
        json.has("domains")
            ? Optional.of(domains(json.path("domains"), members))
            : Optional.empty();
    Deployment deployment =
        new Deployment(
            members.text(json, "alertEmail", EMAIL),
            members.text(json, "emailDomain", DOMAIN),
            members.text(json, "emailFrom", EMAIL),
            members.text(json, "imageTag", TAG),
            members.object("chain"),
            members.object("staffChain"),
            domains,
            members.maybe("canaryPhone", PHONE),
            members.maybe("lookupAccount", ACCOUNT),
            members.number("monthlyBudget", 1, 100_000),
            members.number("maxWorkers", 1, 10),
            members.maybe("templates", KEY),
            json.path("firewall").asBoolean(false),
            members.maybe("otlpEndpoint", HTTPS),
            table,
            json.has("movingFrom"),
            members.maybe("recoveredTable", TABLE),
            members.number("rate", 1, 5_000, RATE * times),
            members.number("recorders", 2, 1_000, RECORDERS * times),
            names);
    members
        .maybe("movingFrom", STORE)
        .filter(from -> from.equals(table ? "dynamodb" : "s3"))
        .ifPresent(_ -> members.problems.add("movingFrom: is where the store is already"));
    if (!deployment.emailFrom.endsWith("@" + deployment.emailDomain)) {
      members.problems.add("emailFrom: is not below emailDomain, so SES would refuse it");
    }
    members.check();
    return deployment;
  }

  private static Domains domains(JsonNode json, Members members) {
    return new Domains(
        members.text(json, "tracking", DOMAIN),
        members.text(json, "dashboard", DOMAIN),
        members.text(json, "certificateArn", CERTIFICATE));
  }

  /** Reads members and remembers what is wrong with them. */
  private static final class Members {
    private final JsonNode json;
    private final List<String> problems = new ArrayList<>();

    Members(JsonNode json) {
      this.json = json;
      json.fieldNames()
          .forEachRemaining(
              name -> {
                if (!MEMBERS.contains(name)) {
                  problems.add(name + ": is not known");
                }
              });
    }

    String text(JsonNode parent, String name, Pattern valid) {
      String value = parent.path(name).asText("");
      if (!valid.matcher(value).matches()) {
        problems.add(name + ": is missing or malformed; it has to match " + valid);
      }
      return value;
    }

    Optional<String> maybe(String name, Pattern valid) {
      return json.has(name) ? Optional.of(text(json, name, valid)) : Optional.empty();
    }

    JsonNode object(String name) {
      JsonNode value = json.path(name);
      if (!value.isObject()) {
        problems.add(name + ": is not a JSON object");
      }
      return value;
    }

    int number(String name, int least, int most, int without) {
      return json.has(name) ? number(name, least, most) : without;
    }

    int number(String name, int least, int most) {
      int value = json.path(name).asInt(least - 1);
      if (value < least || value > most) {
        problems.add(name + ": is not a whole number from " + least + " to " + most);
      }
      return value;
    }

    void check() {
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(
            "The deployment's file has problems:\n  " + String.join("\n  ", problems));
      }
    }
  }
}
