package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.Recipient.Suppression;
import com.quickdumpnow.relay.model.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff do about people: send again, call them, lift what keeps texts from them, pause. */
class StaffActionsTest {
  private static final PhoneNumber PHONE = new PhoneNumber("+16195551234");
  private final ApiFixture api = new ApiFixture();

  @Test
  void resend_ofAnEndedOne_isANewNotificationOfTheSameText() {
    Notification old = exhausted();

    Answer answer = api.send(action(old, "resend"));

    Notification again = api.newest("job-1");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("notificationId").asText()).isEqualTo(again.id().value());
    assertThat(again.id()).isNotEqualTo(old.id());
    assertThat(again.text()).isEqualTo(old.text());
    assertThat(again.about()).isEqualTo(old.about());
    assertThat(again.sequence()).isEqualTo(old.sequence() + 1);
    assertThat(again.state()).isInstanceOf(Pending.class);
    assertThat(again.state().reason()).contains("dana", old.id().value());
    assertThat(again.expiresAt().orElseThrow()).isAfter(old.expiresAt().orElseThrow());
    assertThat(api.triggers.sent().getLast()).isEqualTo(Trigger.of(again));
  }

  @Test
  void resend_sameKeyAgain_answersTheSameAndSendsOnce() {
    Call resend = action(exhausted(), "resend").with("Idempotency-Key", "k");
    Answer first = api.send(resend);
    api.pass(Duration.ofSeconds(1));

    Answer again = api.send(resend);

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(api.history("job-1").notifications()).hasSize(2);
  }

  @Test
  void resend_whileOneIsOnItsWay_isRefused() {
    Notification old = exhausted();
    api.send(action(old, "resend"));

    Answer answer = api.send(action(old, "resend"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("still-on-its-way");
    assertThat(api.history("job-1").notifications()).hasSize(2);
  }

  @Test
  void resend_queueDown_isKeptForTheSweeper() {
    Notification old = exhausted();
    api.triggers.goDown();

    assertThat(api.send(action(old, "resend")).status()).isEqualTo(202);
    assertThat(api.newest("job-1").id()).isNotEqualTo(old.id());
  }

  @Test
  void called_onAnExhaustedOne_saysWhoAndWhenInTheHistory() {
    Notification old = exhausted();

    Answer answer = api.send(action(old, "called"));
    api.pass(Duration.ofMinutes(5));
    Answer again = api.send(action(old, "called"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("calledBy").asText()).isEqualTo("dana");
    assertThat(again.json()).isEqualTo(answer.json());
    JsonNode shown =
        api.send(Call.get("/jobs/job-1/messages").asStaff()).json().path("notifications").path(0);
    assertThat(shown.path("state").asText()).isEqualTo("EXHAUSTED");
    assertThat(shown.path("calledBy").asText()).isEqualTo("dana");
    assertThat(shown.path("calledAt")).isEqualTo(answer.json().path("calledAt"));
  }

  @Test
  void called_onOneThatMayStillArrive_isRefused() {
    api.status("job-1", ApiFixture.FIRST);

    assertThat(api.send(action(api.newest("job-1"), "called")).problem())
        .isEqualTo("not-exhausted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/jobs/job-9/notifications/n_aaaaaaaaaaaaaaaa/",
        "/jobs/job-1/notifications/n_aaaaaaaaaaaaaaaa/",
        "/jobs/job-1/notifications/x/",
        "/jobs/a.b/notifications/n_aaaaaaaaaaaaaaaa/"
      })
  void actions_onAnUnknownNotification_areRefusedAndKeepNothing(String path) {
    api.status("job-1", ApiFixture.FIRST);
    var before = api.store.document();

    for (String action : new String[] {"resend", "called"}) {
      Answer answer = api.send(Call.post(path + action, "").asStaff());
      assertThat(answer.problem()).isEqualTo("unknown-notification");
    }
    assertThat(api.store.document()).isEqualTo(before);
  }

  @Test
  void suppressions_listBothKindsNewestFirst() {
    suppressBoth();

    JsonNode list = api.send(Call.get("/suppressions").asStaff()).json().path("suppressions");

    assertThat(list.size()).isEqualTo(2);
    assertThat(list.path(0).path("kind").asText()).isEqualTo("failures");
    assertThat(list.path(0).path("until").asText()).isNotEmpty();
    assertThat(list.path(1).path("kind").asText()).isEqualTo("opt-out");
    assertThat(list.path(1).path("phone").asText()).isEqualTo(PHONE.value());
    assertThat(list.path(1).path("source").asText()).isEqualTo("text SM1");
    assertThat(list.path(1).path("until").isNull()).isTrue();
  }

  @Test
  void suppressions_pastTheirCoolDown_areNotListed() {
    suppressBoth();
    api.pass(Duration.ofDays(15));

    JsonNode list = api.send(Call.get("/suppressions").asStaff()).json().path("suppressions");

    assertThat(list.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/suppressions/%2B16195551234", "/suppressions/+16195551234"})
  void lift_liftsBothAndKeepsWhoDidIt(String path) {
    suppressBoth();

    Answer answer = api.send(Call.get(path).method("DELETE").asStaff());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("lifted").size()).isEqualTo(2);
    assertThat(answer.json().path("note").asText()).contains("Twilio", "21610", "START");
    var kept = api.store.document().recipient(PHONE);
    assertThat(kept.isOptedOut()).isFalse();
    assertThat(kept.suppression()).isEmpty();
    assertThat(kept.lifts()).hasSize(2).allMatch(lift -> lift.by().equals("dana"));
    api.pass(Duration.ofSeconds(1));
    assertThat(api.send(Call.get(path).method("DELETE").asStaff()).problem())
        .isEqualTo("not-suppressed");
  }

  @Test
  void sending_pausedAndResumed_saysSinceWhenByWhomAndWhy() {
    assertThat(api.send(Call.get("/sending").asStaff()).json().path("paused").asBoolean())
        .isFalse();

    Answer paused = put("{\"paused\":true,\"reason\":\"wrong texts\"}");
    api.pass(Duration.ofMinutes(1));
    Answer again = put("{\"paused\":true,\"reason\":\"wrong texts\"}");

    assertThat(paused.json().path("paused").asBoolean()).isTrue();
    assertThat(paused.json().path("by").asText()).isEqualTo("dana");
    assertThat(paused.json().path("reason").asText()).isEqualTo("wrong texts");
    assertThat(again.json()).isEqualTo(paused.json());
    assertThat(api.store.document().settings().isPaused()).isTrue();
    assertThat(put("{\"paused\":false}").json().path("paused").asBoolean()).isFalse();
    assertThat(api.store.document().settings().sending().map(SendingSwitch::by)).contains("dana");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"paused\":\"true\"}",
        "{\"paused\":true}",
        "{\"paused\":true,\"reason\":\" \"}",
        "{\"paused\":true,\"reason\":7}",
        "{\"paused\":true,\"reason\":\"a\\u0007b\"}",
        "{\"paused\":false,\"until\":\"tomorrow\"}"
      })
  void sending_malformed_isRefusedAndKeepsNothing(String body) {
    assertThat(put(body).problem()).isEqualTo("invalid-request");
    assertThat(api.store.document().settings().sending()).isEmpty();
  }

  private Answer put(String body) {
    return api.send(Call.post("/sending", body).method("PUT").asStaff());
  }

  private void suppressBoth() {
    var now = api.clock.instant();
    api.store.changeRecipient(
        PHONE,
        old ->
            old.optedOut(new OptOut(now.minusSeconds(60), "text SM1"))
                .suppressed(new Suppression(now, now.plus(Duration.ofDays(14)), "landline")));
  }

  private Notification exhausted() {
    api.status("job-1", ApiFixture.FIRST);
    Histories.tried(api.store, "job-1", new Exhausted(Histories.AT, "nobody"));
    api.pass(Duration.ofMinutes(1));
    return api.newest("job-1");
  }

  private static Call action(Notification notification, String action) {
    return Call.post("/jobs/job-1/notifications/" + notification.id() + "/" + action, "").asStaff();
  }
}
