package com.quickdumpnow.relay.localcloud.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.web.Form;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Plain HTTP against a local Twilio. */
final class TwilioClientOfTests {

  static final String ACCOUNT = "AC" + "a".repeat(32);
  static final String TOKEN = "12345";
  static final String TO = "+16195551234";
  static final String FROM = "+16195550100";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI twilio;

  TwilioClientOfTests(URI twilio) {
    this.twilio = twilio;
  }

  static Map<String, String> text(String... more) {
    Map<String, String> form = new HashMap<>(Map.of("To", TO, "From", FROM, "Body", "Hello"));
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  HttpResponse<String> create(Map<String, String> form) throws IOException, InterruptedException {
    return send(
        request("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(Form.encode(form))));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> admin(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(request(path).method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    String pair = Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(UTF_8));
    return HttpRequest.newBuilder(URI.create(twilio + path))
        .timeout(PATIENCE)
        .header("Authorization", "Basic " + pair);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** Waits until the condition holds, at most ten seconds. */
  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
