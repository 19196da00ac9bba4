package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Plain HTTP requests with short patience. Thread-safe. */
final class Web {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * An answer.
   *
   * @param time by the server's clock, to the second
   */
  record Reply(int status, String type, String body, Optional<Instant> time) {}

  /** Empty: nobody answered. */
  Optional<Reply> get(URI url) {
    return send(request(url).build());
  }

  /** As staff. */
  Optional<Reply> get(URI url, Secret token) {
    return send(request(url).header("Authorization", "Bearer " + token.reveal()).build());
  }

  /**
   * A form, as Twilio posts it.
   *
   * @param signature empty: unsigned
   */
  Optional<Reply> post(URI url, String form, Optional<String> signature) {
    HttpRequest.Builder request =
        request(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    signature.ifPresent(value -> request.header("X-Twilio-Signature", value));
    return send(request.build());
  }

  private static HttpRequest.Builder request(URI url) {
    return HttpRequest.newBuilder(url).timeout(ANSWER);
  }

  private Optional<Reply> send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return Optional.of(
          new Reply(
              answer.statusCode(),
              answer.headers().firstValue("Content-Type").orElse(""),
              answer.body(),
              answer.headers().firstValue("Date").flatMap(Web::time)));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
