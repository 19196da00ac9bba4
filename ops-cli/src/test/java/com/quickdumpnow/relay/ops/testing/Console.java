package com.quickdumpnow.relay.ops.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A dispatcher's console: changes jobs over HTTP. */
public final class Console {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger LAST = new AtomicInteger(29);

  private final URI api;
  private final Secret token;
  private final HttpClient http = HttpClient.newHttpClient();

  public Console(URI api, Secret token) {
    this.api = api;
    this.token = token;
  }

  public static Console of(LocalWorld world) {
    return new Console(world.uri(), world.staffToken());
  }

  /** A customer of one test, with a number reserved for fiction. */
  public record Customer(String job, String phone, String email) {
    /** One nobody had before. */
    public static Customer fresh() {
      int number = LAST.incrementAndGet();
      return new Customer(
          "e2e-" + number, "+1619555" + (4000 + number), "customer-" + number + "@example.com");
    }
  }

  /** Returns the tracking link. */
  public URI dispatch(Customer customer) {
    JsonNode answer = change(customer.job(), dispatched(customer));
    return URI.create(answer.path("trackingUrl").asText());
  }

  private static ObjectNode dispatched(Customer customer) {
    ObjectNode change = JSON.createObjectNode().put("status", "dispatched");
    change
        .putObject("customer")
        .put("name", "Ana")
        .put("phone", customer.phone())
        .put("email", customer.email());
    change.putObject("load").put("material", "Gravel").put("address", "12 Bay St");
    return change;
  }

  /** Dispatches as often as it takes until the API says that it has it: it may be busy. */
  public void dispatchUntilTaken(Customer customer) {
    Eventually.holds(
        customer.job() + " is taken",
        () -> {
          HttpResponse<String> answer = send(posted(customer.job(), dispatched(customer)));
          assertThat(answer.statusCode()).as(answer.body()).isIn(202, 503, 504);
          return answer.statusCode() == 202;
        });
  }

  /** A status change with a body of one's own. */
  public JsonNode change(String job, String body) {
    try {
      return change(job, JSON.readTree(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode complete(Customer customer) {
    return change(customer.job(), JSON.createObjectNode().put("status", "completed"));
  }

  /** What staff see of a job. */
  public JsonNode history(String job) {
    HttpResponse<String> answer = send(request("/jobs/" + job + "/messages").build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return parsed(answer);
  }

  /** What staff are to be told of a job: the words of each kind of alert. */
  public List<String> alerts(String job, String kind) {
    HttpResponse<String> answer = send(request("/maintenance").build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> words = new ArrayList<>();
    for (JsonNode alert : parsed(answer).path("alerts")) {
      if (alert.path("jobId").asText().equals(job) && alert.path("kind").asText().equals(kind)) {
        words.add(alert.path("words").asText());
      }
    }
    return words;
  }

  /** What the newest notification of a job has come to. */
  public String state(Customer customer) {
    JsonNode notifications = history(customer.job()).path("notifications");
    return notifications.path(notifications.size() - 1).path("state").asText();
  }

  /** Waits until the newest notification of a job has come to that. */
  public void awaitState(Customer customer, String state) {
    Eventually.holds(customer.job() + " is " + state, () -> state(customer).equals(state));
  }

  /** Waits until the relay knows that nothing may be texted to that number. */
  public void awaitOptOut(String phone) {
    Eventually.holds("the STOP is kept", () -> hasOptedOut(phone));
  }

  private boolean hasOptedOut(String phone) {
    HttpResponse<String> answer = send(request("/maintenance").build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return parsed(answer)
        .path("recipients")
        .valueStream()
        .anyMatch(
            recipient -> recipient.path("phone").asText().equals(phone) && recipient.has("optOut"));
  }

  private JsonNode change(String job, JsonNode change) {
    HttpResponse<String> answer = send(posted(job, change));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return parsed(answer);
  }

  private HttpRequest posted(String job, JsonNode change) {
    return request("/jobs/" + job + "/status")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(change.toString()))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path))
        .header("Authorization", "Bearer " + token.reveal());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ends a pause of all sending, if there is one. */
  public void resumeSending() {
    HttpResponse<String> answer =
        send(
            request("/api/sending")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"paused\":false,\"reason\":\"a test is over\"}"))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static JsonNode parsed(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
