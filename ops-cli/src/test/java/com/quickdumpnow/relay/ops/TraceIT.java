package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Collector;
import com.quickdumpnow.relay.ops.testing.Collector.Seen;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Eventually;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A notification's way through all programs, as a collector is told of it. */
final class TraceIT {
  private static final Collector COLLECTOR = new Collector();

  /** Twilio: it was not delivered, and nobody knows why. The next hop follows. */
  private static final int UNKNOWN_ERROR = 30008;

  private static LocalWorld world;
  private static Console console;

  @BeforeAll
  static void start() {
    world =
        LocalWorld.start(
            WorldSettings.forTests()
                // Slow enough that the worker is done with a text before its receipt comes.
                .withPace(Duration.ofSeconds(1))
                .with(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR.uri().toString())));
    console = Console.of(world);
  }

  @AfterAll
  static void stop() {
    world.close();
    COLLECTOR.close();
  }

  @Test
  void text_failedFirstAndThenDelivered_isOneTraceFromTheStatusCallToTheRecorder() {
    Customer customer = Customer.fresh();
    world
        .twilio()
        .script()
        .add(
            Rule.forTo(customer.phone())
                .from(Carriers.PRIMARY)
                .outcome(new Outcome.Failed(UNKNOWN_ERROR)));

    console.dispatch(customer);

    console.awaitState(customer, "DELIVERED");
    String nid = newestNid(customer);
    Eventually.holds(
        "the last receipt's span is there",
        () -> COLLECTOR.spansOf("nid", nid).stream().anyMatch(TraceIT::recordsTheDelivery));
    List<Seen> spans = COLLECTOR.spansOf("nid", nid);
    TraceContext own = TraceContext.of(new NotificationId(nid));
    assertThat(spans).extracting(Seen::traceId).containsOnly(own.traceId());
    Seen recorded = spans.stream().filter(TraceIT::recordsTheDelivery).findFirst().orElseThrow();
    assertThat(upwards(recorded))
        .containsExactly(
            // The second hop, by the other sender.
            "qdn-recorder CONSUMER process outcomes",
            "qdn-webhook PRODUCER send outcomes",
            "qdn-webhook SERVER POST /jobs/{jobId}/messages",
            "qdn-worker CLIENT send text",
            "qdn-worker CONSUMER process notifications",
            // What the first one's failed receipt led to.
            "qdn-recorder PRODUCER send notifications",
            "qdn-recorder CONSUMER process outcomes",
            "qdn-webhook PRODUCER send outcomes",
            "qdn-webhook SERVER POST /jobs/{jobId}/messages",
            "qdn-worker CLIENT send text",
            "qdn-worker CONSUMER process notifications",
            "qdn-api PRODUCER send notifications",
            "qdn-api SERVER POST /jobs/{jobId}/status");
    assertThat(root(recorded).spanId()).isEqualTo(own.spanId());
    assertThat(spans)
        .filteredOn(span -> span.name().equals("send text"))
        .extracting(
            span -> span.attributes().get("route"), span -> span.attributes().get("attempt"))
        .containsExactly(tuple("twilio-primary", "1"), tuple("twilio-secondary", "2"));
  }

  @Test
  void text_callerHasATraceOfItsOwn_goesOnWithThat() throws Exception {
    Customer customer = Customer.fresh();
    String callers = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    post(customer, callers);

    console.awaitState(customer, "DELIVERED");
    String nid = newestNid(customer);
    Eventually.holds(
        "the receipt's span is there",
        () -> COLLECTOR.spansOf("nid", nid).stream().anyMatch(TraceIT::recordsTheDelivery));
    assertThat(COLLECTOR.spansOf("nid", nid))
        .extracting(Seen::traceId)
        .containsOnly("0af7651916cd43dd8448eb211c80319c");
    assertThat(COLLECTOR.spansOf("nid", nid))
        .filteredOn(span -> span.program().equals("qdn-api") && span.kind().equals("SERVER"))
        .extracting(Seen::parentId)
        .containsExactly("b7ad6b7169203331");
  }

  /** A repeated call, one that is refused, and one that changes nothing make no notification. */
  @Test
  void callsThatMovedNothing_nameNoNotification() throws Exception {
    Customer customer = Customer.fresh();
    String body =
        "{\"status\":\"dispatched\",\"customer\":{\"name\":\"Ana\",\"phone\":\"%s\"}}"
            .formatted(customer.phone());
    String calls = "/jobs/" + customer.job() + "/status";
    post(calls, body, Map.of("Idempotency-Key", "once-" + customer.job()), 202);
    post(calls, body, Map.of("Idempotency-Key", "once-" + customer.job()), 202);
    post(calls, "{\"status\":\"queued\"}", Map.of(), 409);
    console.awaitState(customer, "DELIVERED");
    String nid = newestNid(customer);
    String resends = "/jobs/" + customer.job() + "/notifications/" + nid + "/resend";
    Map<String, String> again = Map.of("Idempotency-Key", "again-" + customer.job());
    post(resends, "", again, 202);
    post(resends, "", again, 202);

    Eventually.holds("five calls are traced", () -> calls(customer).size() == 5);

    assertThat(calls(customer))
        .extracting(span -> Optional.ofNullable(span.attributes().get("nid")))
        .containsExactlyInAnyOrder(
            Optional.of(nid),
            Optional.of(newestNid(customer)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  private static List<Seen> calls(Customer customer) {
    return COLLECTOR.spansOf("jobId", customer.job()).stream()
        .filter(span -> span.program().equals("qdn-api") && span.kind().equals("SERVER"))
        .toList();
  }

  @Test
  void email_followsInTheSameTrace() {
    Customer customer = new Customer("traced-email", "", "success@simulator.amazonses.com");
    console.change(
        customer.job(),
        "{\"status\":\"dispatched\",\"customer\":{\"name\":\"Ana\",\"email\":\"%s\"}}"
            .formatted(customer.email()));

    console.awaitState(customer, "EMAILED");

    String nid = newestNid(customer);
    Eventually.holds(
        "the spans of the email and of its event are there",
        () ->
            COLLECTOR.spansOf("nid", nid).stream()
                .map(Seen::name)
                .toList()
                .containsAll(List.of("send email", "process outcomes")));
    assertThat(COLLECTOR.spansOf("nid", nid))
        .extracting(Seen::traceId)
        .containsOnly(TraceContext.of(new NotificationId(nid)).traceId());
  }

  /** No phone number, text, address or link is in any span. */
  @Test
  void spans_holdNoPersonalData() {
    Customer customer = Customer.fresh();
    console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    String nid = newestNid(customer);
    Eventually.holds(
        "the text's span is there",
        () ->
            COLLECTOR.spansOf("nid", nid).stream()
                .anyMatch(span -> span.name().equals("send text")));

    assertThat(COLLECTOR.spans().toString())
        .doesNotContain(customer.phone().substring(2), customer.email(), "Bay St", "Ana")
        .doesNotContain(world.staffToken().reveal());
  }

  private static boolean recordsTheDelivery(Seen span) {
    return span.name().equals("process outcomes") && span.isOf("outcome", "delivered");
  }

  private static List<String> upwards(Seen from) {
    return ancestors(from)
        .map(each -> each.program() + " " + each.kind() + " " + each.name())
        .toList();
  }

  private static Seen root(Seen from) {
    return ancestors(from).toList().getLast();
  }

  private static Stream<Seen> ancestors(Seen from) {
    return Stream.iterate(
        from, span -> span != null, span -> COLLECTOR.span(span.parentId()).orElse(null));
  }

  private static String newestNid(Customer customer) {
    var notifications = console.history(customer.job()).path("notifications");
    return notifications.path(notifications.size() - 1).path("notificationId").asText();
  }

  private static void post(Customer customer, String traceparent) throws Exception {
    post(
        "/jobs/" + customer.job() + "/status",
        "{\"status\":\"dispatched\",\"customer\":{\"name\":\"Ana\",\"phone\":\"%s\"}}"
            .formatted(customer.phone()),
        Map.of("traceparent", traceparent),
        202);
  }

  private static void post(String path, String body, Map<String, String> headers, int expected)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(world.uri().resolve(path))
            .header("Authorization", "Bearer " + world.staffToken().reveal())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
    }
  }
}
