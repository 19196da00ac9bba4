package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.StoreException.CommitUnknown;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the handlers do, no more and no less. */
class OpenApiTest {
  private static final String CHANGE = "POST /jobs/{jobId}/status";
  private static final String MESSAGES = "GET /jobs/{jobId}/messages";
  private static final String MAINTENANCE = "GET /maintenance";
  private static final String RESEND = "POST /jobs/{jobId}/notifications/{notificationId}/resend";
  private static final String CALLED = "POST /jobs/{jobId}/notifications/{notificationId}/called";
  private static final String SUPPRESSIONS = "GET /suppressions";
  private static final String LIFT = "DELETE /suppressions/{phone}";
  private static final String HEALTH = "GET /health-summary";
  private static final String SENDING = "GET /sending";
  private static final String SWITCH = "PUT /sending";

  /** What every route says, which the document's description says once for all. */
  private static final Set<String> EVERYWHERE = Set.of("no-such-path", "method-not-allowed");

  private final OpenApiDocument document = OpenApiDocument.read();

  /** One request and the operation it belongs to. */
  private record Example(String operation, Answer answer) {
    String reply() {
      String problem =
          answer.header("content-type").startsWith("application/problem")
              ? " " + answer.problem()
              : "";
      return operation + " " + answer.status() + problem;
    }
  }

  @Test
  void operations_areTheRoutersRoutes() {
    ApiFixture api = new ApiFixture();

    Set<String> routes =
        api.router().routes().stream()
            .map(route -> route.method() + " " + route.path().text())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(document.operations()).isEqualTo(routes);
  }

  @Test
  void replies_areThoseTheHandlersGive() {
    Set<String> given =
        examples().map(Example::reply).collect(Collectors.toCollection(TreeSet::new));

    assertThat(given).isEqualTo(document.replies());
  }

  @Test
  void replies_areOfTheirSchema() {
    examples()
        .forEach(
            example ->
                assertThat(document.violations(example.operation(), example.answer()))
                    .as("%s: %s", example.reply(), example.answer().text())
                    .isEmpty());
  }

  @Test
  void replies_haveTheirHeaders() {
    List<String> always = List.of("Retry-After", "WWW-Authenticate", "ETag");
    examples()
        .filter(example -> example.answer().status() != 200)
        .forEach(
            example ->
                always.stream()
                    .filter(h -> document.documents(example.operation(), example.answer(), h))
                    .forEach(h -> assertThat(example.answer().headers()).containsKey(h)));
  }

  @Test
  void problemTypes_areAllExplainedWithTheirStatus() {
    Map<String, Integer> known =
        Stream.of(ProblemType.values())
            .collect(Collectors.toMap(type -> type.uri().toString(), ProblemType::status));

    Map<String, Integer> explained =
        document.root().at("/info/x-problem-types").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().path("status").asInt()));

    assertThat(explained).isEqualTo(known);
    assertThat(document.replies().stream().map(reply -> reply.replaceAll(".* ", "")))
        .doesNotContainAnyElementsOf(EVERYWHERE);
  }

  private static Stream<Example> examples() {
    List<Example> examples = new ArrayList<>();
    ApiFixture api = new ApiFixture();
    change(api, examples);
    messages(api, examples);
    maintenance(api, examples);
    notifications(api, examples);
    health(api, examples);
    suppressions(api, examples);
    sending(api, examples);
    return examples.stream();
  }

  private static void change(ApiFixture api, List<Example> into) {
    Call first = Call.status("job-1", ApiFixture.FIRST);
    add(into, CHANGE, api.status("job-1", ApiFixture.FIRST));
    add(into, CHANGE, api.status("job-1", ApiFixture.FIRST));
    add(into, CHANGE, api.status("job-1", "{"));
    add(into, CHANGE, api.status("job-1", "{}"));
    add(into, CHANGE, api.status("job-2", "{\"status\":\"completed\"}"));
    add(into, CHANGE, api.status("job-1", "{\"status\":\"completed\"}"));
    add(into, CHANGE, api.status("job-1", " ".repeat(70_000)));
    add(into, CHANGE, api.send(first.with("Content-Type", "text/plain")));
    add(into, CHANGE, api.send(first.with("Idempotency-Key", "k")));
    add(into, CHANGE, api.send(first.with("Idempotency-Key", "k")));
    add(
        into,
        CHANGE,
        api.send(Call.status("job-1", "{\"status\":\"dispatched\"}").with("Idempotency-Key", "k")));
    credentials(api, into, CHANGE, first);
    failures(api, into, CHANGE, first, new CommitUnknown("", null));
  }

  private static void messages(ApiFixture api, List<Example> into) {
    Histories.tried(
        api.store,
        "job-1",
        new Pending(Histories.AT, "next hop"),
        Histories.text(
            1,
            "primary",
            new Refused(Histories.AT, Optional.of(21611), "full", FailureAction.NEXT)));
    Histories.edit(api.store, "job-8", history -> history.withStray(Histories.stray("job-8")));
    add(into, MESSAGES, api.send(Call.get("/jobs/job-8/messages").asStaff()));
    Call get = Call.get("/jobs/job-1/messages").asStaff();
    Call link = Call.get("/jobs/" + ApiFixture.token("job-1") + "/messages");
    Answer timeline = api.send(link);
    add(into, MESSAGES, api.send(get));
    add(into, MESSAGES, timeline);
    add(into, MESSAGES, api.send(link.with("If-None-Match", timeline.header("ETag"))));
    add(into, MESSAGES, api.send(Call.get("/jobs/job-1.x/messages")));
    add(into, MESSAGES, api.send(Call.get("/jobs/job-9/messages").asStaff()));
    credentials(api, into, MESSAGES, get);
    failures(api, into, MESSAGES, get);
  }

  private static void maintenance(ApiFixture api, List<Example> into) {
    Call get = Call.get("/maintenance").asStaff();
    Answer whole = api.send(get);
    add(into, MAINTENANCE, whole);
    add(into, MAINTENANCE, api.send(get.with("If-None-Match", whole.header("ETag"))));
    add(into, MAINTENANCE, api.send(get.query("page=x")));
    add(into, MAINTENANCE, api.send(get.query("page=7")));
    credentials(api, into, MAINTENANCE, get);
    failures(api, into, MAINTENANCE, get);
  }

  private static void notifications(ApiFixture api, List<Example> into) {
    String path = "/jobs/job-1/notifications/" + api.newest("job-1").id() + "/";
    Call resend = Call.post(path + "resend", "").asStaff().with("Idempotency-Key", "r");
    Call called = Call.post(path + "called", "").asStaff();
    add(into, RESEND, api.send(resend));
    add(into, CALLED, api.send(called));
    Histories.tried(api.store, "job-1", new Exhausted(Histories.AT, "nobody"));
    add(into, CALLED, api.send(called));
    add(into, CALLED, api.send(Call.post("/jobs/job-1/notifications/x/called", "").asStaff()));
    add(into, RESEND, api.send(Call.post("/jobs/job-1/notifications/x/resend", "").asStaff()));
    add(into, RESEND, api.send(resend.with("Idempotency-Key", "")));
    add(into, RESEND, api.send(resend));
    add(into, RESEND, api.send(resend));
    api.pass(Duration.ofSeconds(1));
    add(into, RESEND, api.send(Call.post(path + "resend", "").asStaff()));
    add(
        into,
        RESEND,
        api.send(Call.post(path + "resend", "{}").asStaff().with("Idempotency-Key", "r")));
    credentials(api, into, RESEND, resend);
    credentials(api, into, CALLED, called);
    failures(api, into, RESEND, resend, new CommitUnknown("", null));
    failures(api, into, CALLED, called, new CommitUnknown("", null));
  }

  private static void health(ApiFixture api, List<Example> into) {
    Call get = Call.get("/health-summary").asStaff();
    Answer summary = api.send(get);
    add(into, HEALTH, summary);
    add(into, HEALTH, api.send(get.with("If-None-Match", summary.header("ETag"))));
    credentials(api, into, HEALTH, get);
    failures(api, into, HEALTH, get);
  }

  private static void suppressions(ApiFixture api, List<Example> into) {
    PhoneNumber phone = new PhoneNumber("+16195551234");
    Call get = Call.get("/suppressions").asStaff();
    Call lift = Call.get("/suppressions/%2B16195551234").method("DELETE").asStaff();
    api.store.changeRecipient(phone, old -> old.optedOut(new OptOut(Histories.AT, "text SM1")));
    add(into, SUPPRESSIONS, api.send(get));
    add(into, SUPPRESSIONS, api.send(get.query("page=0")));
    add(into, SUPPRESSIONS, api.send(get.query("page=2")));
    add(into, LIFT, api.send(lift));
    api.pass(Duration.ofSeconds(1));
    add(into, LIFT, api.send(lift));
    add(into, LIFT, api.send(Call.get("/suppressions/619").method("DELETE").asStaff()));
    credentials(api, into, SUPPRESSIONS, get);
    credentials(api, into, LIFT, lift);
    failures(api, into, SUPPRESSIONS, get);
    failures(api, into, LIFT, lift, new CommitUnknown("", null));
  }

  private static void sending(ApiFixture api, List<Example> into) {
    Call get = Call.get("/sending").asStaff();
    Call put = Call.post("/sending", "{\"paused\":true,\"reason\":\"x\"}").method("PUT").asStaff();
    add(into, SENDING, api.send(get));
    add(into, SWITCH, api.send(put));
    add(into, SENDING, api.send(get));
    add(into, SWITCH, api.send(Call.post("/sending", "{").method("PUT").asStaff()));
    add(into, SWITCH, api.send(Call.post("/sending", "{}").method("PUT").asStaff()));
    add(into, SWITCH, api.send(Call.post("/sending", " ".repeat(70_000)).method("PUT").asStaff()));
    add(into, SWITCH, api.send(put.with("Content-Type", "text/plain")));
    credentials(api, into, SENDING, get);
    credentials(api, into, SWITCH, put);
    failures(api, into, SENDING, get);
    failures(api, into, SWITCH, put, new CommitUnknown("", null));
  }

  private static void credentials(ApiFixture api, List<Example> into, String operation, Call call) {
    add(into, operation, api.send(call.with("Authorization", "")));
    add(
        into,
        operation,
        api.send(call.with("Authorization", "Bearer " + ApiFixture.token("job-1"))));
  }

  private static void failures(
      ApiFixture api, List<Example> into, String operation, Call call, StoreException... more) {
    List<Supplier<StoreException>> failures = new ArrayList<>();
    failures.add(() -> new Unavailable("", null));
    failures.add(() -> new DocumentRefused("", null));
    failures.add(
        () -> {
          throw new IllegalStateException("for the test");
        });
    Stream.of(more).forEach(failure -> failures.add(() -> failure));
    for (Supplier<StoreException> failure : failures) {
      api.store.failWith(failure);
      add(into, operation, api.send(call));
    }
    api.store.recover();
  }

  private static void add(List<Example> into, String operation, Answer answer) {
    into.add(new Example(operation, answer));
  }
}
