package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Open;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Attempts are all claimed at {@link Histories#AT}, some seconds into their hour. */
class HealthSummaryTest {
  private static final Call GET = Call.get("/health-summary").asStaff();
  private static final int THIS_HOUR = 23;

  private final ApiFixture api = new ApiFixture();

  @Test
  void summary_ofNothing_isADayOfEmptyHours() {
    JsonNode summary = summary();

    assertThat(summary.path("hours").size()).isEqualTo(24);
    assertThat(summary.at("/hours/0/routes").size()).isZero();
    assertThat(summary.path("routes").size()).isZero();
    assertThat(summary.at("/timeToDelivery/p50Seconds").isNull()).isTrue();
    assertThat(summary.at("/queue/waiting").asInt()).isZero();
    assertThat(summary.at("/queue/oldestSince").isNull()).isTrue();
  }

  @Test
  void summary_countsWhatBecameOfEachRoutesMessages() {
    delivered();
    emailedAfterARefusal();

    JsonNode summary = summary();

    assertThat(tally(summary.path("routes"), "primary")).isEqualTo("1 0 1 0");
    assertThat(tally(summary.path("routes"), "email")).isEqualTo("0 1 0 0");
    assertThat(summary.at("/hours/" + THIS_HOUR + "/routes")).isEqualTo(summary.path("routes"));
    assertThat(summary.at("/rejections/0/code").asInt()).isEqualTo(30006);
    assertThat(summary.at("/rejections/0/count").asInt()).isEqualTo(1);
    assertThat(summary.at("/rejections/0/meaning").asText()).contains("landline");
  }

  @Test
  void summary_timeToDelivery_isFromTheStatusChangeToTheReceipt() {
    delivered();

    JsonNode waits = summary().path("timeToDelivery");

    Duration wait = Duration.between(api.newest("job-1").createdAt(), Histories.AT.plusSeconds(20));
    assertThat(waits.path("count").asInt()).isEqualTo(1);
    assertThat(waits.path("p50Seconds").asLong()).isEqualTo(wait.toSeconds());
    assertThat(waits.path("p90Seconds").asLong()).isEqualTo(wait.toSeconds());
    int counted = 0;
    for (JsonNode bucket : waits.path("buckets")) {
      counted += bucket.path("count").asInt();
    }
    assertThat(counted).isEqualTo(1);
  }

  @Test
  void summary_whatNoCarrierHas_isTheQueue() {
    api.status("job-1", ApiFixture.FIRST);
    Instant since = api.newest("job-1").createdAt();
    api.pass(Duration.ofMinutes(3));
    api.status("job-2", ApiFixture.FIRST);

    JsonNode queue = summary().path("queue");

    assertThat(queue.path("waiting").asInt()).isEqualTo(2);
    assertThat(queue.path("oldestSince").asText()).isEqualTo(since.toString());
  }

  @Test
  void summary_reachedNobody_isToCallUntilSomebodyDid() {
    api.status("job-1", ApiFixture.FIRST);
    Histories.tried(api.store, "job-1", new Exhausted(Histories.AT, "nobody"));
    int before = summary().path("toCall").asInt();

    api.send(
        Call.post("/jobs/job-1/notifications/" + api.newest("job-1").id() + "/called", "")
            .asStaff());

    assertThat(before).isEqualTo(1);
    assertThat(summary().path("toCall").asInt()).isZero();
  }

  @Test
  void summary_claimedButNotPosted_isNoMessageYet() {
    api.status("job-1", ApiFixture.FIRST);
    Histories.tried(
        api.store,
        "job-1",
        new Delivered(Histories.AT, "x", 1),
        Histories.text(1, "primary", new Open()));

    assertThat(tally(summary().path("routes"), "primary")).isEqualTo("0 0 0 0");
  }

  @Test
  void summary_olderThanADay_isNotCounted() {
    delivered();
    api.pass(Duration.ofHours(25));

    JsonNode summary = summary();

    assertThat(summary.path("routes").size()).isZero();
    assertThat(summary.at("/timeToDelivery/count").asInt()).isZero();
  }

  @Test
  void summary_tagHoldsWhileTheNumbersDo() {
    delivered();
    api.pass(Duration.ofSeconds(1));
    String tag = api.send(GET).header("ETag");

    assertThat(api.send(GET.with("If-None-Match", tag)).status()).isEqualTo(304);

    emailedAfterARefusal();
    assertThat(api.send(GET.with("If-None-Match", tag)).status()).isEqualTo(200);
  }

  private JsonNode summary() {
    return api.send(GET).json();
  }

  private static String tally(JsonNode routes, String name) {
    for (JsonNode route : routes) {
      if (route.path("route").asText().equals(name)) {
        return "%d %d %d %d"
            .formatted(
                route.path("delivered").asInt(),
                route.path("emailed").asInt(),
                route.path("failed").asInt(),
                route.path("unconfirmed").asInt());
      }
    }
    return "no such route";
  }

  private void delivered() {
    api.status("job-1", ApiFixture.FIRST);
    Histories.tried(
        api.store,
        "job-1",
        new Delivered(Histories.AT, "the carrier says so", 1),
        Histories.text(
            1,
            "primary",
            new Accepted(
                new MessageId("SM1"),
                DeliveryStatus.DELIVERED,
                Histories.AT,
                Optional.of(Histories.AT.plusSeconds(20)),
                Optional.empty(),
                Optional.empty())));
  }

  private void emailedAfterARefusal() {
    api.status("job-2", ApiFixture.FIRST);
    Histories.tried(
        api.store,
        "job-2",
        new Emailed(Histories.AT, "SES took it", 2),
        Histories.text(
            1,
            "primary",
            new Refused(Histories.AT, Optional.of(30006), "landline", FailureAction.EMAIL)),
        Histories.email(
            2, new Accepted(new MessageId("SES1"), DeliveryStatus.ACCEPTED, Histories.AT)));
  }
}
