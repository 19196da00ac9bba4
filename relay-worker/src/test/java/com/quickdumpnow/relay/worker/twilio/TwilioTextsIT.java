package com.quickdumpnow.relay.worker.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.localcloud.twilio.Fault;
import com.quickdumpnow.relay.localcloud.twilio.LocalTwilio;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSettings;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.worker.relay.TextCarrier.Text;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a whole Twilio, with its magic numbers and its list. */
final class TwilioTextsIT {
  private static final String ACCOUNT = "AC" + "a".repeat(32);
  private static final String GOOD_FROM = "+15005550006";
  private static final String GOOD_TO = "+16195551234";
  private static final String BODY = "QDN: your load is en route.";

  private LocalTwilio twilio;
  private TwilioTexts texts;

  @BeforeEach
  void startTwilio() {
    twilio = LocalTwilio.start(TwilioSettings.of(ACCOUNT, "token"));
    texts = texts("token");
  }

  @AfterEach
  void stopTwilio() {
    twilio.close();
  }

  private TwilioTexts texts(String token) {
    return new TwilioTexts(
        Map.of(ACCOUNT, Secret.of(token)),
        twilio.uri(),
        URI.create("http://127.0.0.1:9"),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2));
  }

  private static Route route(String from) {
    return new Route(
        new RouteName("primary"),
        ACCOUNT,
        from,
        SenderKind.LONG_CODE,
        "Twilio",
        1,
        Duration.ofMinutes(5));
  }

  private SendOutcome post(String from, String to) {
    return texts.post(
        new Text(
            route(from),
            new PhoneNumber(to),
            BODY,
            new JobId("job-1"),
            new NotificationId("n_aaaaaaaaaaaaaaaa"),
            1,
            Duration.ofSeconds(270)));
  }

  private List<Trace> list() {
    return texts.list(
        route(GOOD_FROM), new PhoneNumber(GOOD_TO), BODY, Instant.now().minusSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({
    "+15005550001, +16195551234, 21212",
    "+15005550007, +16195551234, 21606",
    "+15005550008, +16195551234, 21611",
    "+15005550006, +15005550001, 21211",
    "+15005550006, +15005550002, 21612",
    "+15005550006, +15005550003, 21408",
    "+15005550006, +15005550004, 21610",
    "+15005550006, +15005550009, 21614",
  })
  void post_magicNumber_refusedWithItsCode(String from, String to, int code) {
    assertThat(post(from, to)).isEqualTo(new SendOutcome.Refused(400, Optional.of(code)));
  }

  @Test
  void post_goodNumbers_acceptedFetchedAndListed() {
    SendOutcome outcome = post(GOOD_FROM, GOOD_TO);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SendOutcome.Accepted.class,
            accepted -> {
              assertThat(texts.fetch(route(GOOD_FROM), accepted.messageId())).isPresent();
              assertThat(list()).extracting(Trace::messageId).containsExactly(accepted.messageId());
            });
  }

  @Test
  void fetch_unknownMessage_empty() {
    MessageId unknown = new MessageId("SM" + "0".repeat(32));

    assertThat(texts.fetch(route(GOOD_FROM), unknown)).isEmpty();
  }

  @Test
  void post_wrongToken_refusedAsTheAccountsTrouble() {
    texts = texts("wrong");

    assertThat(post(GOOD_FROM, GOOD_TO))
        .isEqualTo(new SendOutcome.Refused(401, Optional.of(20003)));
  }

  @Test
  void post_throttled_saysSoAndSendsNothing() {
    twilio.script().add(Rule.forNext(1).answer(new Fault.Throttle()));

    assertThat(post(GOOD_FROM, GOOD_TO)).isInstanceOf(SendOutcome.Throttled.class);
    assertThat(twilio.messages()).isEmpty();
  }

  @Test
  void post_acceptedThenDropped_ambiguousAndFoundInTheList() {
    twilio.script().add(Rule.forNext(1).answer(new Fault.AcceptThenDrop()));

    assertThat(post(GOOD_FROM, GOOD_TO)).isInstanceOf(SendOutcome.Ambiguous.class);

    assertThat(twilio.messages()).hasSize(1);
    assertThat(list()).hasSize(1);
  }

  @Test
  void post_serverErrorThoughAccepted_oneMessageOnly() {
    twilio.script().add(Rule.forNext(1).answer(new Fault.ServerError(503, true, true)));

    assertThat(post(GOOD_FROM, GOOD_TO)).isInstanceOf(SendOutcome.Ambiguous.class);

    assertThat(twilio.messages()).hasSize(1);
  }
}
