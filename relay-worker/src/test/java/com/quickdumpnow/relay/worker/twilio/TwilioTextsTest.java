package com.quickdumpnow.relay.worker.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.trace.Traces;
import com.quickdumpnow.relay.worker.relay.CarrierUnavailableException;
import com.quickdumpnow.relay.worker.relay.TextCarrier;
import com.quickdumpnow.relay.worker.relay.TextCarrier.Text;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TwilioTextsTest {
  private static final String ACCOUNT = "AC" + "a".repeat(32);
  private static final String SID = "SM" + "1".repeat(32);
  private static final String JSON = "application/json";
  private static final String ACCEPTED = "{\"sid\":\"" + SID + "\",\"status\":\"queued\"}";
  private static final Route ROUTE =
      new Route(
          new RouteName("primary"),
          ACCOUNT,
          "+16195550100",
          SenderKind.LONG_CODE,
          "Twilio",
          1,
          Duration.ofMinutes(5));
  private static final Route SERVICE =
      new Route(
          new RouteName("pool"),
          ACCOUNT,
          "MG" + "b".repeat(32),
          SenderKind.MESSAGING_SERVICE,
          "Twilio",
          1,
          Duration.ofMinutes(5));

  private static TwilioTexts texts(URI twilio) {
    return new TwilioTexts(
        Map.of(ACCOUNT, Secret.of("token")),
        twilio,
        URI.create("https://api.example.com/v1"),
        Duration.ofMillis(500),
        Duration.ofMillis(500));
  }

  private static Text text(Route route) {
    return new Text(
        route,
        new PhoneNumber("+16195551234"),
        "QDN: it is on its way & soon there.",
        new JobId("job-1"),
        new NotificationId("n_aaaaaaaaaaaaaaaa"),
        2,
        Duration.ofSeconds(270));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201})
  void post_accepted_onePost(int status) throws IOException {
    try (RawServer twilio = RawServer.answering(status, JSON, ACCEPTED)) {

      SendOutcome outcome = texts(twilio.uri()).post(text(ROUTE));

      assertThat(outcome)
          .isEqualTo(new SendOutcome.Accepted(new MessageId(SID), DeliveryStatus.QUEUED));
      assertThat(twilio.requests()).hasSize(1);
    }
  }

  @Test
  void post_text_carriesWhatTwilioHasToKnow() throws IOException {
    try (RawServer twilio = RawServer.answering(201, JSON, ACCEPTED)) {
      texts(twilio.uri()).post(text(ROUTE));

      String request = twilio.requests().getFirst();

      assertThat(request)
          .startsWith("POST /2010-04-01/Accounts/" + ACCOUNT + "/Messages.json HTTP/1.1\n")
          .contains("Authorization: Basic ");
      assertThat(URLDecoder.decode(request, StandardCharsets.UTF_8).replace(' ', '+'))
          .contains("To=+16195551234")
          .contains("From=+16195550100")
          .contains("Body=QDN:+it+is+on+its+way+&+soon+there.")
          .contains("ValidityPeriod=270")
          .contains("Attempt=2")
          .contains("SmartEncoded=false")
          .contains(
              "StatusCallback=https://api.example.com/v1/jobs/job-1/messages"
                  + "?nid=n_aaaaaaaaaaaaaaaa&attempt=2#rc=5&rp=all&ct=2000&rt=3000&tt=15000");
    }
  }

  @Test
  void post_whileTraced_bringsTheSpanBackInTheCallback() throws IOException {
    TraceContext span = TraceContext.of(new NotificationId("n_bbbbbbbbbbbbbbbb"));
    try (RawServer twilio = RawServer.answering(201, JSON, ACCEPTED)) {
      TwilioTexts texts = texts(twilio.uri());

      Traces.within(span, () -> texts.post(text(ROUTE)));

      assertThat(URLDecoder.decode(twilio.requests().getFirst(), StandardCharsets.UTF_8))
          .contains("&attempt=2&traceparent=" + span.traceparent() + "#rc=5&rp=all");
    }
  }

  @Test
  void post_byMessagingService_namesItInPlaceOfANumber() throws IOException {
    try (RawServer twilio = RawServer.answering(201, JSON, ACCEPTED)) {
      texts(twilio.uri()).post(text(SERVICE));

      assertThat(twilio.requests().getFirst())
          .contains("MessagingServiceSid=" + SERVICE.sender())
          .doesNotContain("From=");
    }
  }

  @Test
  void post_throttled_onePostAndItsRetryAfter() throws IOException {
    try (RawServer twilio =
        new RawServer(
            (_, out) -> {
              out.write(
                  "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              out.flush();
              return true;
            })) {

      SendOutcome outcome = texts(twilio.uri()).post(text(ROUTE));

      assertThat(outcome).isEqualTo(new SendOutcome.Throttled(Optional.of(Duration.ofSeconds(7))));
      assertThat(twilio.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"code\":21606,\"message\":\"m\",\"status\":400} | 21606",
        "400 | {} | ",
        "400 | '' | ",
        "401 | {\"code\":20003,\"message\":\"m\",\"status\":401} | 20003",
        "404 | <html>not found</html> | ",
      })
  void post_refused_onePostWithStatusAndCode(int status, String body, Integer code)
      throws IOException {
    try (RawServer twilio = RawServer.answering(status, JSON, body)) {

      SendOutcome outcome = texts(twilio.uri()).post(text(ROUTE));

      assertThat(outcome).isEqualTo(new SendOutcome.Refused(status, Optional.ofNullable(code)));
      assertThat(twilio.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {\"code\":20500,\"message\":\"m\",\"status\":500}",
        "502 | <html>Bad Gateway</html>",
        "503 | {\"code\":20503,\"message\":\"m\",\"status\":503}",
        "504 | ''",
        "302 | ''",
        "201 | {\"sid\":\"SM1",
        "201 | <html>ok</html>",
        "201 | {}",
        "201 | ''",
      })
  void post_answerThatProvesNothing_onePostAndAmbiguous(int status, String body)
      throws IOException {
    try (RawServer twilio = RawServer.answering(status, JSON, body)) {

      SendOutcome outcome = texts(twilio.uri()).post(text(ROUTE));

      assertThat(outcome).isInstanceOf(SendOutcome.Ambiguous.class);
      assertThat(twilio.requests()).hasSize(1);
    }
  }

  @Test
  void post_unknownStatusWord_accepted() throws IOException {
    String body = ACCEPTED.replace("queued", "teleported");
    try (RawServer twilio = RawServer.answering(201, JSON, body)) {

      SendOutcome outcome = texts(twilio.uri()).post(text(ROUTE));

      assertThat(outcome)
          .isEqualTo(new SendOutcome.Accepted(new MessageId(SID), DeliveryStatus.ACCEPTED));
    }
  }

  @Test
  void post_connectionDropped_onePostAndAmbiguous() throws IOException {
    try (RawServer twilio = new RawServer((_, _) -> false)) {

      SendOutcome outcome = texts(twilio.uri()).post(text(ROUTE));

      assertThat(outcome).isInstanceOf(SendOutcome.Ambiguous.class);
      assertThat(twilio.requests()).hasSize(1);
    }
  }

  @Test
  void post_keptConnectionDropped_onePostAndAmbiguous() throws IOException {
    try (RawServer twilio =
        new RawServer(
            (request, out) -> {
              if (request == 1) {
                RawServer.write(out, 201, JSON, ACCEPTED);
              }
              return request == 1;
            })) {
      TwilioTexts texts = texts(twilio.uri());
      texts.post(text(ROUTE));

      SendOutcome outcome = texts.post(text(ROUTE));

      assertThat(outcome).isInstanceOf(SendOutcome.Ambiguous.class);
      assertThat(twilio.requests()).hasSize(2);
    }
  }

  @Test
  void post_bodyBreaksOff_onePostAndAmbiguous() throws IOException {
    try (RawServer twilio =
        new RawServer(
            (_, out) -> {
              out.write(
                  "HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"sid\":"
                      .getBytes(StandardCharsets.US_ASCII));
              out.flush();
              return false;
            })) {

      SendOutcome outcome = texts(twilio.uri()).post(text(ROUTE));

      assertThat(outcome).isInstanceOf(SendOutcome.Ambiguous.class);
      assertThat(twilio.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"sid\":"})
  void post_silence_onePostAndAmbiguousInTime(String beginning) throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer twilio =
        new RawServer(
            (_, out) -> {
              out.write(beginning.getBytes(StandardCharsets.US_ASCII));
              out.flush();
              over.await();
              return false;
            })) {
      long begin = System.nanoTime();

      SendOutcome outcome = texts(twilio.uri()).post(text(ROUTE));

      assertThat(outcome).isInstanceOf(SendOutcome.Ambiguous.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      assertThat(twilio.requests()).hasSize(1);
    } finally {
      over.countDown();
    }
  }

  @Test
  void post_hugeAnswer_onePostAndAmbiguous() throws IOException {
    try (RawServer twilio = RawServer.answering(201, JSON, " ".repeat(2 << 20) + ACCEPTED)) {

      SendOutcome outcome = texts(twilio.uri()).post(text(ROUTE));

      assertThat(outcome).isInstanceOf(SendOutcome.Ambiguous.class);
      assertThat(twilio.requests()).hasSize(1);
    }
  }

  @Test
  void post_nobodyListens_unreachable() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    SendOutcome outcome = texts(URI.create("http://127.0.0.1:" + port)).post(text(ROUTE));

    assertThat(outcome).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @Test
  void post_nobodyAccepts_unreachableOnceTheConnectionTookTooLong() throws IOException {
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // More than its backlog: the next one's SYN goes unanswered.
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        waiting.add(channel);
        channel.configureBlocking(false);
        channel.connect(full.getLocalSocketAddress());
      }
      TwilioTexts texts =
          new TwilioTexts(
              Map.of(ACCOUNT, Secret.of("token")),
              URI.create("http://127.0.0.1:" + full.getLocalPort()),
              URI.create("https://api.example.com/v1"),
              TextCarrier.CONNECT_WITHIN,
              Duration.ofMinutes(1));

      SendOutcome outcome = texts.post(text(ROUTE));

      assertThat(outcome).isEqualTo(new SendOutcome.Unreachable("connect timeout"));
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  @Test
  void post_noSuchHost_unreachable() {
    SendOutcome outcome = texts(URI.create("http://no-such-host.invalid")).post(text(ROUTE));

    assertThat(outcome).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @Test
  void fetch_unknownMessage_empty() throws IOException {
    try (RawServer twilio = RawServer.answering(404, JSON, "{\"code\":20404}")) {

      Optional<Trace> trace = texts(twilio.uri()).fetch(ROUTE, new MessageId(SID));

      assertThat(trace).isEmpty();
    }
  }

  @Test
  void fetch_serverError_saysNothing() throws IOException {
    try (RawServer twilio = RawServer.answering(503, JSON, "{}")) {
      TwilioTexts texts = texts(twilio.uri());

      assertThatThrownBy(() -> texts.fetch(ROUTE, new MessageId(SID)))
          .isInstanceOf(CarrierUnavailableException.class);
    }
  }

  @Test
  void list_severalMessages_thoseOfThisSenderAndBodySinceThen() throws IOException {
    String page =
        """
        {"messages":[
          {"sid":"SM4","status":"queued","body":"mine","from":"+16195550100",
           "date_created":"Mon, 02 Mar 2026 15:00:09 +0000"},
          {"sid":"SM3","status":"failed","error_code":30003,"body":"mine","from":"+16195550100",
           "date_created":"Mon, 02 Mar 2026 15:00:05 +0000"},
          {"sid":"SM2","status":"sent","body":"other","from":"+16195550100",
           "date_created":"Mon, 02 Mar 2026 15:00:04 +0000"},
          {"sid":"SM1","status":"sent","body":"mine","from":"+16195550199",
           "date_created":"Mon, 02 Mar 2026 15:00:03 +0000"},
          {"sid":"SM0","status":"sent","body":"mine","from":"+16195550100",
           "date_created":"Mon, 02 Mar 2026 14:00:00 +0000"}],
         "next_page_uri":null,"page":0,"page_size":100}
        """;
    try (RawServer twilio = RawServer.answering(200, JSON, page)) {

      List<Trace> traces =
          texts(twilio.uri())
              .list(
                  ROUTE,
                  new PhoneNumber("+16195551234"),
                  "mine",
                  Instant.parse("2026-03-02T15:00:00Z"));

      assertThat(traces)
          .containsExactly(
              new Trace(new MessageId("SM3"), DeliveryStatus.FAILED, Optional.of(30003)),
              new Trace(new MessageId("SM4"), DeliveryStatus.QUEUED, Optional.empty()));
      assertThat(twilio.requests().getFirst()).contains("To=%2B16195551234");
    }
  }
}
