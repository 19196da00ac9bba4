package com.quickdumpnow.relay.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.localcloud.twilio.HandsetText;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSignature;
import com.quickdumpnow.relay.ops.local.Depot;
import com.quickdumpnow.relay.ops.local.TwoDepots;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two depots over one S3, SQS, SES and Twilio cannot see each other's jobs (ADR 103). */
final class DepotsIT {
  @TempDir static Path folder;
  private static TwoDepots depots;
  private static Depot north;
  private static Depot south;
  private static Console northern;
  private static Console southern;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Customer customer = Customer.fresh();

  @BeforeAll
  static void start() throws Exception {
    depots = TwoDepots.start(folder);
    north = depots.north();
    south = depots.south();
    northern = new Console(north.uri(), north.staffToken());
    southern = new Console(south.uri(), south.staffToken());
  }

  @AfterAll
  static void stop() {
    depots.close();
  }

  @Test
  void sameJobAndCustomer_inBoth_eachIsTextedInItsWordsFromItsNumber() throws Exception {
    northern.dispatch(customer);
    northern.awaitState(customer, "DELIVERED");
    assertThat(get(south, "/jobs/" + customer.job() + "/messages", south.staffToken()).statusCode())
        .as("south knows no such job yet")
        .isEqualTo(404);

    southern.dispatch(customer);
    southern.awaitState(customer, "DELIVERED");
    southern.complete(customer);
    southern.awaitState(customer, "DELIVERED");

    assertThat(texts(north)).singleElement().asString().startsWith(north.brand() + ": ");
    assertThat(texts(south)).hasSize(2).allMatch(body -> body.startsWith(south.brand() + ": "));
    assertThat(northern.history(customer.job()).path("notifications")).hasSize(1);
    assertThat(southern.history(customer.job()).path("notifications")).hasSize(2);
  }

  private List<String> texts(Depot depot) {
    return depots.twilio().handset(customer.phone()).stream()
        .filter(text -> text.from().equals(depot.number()))
        .map(HandsetText::body)
        .toList();
  }

  @Test
  void dashboard_ofOne_doesNotListTheOthersJobs() throws Exception {
    northern.dispatch(customer);

    assertThat(get(north, "/maintenance", north.staffToken()).body())
        .contains(customer.job(), customer.phone());
    assertThat(get(south, "/maintenance", south.staffToken()).body())
        .doesNotContain(customer.job(), customer.phone());
  }

  @Test
  void staffToken_ofOne_isRefusedByTheOther() throws Exception {
    assertThat(get(south, "/maintenance", north.staffToken()).statusCode()).isEqualTo(401);
    assertThat(change(south, north.staffToken(), "key-0", "dispatched").statusCode())
        .isEqualTo(401);
  }

  @Test
  void trackingLink_ofOne_opensNothingAtTheOther() throws Exception {
    String token = northern.dispatch(customer).getQuery().replaceFirst("^j=", "");
    southern.dispatch(customer);
    String path = "/jobs/" + token + "/messages";

    assertThat(get(north, path).statusCode()).isEqualTo(200);
    assertThat(get(south, path).statusCode()).as("the same job's, by another key").isEqualTo(404);
  }

  @Test
  void receipt_signedForOne_isRefusedByTheOther() throws Exception {
    northern.dispatch(customer);
    Map<String, String> receipt = new TreeMap<>();
    receipt.put("MessageSid", "SM" + "0".repeat(32));
    receipt.put("MessageStatus", "failed");
    receipt.put("AccountSid", "AC" + "1".repeat(32));

    assertThat(post(south, receipt, north.twilioToken())).isEqualTo(403);
    assertThat(post(north, receipt, north.twilioToken())).isEqualTo(204);
  }

  private int post(Depot to, Map<String, String> form, Secret token)
      throws IOException, InterruptedException {
    URI url = URI.create(to.uri() + "/jobs/" + customer.job() + "/messages");
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "X-Twilio-Signature", TwilioSignature.sign(token.reveal(), url.toString(), form))
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void idempotencyKey_ofOne_isUnknownToTheOther() throws Exception {
    assertThat(change(north, north.staffToken(), "key-1", "queued").statusCode()).isEqualTo(202);

    assertThat(change(south, south.staffToken(), "key-1", "dispatched").statusCode())
        .isEqualTo(202);
    assertThat(change(north, north.staffToken(), "key-1", "dispatched").statusCode())
        .as("used with another body")
        .isEqualTo(422);
  }

  @Test
  void stop_toOnesNumber_leavesTheOthersTextsAlone() throws Exception {
    northern.dispatch(customer);
    northern.awaitState(customer, "DELIVERED");

    depots.twilio().inbound(customer.phone(), north.number(), "STOP");

    northern.awaitOptOut(customer.phone());
    southern.dispatch(customer);
    southern.awaitState(customer, "DELIVERED");
    northern.complete(customer);
    northern.awaitState(customer, "EMAILED");
    assertThat(texts(north)).hasSize(1);
    assertThat(texts(south)).hasSize(1);
    assertThat(get(south, "/suppressions", south.staffToken()).body())
        .doesNotContain(customer.phone());
  }

  private HttpResponse<String> change(Depot at, Secret token, String key, String status)
      throws IOException, InterruptedException {
    String body =
        """
        {"status":"%s","customer":{"name":"Ana","phone":"%s"}}
        """
            .formatted(status, customer.phone());
    return http.send(
        authorized(at, "/jobs/" + customer.job() + "/status", token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(Depot at, String path, Secret token)
      throws IOException, InterruptedException {
    return http.send(authorized(at, path, token).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(Depot at, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(at.uri() + path)).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder authorized(Depot at, String path, Secret token) {
    return HttpRequest.newBuilder(URI.create(at.uri() + path))
        .header("Authorization", "Bearer " + token.reveal());
  }
}
