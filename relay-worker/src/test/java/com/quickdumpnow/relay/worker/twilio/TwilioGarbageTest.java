package com.quickdumpnow.relay.worker.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.worker.relay.CarrierUnavailableException;
import com.quickdumpnow.relay.worker.relay.TextCarrier.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Garbage in place of Twilio's answer. A text that may have been sent is never posted again; a
 * question that was not answered says nothing.
 */
final class TwilioGarbageTest {
  private static final String ACCOUNT = "AC" + "a".repeat(32);
  private static final MessageId SID = new MessageId("SM" + "1".repeat(32));
  private static final long HUGE = 50L << 20;

  /** What the limit lets through, and what the system's buffers take on top. */
  private static final long BOUND = 20L << 20;

  private static final Route ROUTE =
      new Route(
          new RouteName("primary"),
          ACCOUNT,
          "+16195550100",
          SenderKind.LONG_CODE,
          "Twilio",
          1,
          Duration.ofMinutes(5));

  private final AtomicLong written = new AtomicLong();

  private static TwilioTexts texts(URI twilio, Duration timeout) {
    return new TwilioTexts(
        Map.of(ACCOUNT, Secret.of("token")),
        twilio,
        URI.create("https://api.example.com"),
        Duration.ofSeconds(5),
        timeout);
  }

  private static TwilioTexts patient(RawServer twilio) {
    return texts(twilio.uri(), Duration.ofSeconds(60));
  }

  private static SendOutcome post(TwilioTexts texts) {
    return texts.post(
        new Text(
            ROUTE,
            new PhoneNumber("+16195551234"),
            "QDN: it is on its way.",
            new JobId("job-1"),
            new NotificationId("n_aaaaaaaaaaaaaaaa"),
            1,
            Duration.ofSeconds(270)));
  }

  /** 50 MB, unless the other side hangs up. */
  private RawServer huge(int status, boolean lengthSaid) throws IOException {
    return new RawServer(
        (_, out) -> {
          String length = lengthSaid ? "Content-Length: " + HUGE + "\r\n" : "Connection: close\r\n";
          String head =
              "HTTP/1.1 %d Huge\r\nContent-Type: application/json\r\n%s\r\n"
                  .formatted(status, length);
          out.write(head.getBytes(StandardCharsets.US_ASCII));
          flood(out);
          return false;
        });
  }

  private void flood(OutputStream out) throws IOException {
    byte[] block = "[".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    while (written.get() < HUGE) {
      out.write(block);
      written.addAndGet(block.length);
    }
    out.flush();
  }

  private static RawServer redirecting(int status) throws IOException {
    return new RawServer(
        (_, out) -> {
          String head =
              "HTTP/1.1 %d Elsewhere\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
                  .formatted(status);
          out.write(head.getBytes(StandardCharsets.US_ASCII));
          out.flush();
          return true;
        });
  }

  @ParameterizedTest
  @CsvSource({"201, true", "201, false", "400, true", "502, true"})
  void post_50Megabytes_onePostAmbiguousAndOnlyTheBeginningRead(int status, boolean lengthSaid)
      throws IOException {
    try (RawServer twilio = huge(status, lengthSaid)) {

      SendOutcome outcome = post(patient(twilio));

      assertThat(outcome).isInstanceOf(SendOutcome.Ambiguous.class);
      assertThat(twilio.requests()).hasSize(1);
      assertThat(written.get()).isLessThan(BOUND);
    }
  }

  @Test
  void fetchAndList_50Megabytes_sayNothingAndOnlyTheBeginningIsRead() throws IOException {
    try (RawServer twilio = huge(200, true)) {
      assertSaysNothing(patient(twilio));
      assertThat(written.get()).isLessThan(2 * BOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void post_redirect_onePostAmbiguousAndNotFollowed(int status) throws IOException {
    try (RawServer twilio = redirecting(status)) {

      assertThat(post(patient(twilio))).isInstanceOf(SendOutcome.Ambiguous.class);

      assertThat(twilio.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"sid\":7}", "{\"sid\":\"a b\",\"status\":\"sent\"}", "[]", "null", "\"\""})
  void post_201OfAnotherShape_onePostAndAmbiguous(String body) throws IOException {
    try (RawServer twilio = RawServer.answering(201, "application/json", body)) {

      SendOutcome outcome = post(patient(twilio));

      assertThat(outcome).isInstanceOfAny(SendOutcome.Ambiguous.class, SendOutcome.Accepted.class);
      assertThat(twilio.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "502 | <html>Bad Gateway</html>",
        "302 | ''",
        "200 | <html>ok</html>",
        "200 | {\"sid\":\"SM1",
        "200 | {\"messages\":[{\"sid\":",
        "200 | ''",
      })
  void fetchAndList_garbage_sayNothing(int status, String body) throws IOException {
    try (RawServer twilio = RawServer.answering(status, "application/json", body)) {
      assertSaysNothing(patient(twilio));
    }
  }

  @Test
  void fetchAndList_silence_sayNothingOnceTheTimeIsOver() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer twilio =
        new RawServer(
            (_, _) -> {
              over.await();
              return false;
            })) {
      assertSaysNothing(texts(twilio.uri(), Duration.ofMillis(300)));
    } finally {
      over.countDown();
    }
  }

  private static void assertSaysNothing(TwilioTexts texts) {
    assertThatThrownBy(() -> texts.fetch(ROUTE, SID))
        .isInstanceOf(CarrierUnavailableException.class);
    assertThatThrownBy(
            () -> texts.list(ROUTE, new PhoneNumber("+16195551234"), "body", Instant.EPOCH))
        .isInstanceOf(CarrierUnavailableException.class);
  }
}
