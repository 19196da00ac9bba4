package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.TimeZoneName;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.StoreException.CommitUnknown;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import com.quickdumpnow.relay.text.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusChangeTest {
  private final ApiFixture api = new ApiFixture();

  @Test
  void post_firstStatus_keepsJobAndNotificationAndEnqueuesItsTrigger() {
    Instant now = api.clock.instant();

    Answer answer = api.status("job-1", ApiFixture.FIRST);

    assertThat(answer.status()).isEqualTo(202);
    Job job = api.history("job-1").job().orElseThrow();
    assertThat(job.timeline()).containsExactly(new StatusChange(JobStatus.QUEUED, now, "dana"));
    assertThat(job.customer().phone()).contains(new PhoneNumber("+16195551234"));
    assertThat(job.load().tons().orElseThrow()).isEqualByComparingTo("12.5");
    assertThat(job.dispatchId()).contains("D-7");
    Notification notification = api.history("job-1").newest().orElseThrow();
    assertThat(notification.about()).isEqualTo(JobStatus.QUEUED);
    assertThat(notification.sequence()).isEqualTo(1);
    assertThat(notification.generation()).isEqualTo(1);
    assertThat(notification.state()).isInstanceOf(Pending.class);
    assertThat(notification.expiresAt())
        .contains(now.plus(Freshness.expiresAfter(JobStatus.QUEUED)));
    assertThat(notification.segments()).isEqualTo(1);
    assertThat(notification.text()).contains(notification.link());
    assertThat(api.triggers.sent()).containsExactly(Trigger.of(notification));
    assertThat(answer.json().path("notificationId").asText()).isEqualTo(notification.id().value());
    assertThat(answer.json().path("status").asText()).isEqualTo("queued");
    assertThat(answer.json().path("trackingUrl").asText())
        .isEqualTo("quickdumpnow.com/track?j=" + ApiFixture.token("job-1"))
        .isEqualTo(notification.link());
  }

  @Test
  void post_phoneThatWasNeverTold_saysHowToStop() {
    api.status("job-1", ApiFixture.FIRST);

    assertThat(api.history("job-1").newest().orElseThrow().text()).contains("Reply STOP");
  }

  @Test
  void post_customerWithALanguage_isToldInItAndItIsKept() {
    api.status("job-1", inLanguage("es", "America/Denver"));

    Customer customer = api.history("job-1").job().orElseThrow().customer();
    assertThat(customer.language()).contains(new Language("es"));
    assertThat(customer.timeZone()).contains(new TimeZoneName("America/Denver"));
    Notification notification = api.history("job-1").newest().orElseThrow();
    assertThat(notification.text())
        .startsWith("QuickDumpNow: Ana, su carga queda reservada. Ver: ")
        .endsWith(" Baja: responda STOP");
    assertThat(notification.segments()).isEqualTo(1);
    api.status("job-1", "{\"status\":\"dispatched\"}");
    assertThat(api.history("job-1").newest().orElseThrow().text()).contains("va en camino");
  }

  @Test
  void post_languageWithoutTemplatesAndUnknownZone_areRefusedWithWhatThereIs() {
    Answer answer = api.status("job-1", inLanguage("fr", "Mars/Olympus"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().toString())
        .contains("/customer/language", "use one of en, es")
        .contains("/customer/timeZone", "use a time zone's name such as America/Los_Angeles");
    assertThat(api.history("job-1").job()).isEmpty();
  }

  private static String inLanguage(String language, String zone) {
    return """
    {"status":"queued","customer":{"name":"Ana","phone":"+16195551234","language":"%s","timeZone":"%s"}}
    """
        .formatted(language, zone);
  }

  @Test
  void post_phoneThatWasTold_doesNotSayHowToStopAgain() {
    api.store.changeRecipient(
        new PhoneNumber("+16195551234"), recipient -> recipient.toldHowToStop(api.clock.instant()));

    api.status("job-1", ApiFixture.FIRST);

    assertThat(api.history("job-1").newest().orElseThrow().text()).doesNotContain("STOP");
  }

  @Test
  void post_nextStatus_addsToTheTimelineWithANotificationOfItsOwn() {
    api.status("job-1", ApiFixture.FIRST);

    Answer answer = api.status("job-1", "{\"status\":\"dispatched\"}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(api.history("job-1").job().orElseThrow().status()).isEqualTo(JobStatus.DISPATCHED);
    assertThat(api.history("job-1").notifications())
        .extracting(Notification::sequence)
        .containsExactly(1, 2);
    assertThat(api.triggers.sent()).hasSize(2);
  }

  @Test
  void post_sameStatus_answersTheFirstNotificationAndSendsNoSecondText() {
    Answer first = api.status("job-1", ApiFixture.FIRST);
    long revision = api.store.document().revision();

    Answer again = api.status("job-1", ApiFixture.FIRST);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(api.history("job-1").notifications()).hasSize(1);
    assertThat(api.triggers.sent()).hasSize(1);
    assertThat(api.store.document().revision()).isEqualTo(revision);
  }

  @Test
  void post_sameStatusWithAmendments_amendsWhatIsGivenAndKeepsTheRest() {
    api.status("job-1", ApiFixture.FIRST);

    Answer answer =
        api.status(
            "job-1",
            """
            {"status":"queued","customer":{"phone":"+16195559999"},
             "load":{"tons":3},"trailerVin":"T2"}\
            """);

    assertThat(answer.status()).isEqualTo(200);
    Job job = api.history("job-1").job().orElseThrow();
    Customer customer = job.customer();
    assertThat(customer.name()).isEqualTo("Ana Ruiz");
    assertThat(customer.phone()).contains(new PhoneNumber("+16195559999"));
    assertThat(customer.email()).isPresent();
    assertThat(job.load().tons().orElseThrow()).isEqualByComparingTo("3");
    assertThat(job.load().material()).contains("gravel");
    assertThat(job.trailerVin()).contains(new Vin("T2"));
    assertThat(api.triggers.sent()).hasSize(1);
  }

  @Test
  void post_emailOnly_isEnough() {
    Answer answer =
        api.status(
            "job-1",
            "{\"status\":\"dispatched\",\"customer\":{\"name\":\"A\",\"email\":\"a@example.com\"}}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(api.history("job-1").newest().orElseThrow().text()).doesNotContain("STOP");
  }

  @Test
  void post_bodyInBase64_isRead() {
    Answer answer = api.send(Call.status("job-1", ApiFixture.FIRST).event(true));

    assertThat(answer.status()).isEqualTo(202);
  }

  @Test
  void post_illegalMove_namesTheCurrentStateAndWhatMayFollow() {
    api.status("job-1", ApiFixture.FIRST);
    api.status("job-1", "{\"status\":\"dispatched\"}");

    Answer answer =
        api.status("job-1", "{\"status\":\"queued\",\"customer\":{\"name\":\"Other\"}}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("illegal-move");
    assertThat(answer.json().path("currentStatus").asText()).isEqualTo("dispatched");
    assertThat(answer.json().path("allowed").toString()).isEqualTo("[\"completed\",\"cancelled\"]");
    assertThat(answer.json().path("detail").asText()).contains("dispatched").contains("completed");
    assertThat(api.history("job-1").job().orElseThrow().customer().name()).isEqualTo("Ana Ruiz");
  }

  @Test
  void post_clockBehindTheLastChange_keepsTheTimelineInOrder() {
    api.status("job-1", ApiFixture.FIRST);
    api.pass(Duration.ofHours(-1));

    api.status("job-1", "{\"status\":\"dispatched\"}");

    assertThat(api.history("job-1").job().orElseThrow().timeline())
        .extracting(StatusChange::at)
        .isSorted();
  }

  @Test
  void post_queueDown_isAcceptedAndLeftToTheSweeper() {
    api.triggers.goDown();

    Answer answer = api.status("job-1", ApiFixture.FIRST);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(api.history("job-1").newest().orElseThrow().state()).isInstanceOf(Pending.class);
    assertThat(api.triggers.sent()).isEmpty();
  }

  @Test
  void post_storeFails_answers503OfItsOwnKindAndSafeToRepeat() {
    Map.of(
            "store-unavailable", new Unavailable("a secret", null),
            "commit-unknown", new CommitUnknown("a secret", null),
            "document-refused", new DocumentRefused("a secret", null))
        .forEach(
            (problem, failure) -> {
              api.store.failWith(() -> failure);

              Answer answer = api.status("job-1", ApiFixture.FIRST);

              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.problem()).isEqualTo(problem);
              assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
              assertThat(answer.text()).doesNotContain("secret");
              assertThat(api.triggers.sent()).isEmpty();
            });
    api.store.recover();
    assertThat(api.status("job-1", ApiFixture.FIRST).status()).isEqualTo(202);
  }

  @Test
  void post_unexpectedFailure_answers500WithoutItsText() {
    api.store.failWith(
        () -> {
          throw new IllegalStateException("a secret");
        });

    Answer answer = api.status("job-1", ApiFixture.FIRST);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.problem()).isEqualTo("internal");
    assertThat(answer.text()).doesNotContain("secret").contains(FakeContext.REQUEST_ID);
  }

  @Test
  void post_trailer_followsItsJobAndIsFreedAtTheEnd() {
    api.status("job-1", ApiFixture.FIRST);
    assertThat(assignedTo("T1-GPS")).contains(new JobId("job-1"));

    api.status("job-1", "{\"status\":\"dispatched\",\"trailerVin\":\"T2\"}");
    assertThat(assignedTo("T1-GPS")).isEmpty();
    assertThat(assignedTo("T2")).contains(new JobId("job-1"));

    api.status("job-1", "{\"status\":\"completed\"}");
    assertThat(assignedTo("T2")).isEmpty();
    assertThat(api.history("job-1").job().orElseThrow().trailerVin()).contains(new Vin("T2"));
  }

  @Test
  void post_trailerThatWentToAnotherJob_staysThere() {
    api.status("job-1", ApiFixture.FIRST);
    api.status("job-2", ApiFixture.FIRST);

    api.status("job-1", "{\"status\":\"dispatched\"}");
    api.status("job-1", "{\"status\":\"completed\"}");

    assertThat(assignedTo("T1-GPS")).contains(new JobId("job-2"));
  }

  private Optional<JobId> assignedTo(String vin) {
    return Optional.ofNullable(api.store.document().trailers().get(new Vin(vin)))
        .flatMap(trailer -> trailer.assignedJob());
  }
}
