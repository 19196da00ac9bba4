package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.twilio.Fault;
import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.localcloud.twilio.Script;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Eventually;
import com.quickdumpnow.relay.ops.testing.Leaks;
import com.quickdumpnow.relay.ops.testing.LogCapture;
import com.quickdumpnow.relay.ops.testing.ObservabilityPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a full run shows of itself: no line of the log tells more than it may, no meter less. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SeeingIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Twilio: this sender cannot reach that number. */
  private static final int NO_ROUTE = 21612;

  private static final String NAME = "Wilhelmina";
  private static final String ADDRESS = "12 Juniper Street";
  private static final String INBOUND = "my gate code is 4711, Wilhelmina";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Leaks leaks = new Leaks(Set.of(NAME, ADDRESS, "Juniper", "gate code", "our load"));
  private LogCapture log;
  private LocalWorld world;
  private Console console;
  private int customers;

  @BeforeAll
  void runEverything() throws Exception {
    log = new LogCapture();
    world =
        LocalWorld.start(
            WorldSettings.forTests()
                .ofThisClassPath()
                .with(Map.of("QDN_CHAIN", Carriers.impatientChain(), "QDN_SWEEP_EVERY", "500ms")));
    console = Console.of(world);
    leaks.add(world.staffToken().reveal());
    for (String account : setting("QDN_TWILIO_AUTH_TOKENS").split(",")) {
      leaks.add(account.substring(account.indexOf('=') + 1));
    }
    leaks.add(setting("QDN_TRACKING_KEYS").substring("k1=".length()));
    badRequests(deliver());
    carriersFail();
    optOut();
    emailsFail();
    poison();
    world.stopWorker();
    world.startWorker();
    console.awaitState(dispatched(customer()), "DELIVERED");
  }

  @AfterAll
  void stop() {
    world.close();
    log.close();
  }

  private String setting(String name) {
    return world.environment().getOrDefault(name, "");
  }

  private Customer customer() {
    int number = ++customers;
    return new Customer(
        "seen-" + number, "+161955501" + (20 + number), "seen-" + number + "@example.com");
  }

  private Customer dispatched(Customer customer) {
    console.change(customer.job(), status(customer));
    return customer;
  }

  private static String status(Customer customer) {
    return """
    {"status":"dispatched","customer":{"name":"%s","phone":"%s","email":"%s"},
     "load":{"material":"Gravel","address":"%s"}}\
    """
        .formatted(NAME, customer.phone(), customer.email(), ADDRESS);
  }

  /** Returns the tracking token. */
  private String deliver() {
    Customer customer = customer();
    String link = console.change(customer.job(), status(customer)).path("trackingUrl").asText();
    console.awaitState(customer, "DELIVERED");
    String token = link.substring(link.indexOf("j=") + 2);
    leaks.add(token);
    return token;
  }

  private void badRequests(String tracking) throws Exception {
    String staff = world.staffToken().reveal();
    call("GET", "/jobs/" + tracking + "/messages", "", Map.of());
    call("GET", "/jobs/" + tracking + "x/messages", "", Map.of());
    call("GET", "/maintenance", "", Map.of("Authorization", "Bearer " + staff + "x"));
    call("GET", "/nowhere?phone=%2B16195550199", "", Map.of());
    Map<String, String> json =
        Map.of("Authorization", "Bearer " + staff, "Content-Type", "application/json");
    call("POST", "/jobs/bad-1/status", "{\"phone\":\"+16195550198\" oops", json);
    call("POST", "/jobs/bad-1/status", "{\"status\":\"+16195550198\",\"x\":\"a@b.example\"}", json);
    call("POST", "/jobs/a%20b/status", status(customer()), json);
    call("DELETE", "/suppressions/%2B16195550197", "", json);
    call("DELETE", "/suppressions/6195550197", "", json);
    call("PUT", "/api/sending", "{\"paused\":true,\"reason\":\"call a@b.example\"}", json);
    call("PUT", "/api/sending", "{\"paused\":false,\"reason\":\"+16195550197\"}", json);
    Map<String, String> form =
        Map.of(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "X-Twilio-Signature",
            "bm90IFR3aWxpbydz");
    String receipt = "MessageSid=SM1&MessageStatus=delivered&To=%2B16195550196&AccountSid=AC1";
    call("POST", "/jobs/job-1/messages?nid=a%20b&attempt=x&traceparent=none", receipt, form);
    call("POST", "/jobs/job-1/messages", "To=%2B16195550196&%zz", form);
    call("POST", "/inbound", "From=%2B16195550196&Body=STOP", form);
    call("POST", "/inbound", "From=%2B16195550196&Body=STOP", Map.of());
  }

  private HttpResponse<String> call(
      String method, String path, String body, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(world.uri() + path))
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private void carriersFail() {
    Customer refused = customer();
    Customer failed = customer();
    Customer broken = customer();
    Customer dropped = customer();
    Customer garbled = customer();
    Script script = world.twilio().script();
    script.add(Rule.forTo(refused.phone()).answer(new Fault.Refuse(NO_ROUTE)));
    script.add(Rule.forTo(failed.phone()).outcome(new Outcome.Failed(30008)));
    script.add(Rule.forTo(broken.phone()).times(1).answer(new Fault.ServerError(503, true, false)));
    script.add(Rule.forTo(dropped.phone()).times(1).answer(new Fault.AcceptThenDrop()));
    script.add(Rule.forTo(garbled.phone()).times(1).answer(new Fault.Throttle()));
    List.of(refused, failed, broken, dropped, garbled).forEach(this::dispatched);
    console.awaitState(refused, "EMAILED");
    console.awaitState(failed, "EMAILED");
    console.awaitState(dropped, "DELIVERED");
    console.awaitState(garbled, "DELIVERED");
    Eventually.holds(
        "what was answered 503 has gone on",
        () ->
            !console.state(broken).equals("RECONCILING")
                && !console.state(broken).equals("SENDING"));
    script.clear();
  }

  private void optOut() throws Exception {
    Customer customer = dispatched(customer());
    console.awaitState(customer, "DELIVERED");
    world.twilio().inbound(customer.phone(), Carriers.PRIMARY, INBOUND);
    world.twilio().inbound(customer.phone(), Carriers.PRIMARY, "STOP");
    console.awaitOptOut(customer.phone());
    console.complete(customer);
    console.awaitState(customer, "EMAILED");
    call(
        "DELETE",
        "/suppressions/%2B" + customer.phone().substring(1),
        "",
        Map.of("Authorization", "Bearer " + world.staffToken().reveal()));
    world.twilio().inbound(customer.phone(), Carriers.PRIMARY, "START");
  }

  /** Neither by text nor by email: staff are told. */
  private void emailsFail() {
    Customer unknown = customer();
    Customer bounced =
        new Customer("seen-bounced", customer().phone(), "bounce@simulator.amazonses.com");
    world.twilio().script().add(Rule.forTo(unknown.phone()).answer(new Fault.Refuse(NO_ROUTE)));
    world.twilio().script().add(Rule.forTo(bounced.phone()).answer(new Fault.Refuse(NO_ROUTE)));
    world.ses().block(unknown.email());
    dispatched(unknown);
    dispatched(bounced);
    console.awaitState(unknown, "EXHAUSTED");
    console.awaitState(bounced, "EXHAUSTED");
    Eventually.holds(
        "staff are told",
        () ->
            log.lines().stream()
                .anyMatch(line -> line.contains("staff alert handed to its carrier")));
    world.twilio().script().clear();
  }

  private void poison() {
    String body = "{\"v\":1,\"kind\":\"receipt\",\"jobId\":\"+16195550195\",\"body\":\"our load\"}";
    try (SqsClient sqs = SqsClient.create()) {
      sqs.sendMessage(
          request ->
              request
                  .queueUrl(setting("QDN_NOTIFICATIONS_QUEUE_URL"))
                  .messageBody(body)
                  .messageGroupId("poison")
                  .messageDeduplicationId("poison"));
      sqs.sendMessage(
          request -> request.queueUrl(setting("QDN_OUTCOMES_QUEUE_URL")).messageBody(body));
      sqs.sendMessage(
          request ->
              request
                  .queueUrl(setting("QDN_OUTCOMES_QUEUE_URL"))
                  .messageBody("Wilhelmina, +16195550195, a@b.example"));
    }
    Eventually.holds(
        "all three are buried",
        () -> log.lines().stream().filter(line -> line.contains("dead-letter queue")).count() >= 3);
  }

  @Test
  void log_ofAFullRun_holdsNoNumberBodyAddressOrSecret() {
    assertThat(leaks.in(log.lines())).isEmpty();
  }

  /** What is not logged cannot leak: the run has to have been as eventful as it is meant to be. */
  @Test
  void log_ofAFullRun_tellsOfAllThatHappened() {
    assertThat(events())
        .contains(
            "status changed",
            "handed to its carrier",
            "asked the carrier about an attempt of unknown outcome",
            "receipt queued",
            "receipts recorded",
            "callback refused",
            "inbound word queued",
            "inbound word recorded",
            "suppression lifted",
            "sending switched",
            "an alert for staff was raised",
            "staff alert handed to its carrier",
            "an unusable trigger goes to the dead-letter queue",
            "neither receipt, nor word, nor event of SES; it goes to the dead-letter queue",
            "the worker is down",
            "the worker is up");
  }

  @Test
  void log_ofAFullRun_usesTheVocabularyAlone() {
    Set<String> used = new TreeSet<>();
    lines().stream()
        .filter(line -> !line.path("logger").asText().startsWith("Local"))
        .forEach(line -> line.fieldNames().forEachRemaining(used::add));
    // Of the stand-ins, which play AWS and Twilio.
    used.removeAll(Set.of("service", "path", "queue", "function", "host"));

    assertThat(ObservabilityTest.keys()).containsAll(used);
    assertThat(used).contains("jobId", "nid", "attempt", "route", "outcome", "code", "messageId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+16195550121",
        "6195550121",
        "(619) 555-0121",
        "ana@example.com",
        "our load is en route",
        "Wilhelmina"
      })
  void leaks_planted_areFound(String personal) {
    assertThat(leaks.in(List.of("{\"event\":\"x\",\"reason\":\"for " + personal + " here\"}")))
        .hasSize(1);
  }

  @Test
  void leaks_secretPlanted_isFound() {
    assertThat(leaks.in(List.of("token " + world.staffToken().reveal()))).hasSize(1);
    assertThat(leaks.in(List.of("id SM" + "1".repeat(32), "n_2222222222222222", "w-1234567890a")))
        .isEmpty();
  }

  @Test
  void metrics_ofTheRunningWorkerAndOfThePage_areTheSame() throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + setting("QDN_HTTP_PORT") + "/metrics");
    String scraped =
        http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();

    assertThat(described(scraped)).isEqualTo(onThePage());
  }

  /** Name and type, then the labels. */
  private static Map<String, Set<String>> onThePage() {
    Map<String, Set<String>> metrics = new TreeMap<>();
    for (List<String> row : ObservabilityPage.read().table("Metrics")) {
      metrics.put(
          ObservabilityPage.names(row, 0).getFirst() + " " + row.get(1),
          new TreeSet<>(ObservabilityPage.names(row, 3)));
    }
    return metrics;
  }

  private static Map<String, Set<String>> described(String scraped) {
    Map<String, Set<String>> metrics = new TreeMap<>();
    Set<String> labels = new HashSet<>();
    for (String line : scraped.lines().toList()) {
      if (line.startsWith("# TYPE ") && !line.endsWith("_seconds_max gauge")) {
        labels = new TreeSet<>();
        metrics.put(line.substring("# TYPE ".length()), labels);
      } else if (!line.startsWith("#") && line.contains("{")) {
        for (String pair : line.substring(line.indexOf('{') + 1, line.indexOf('}')).split(",")) {
          labels.add(pair.substring(0, pair.indexOf('=')));
        }
        labels.remove("le");
      }
    }
    return metrics;
  }

  private Set<String> events() {
    Set<String> events = new TreeSet<>();
    lines().forEach(line -> events.add(line.path("event").asText()));
    return events;
  }

  private List<JsonNode> lines() {
    List<JsonNode> parsed = new ArrayList<>();
    for (String line : log.lines()) {
      try {
        parsed.add(JSON.readTree(line));
      } catch (IOException e) {
        throw new UncheckedIOException(line, e);
      }
    }
    return parsed;
  }
}
