package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.decision.FailureTable;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Expired;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.NotificationState.Sending;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final MessageId SID = new MessageId("SM11111111111111111111111111111111");
  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void aJob() {
    api.status("job-1", ApiFixture.FIRST);
  }

  @Test
  void get_asStaff_showsAttemptsRoutesCodesAndTheirMeaning() {
    Histories.tried(
        api.store,
        "job-1",
        new Delivered(Histories.AT, "delivered", 2),
        Histories.text(
            1,
            "primary",
            new Refused(Histories.AT, Optional.of(21611), "full", FailureAction.NEXT)),
        Histories.text(2, "secondary", delivered()));
    Histories.edit(api.store, "job-1", history -> history.withStray(Histories.stray("job-1")));

    Answer answer = api.send(Call.get("/jobs/job-1/messages").asStaff());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    JsonNode view = answer.json();
    assertThat(view.at("/job/customer/phone").asText()).isEqualTo("+16195551234");
    assertThat(view.at("/job/timeline/0/by").asText()).isEqualTo("dana");
    assertThat(view.path("job").has("idempotency")).isFalse();
    assertThat(view.at("/notifications/0/state").asText()).isEqualTo("DELIVERED");
    assertThat(view.at("/notifications/0/attempts/0/route").asText()).isEqualTo("primary");
    assertThat(view.at("/notifications/0/attempts/0/meaning").asText())
        .isEqualTo(FailureTable.meaning(21611));
    assertThat(view.at("/messages/0/code").asInt()).isEqualTo(21611);
    assertThat(names(view.at("/messages/1")))
        .startsWith(
            "messageId",
            "jobId",
            "trailerVin",
            "recipientPhone",
            "body",
            "sentAt",
            "deliveredAt",
            "twilioStatus",
            "carrier");
    assertThat(view.path("messages")).hasSize(2);
    assertThat(view.at("/strays/0/messageId").asText()).isEqualTo("SM9");
    assertThat(view.at("/strays/0/meaning").asText()).isEqualTo(FailureTable.meaning(30003));
  }

  @Test
  void get_asStaffOfAJobKnownByAReceiptOnly_showsTheReceipt() {
    Histories.edit(api.store, "job-8", history -> history.withStray(Histories.stray("job-8")));

    Answer answer = api.send(Call.get("/jobs/job-8/messages").asStaff());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("job").isNull()).isTrue();
    assertThat(answer.json().at("/strays/0/messageId").asText()).isEqualTo("SM9");
    assertThat(api.send(tracking("job-8")).status()).isEqualTo(404);
  }

  @Test
  void get_asStaffOfAnUnknownJob_isNotFound() {
    for (String id : List.of("job-2", "no such id", "x".repeat(41))) {
      Answer answer = api.send(Call.get("/jobs/" + id.replace(" ", "%20") + "/messages").asStaff());

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.problem()).isEqualTo("unknown-job");
    }
  }

  @Test
  void get_jobIdWithoutCredentials_isUnauthenticated() {
    assertThat(api.send(Call.get("/jobs/job-1/messages")).status()).isEqualTo(401);
    assertThat(api.send(Call.get("/jobs/job-2/messages")).status()).isEqualTo(401);
  }

  @Test
  void get_withTrackingToken_showsTheTimelineAndNothingElse() {
    Histories.tried(
        api.store,
        "job-1",
        new Delivered(Histories.AT, "delivered", 1),
        Histories.text(1, "primary", delivered()));

    Answer answer = api.send(tracking("job-1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"job\":{\"jobId\":\"job-1\",\"status\":\"queued\",\"updatedAt\":\"2026-11-22T10:00:00Z\"},"
                + "\"statuses\":[{\"status\":\"queued\",\"at\":\"2026-11-22T10:00:00Z\"}],"
                + "\"messages\":[{\"about\":\"queued\",\"channel\":\"text\",\"state\":\"delivered\","
                + "\"carrier\":\"Verizon\",\"sentAt\":\"2026-11-22T10:00:10Z\","
                + "\"deliveredAt\":\"2026-11-22T10:00:12Z\"}]}");
  }

  static Stream<Arguments> states() {
    Pending pending = new Pending(Histories.AT, "next hop");
    Attempt refused =
        Histories.text(
            1, "primary", new Refused(Histories.AT, Optional.of(30034), "no", FailureAction.NEXT));
    return Stream.of(
        Arguments.of(pending, List.of(), "text sending"),
        Arguments.of(pending, List.of(refused), "text sending"),
        Arguments.of(
            new Sending(Histories.AT, "claimed", 2),
            List.of(refused, Histories.text(2, "secondary", new AttemptOutcome.Open())),
            "text sending"),
        Arguments.of(
            new NotificationState.AwaitingReceipt(Histories.AT, "taken", 1, Histories.AT),
            List.of(Histories.text(1, "primary", accepted(DeliveryStatus.QUEUED))),
            "text sending"),
        Arguments.of(
            new NotificationState.AwaitingReceipt(Histories.AT, "taken", 1, Histories.AT),
            List.of(Histories.text(1, "primary", accepted(DeliveryStatus.SENT))),
            "text sent"),
        Arguments.of(
            pending,
            List.of(Histories.text(1, "primary", accepted(DeliveryStatus.UNDELIVERED))),
            "text failed, text sending"),
        Arguments.of(
            new NotificationState.Emailed(Histories.AT, "by email", 2),
            List.of(refused, Histories.email(2, accepted(DeliveryStatus.ACCEPTED))),
            "email sent"),
        Arguments.of(new Exhausted(Histories.AT, "no way"), List.of(refused), "text failed"),
        Arguments.of(new Expired(Histories.AT, "too late"), List.of(), ""),
        Arguments.of(new NotificationState.Hold(Histories.AT, "restored"), List.of(), ""));
  }

  @ParameterizedTest
  @MethodSource("states")
  void get_withTrackingToken_saysHowEachMessageIsDoing(
      NotificationState state, List<Attempt> attempts, String expected) {
    Histories.tried(api.store, "job-1", state, attempts.toArray(new Attempt[0]));

    List<String> shown = new ArrayList<>();
    for (JsonNode message : api.send(tracking("job-1")).json().path("messages")) {
      shown.add(message.path("channel").asText() + " " + message.path("state").asText());
    }

    assertThat(String.join(", ", shown)).isEqualTo(expected);
  }

  @Test
  void get_withTrackingToken_isCachedBrieflyAndNotSentTwice() {
    Answer first = api.send(tracking("job-1"));

    Answer again = api.send(tracking("job-1").with("If-None-Match", first.header("ETag")));
    api.status("job-1", "{\"status\":\"dispatched\"}");
    Answer changed = api.send(tracking("job-1").with("If-None-Match", first.header("ETag")));

    assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=2");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(changed.status()).isEqualTo(200);
  }

  @Test
  void get_tokenThatOpensNothing_alwaysGetsTheSameAnswer() {
    String token = ApiFixture.token("job-1");
    Answer unknown = api.send(tracking("job-2"));

    for (String wrong :
        List.of(
            ".",
            "job-1.",
            token + "x",
            token.substring(0, token.length() - 2) + "AA",
            token.replace("job-1", "job-3"),
            "job-1.k9AAAAAAAAAAAAAAAA",
            "%00.%2e%ff")) {
      Answer answer = api.send(Call.get("/jobs/" + wrong + "/messages"));

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer).isEqualTo(unknown);
    }
    assertThat(unknown.problem()).isEqualTo("unknown-link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jobs/job-1/messages", "/maintenance"})
  void get_storeUnavailable_is503(String path) {
    api.store.failWith(() -> new Unavailable("down", null));

    assertThat(api.send(Call.get(path).asStaff()).status()).isEqualTo(503);
  }

  private static Call tracking(String jobId) {
    return Call.get("/jobs/" + ApiFixture.token(jobId) + "/messages");
  }

  private static Accepted accepted(DeliveryStatus status) {
    return new Accepted(SID, status, Histories.AT);
  }

  private static Accepted delivered() {
    return new Accepted(
        SID,
        DeliveryStatus.DELIVERED,
        Histories.AT,
        Optional.of(Histories.AT.plusSeconds(2)),
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
