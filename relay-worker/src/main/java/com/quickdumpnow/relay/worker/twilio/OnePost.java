package com.quickdumpnow.relay.worker.twilio;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.config.TwilioUrls;
import com.twilio.constant.EnumConstants;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP under twilio-java: every request is sent once. Its own transport sends a POST up to six
 * times, and a text is not idempotent.
 *
 * <p>{@code java.net.http} sends a POST again only with {@code jdk.httpclient.enableAllMethodRetry}
 * set; it may try a refused connection twice, which sends nothing.
 */
final class OnePost extends com.twilio.http.HttpClient {
  private static final long MAX_ANSWER_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI baseUrl;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * @param timeout for the whole request, the last byte of its answer included
   */
  OnePost(URI baseUrl, Duration connect, Duration timeout) {
    this.baseUrl = baseUrl;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .build();
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
   * @throws HttpFailure unless the answer is 2xx
   */
  @Override
  public Response makeRequest(Request request) {
    HttpResponse<String> answer = exchange(httpRequest(request));
    int status = answer.statusCode();
    if (status / 100 != 2) {
      throw new HttpFailure.Answered(status, code(answer.body()), retryAfter(answer));
    }
    return new Response(answer.body(), status);
  }

  private HttpRequest httpRequest(Request request) {
    URI asked = URI.create(request.constructURL().toString());
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(TwilioUrls.at(baseUrl, asked))
            .header("Accept", "application/json")
            .timeout(timeout);
    if (request.requiresAuthentication()) {
      builder.header("Authorization", request.getAuthString());
    }
    return request.getMethod() == HttpMethod.POST
        ? builder
            .header("Content-Type", EnumConstants.ContentType.FORM_URLENCODED.getValue())
            .POST(BodyPublishers.ofString(request.encodeFormBody()))
            .build()
        : builder.GET().build();
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request,
            BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES));
    try {
      // The request's own timeout ends with the headers; this one does not.
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      answer.cancel(true);
      throw new HttpFailure.Broken(new HttpTimeoutException("the answer took too long"));
    } catch (ExecutionException e) {
      throw new HttpFailure.Broken(
          e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new HttpFailure.Broken(new IOException("interrupted", e));
    }
  }

  private static Optional<Integer> code(String body) {
    try {
      JsonNode code = JSON.readTree(body).path("code");
      return code.canConvertToInt() && code.intValue() > 0
          ? Optional.of(code.intValue())
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /** Seconds; Twilio sends no dates there. */
  private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }
}
