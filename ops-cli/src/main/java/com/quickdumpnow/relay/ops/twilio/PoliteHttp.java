package com.quickdumpnow.relay.ops.twilio;

import com.quickdumpnow.relay.config.TwilioUrls;
import com.quickdumpnow.relay.time.Clockwork;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * The HTTP under twilio-java for readers: GET alone, and where Twilio says 429 it waits, longer
 * each time.
 */
final class PoliteHttp extends com.twilio.http.HttpClient {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final URI baseUrl;
  private final Clockwork clock;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  PoliteHttp(URI baseUrl, Clockwork clock) {
    this.baseUrl = baseUrl;
    this.clock = clock;
  }

  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response reliableRequest(
      Request request, int[] retryCodes, int retries, long delayMillis) {
    return makeRequest(request);
  }

  /**
   * @throws TwilioException unless the answer is 2xx in the end
   */
  @Override
  public Response makeRequest(Request request) {
    if (request.getMethod() != HttpMethod.GET) {
      throw new IllegalArgumentException("readers only read");
    }
    Duration pause = FIRST_PAUSE;
    for (int i = 1; ; i++) {
      HttpResponse<String> answer = get(request);
      if (answer.statusCode() / 100 == 2) {
        return new Response(answer.body(), answer.statusCode());
      }
      if (answer.statusCode() != TOO_MANY_REQUESTS || i == TRIES) {
        throw new TwilioException(answer.statusCode());
      }
      sleep(asked(answer).orElse(pause));
      pause = pause.multipliedBy(2);
    }
  }

  private static Optional<Duration> asked(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .map(asked -> asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
  }

  private HttpResponse<String> get(Request request) {
    URI asked = URI.create(request.constructURL().toString());
    HttpRequest get =
        HttpRequest.newBuilder(TwilioUrls.at(baseUrl, asked))
            .header("Accept", "application/json")
            .header("Authorization", request.getAuthString())
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return http.send(get, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new TwilioException("Twilio does not answer", 0, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TwilioException("interrupted", 0, e);
    }
  }

  private void sleep(Duration pause) {
    try {
      clock.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TwilioException("interrupted", 0, e);
    }
  }
}
