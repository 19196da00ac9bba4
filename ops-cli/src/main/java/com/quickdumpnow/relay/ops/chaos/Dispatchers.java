package com.quickdumpnow.relay.ops.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.ops.chaos.Customers.Customer;
import com.quickdumpnow.relay.ops.local.StandIns;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Changes jobs through the API at a steady pace. A call that is not answered well is repeated with
 * the same key, until it is; only then is its notification accepted.
 */
final class Dispatchers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Beyond the API's own limit, whose answer is worth more than our giving up. */
  private static final Duration ANSWER = Duration.ofSeconds(40);

  /** No more than the API takes at a time: what waits there until we give up is wasted work. */
  private static final int AT_A_TIME = 4;

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final URI api;
  private final String authorization;
  private final Semaphore calls = new Semaphore(AT_A_TIME, true);
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Dispatchers(StandIns world) {
    this.api = world.api();
    this.authorization = "Bearer " + world.staffToken().reveal();
  }

  /**
   * What is to happen to one job.
   *
   * @param statuses one notification each
   * @param between the pause between two of them
   */
  record Errand(String job, Customer customer, List<String> statuses, Duration between) {}

  /** Lets the next errand begin, or makes it wait. */
  @FunctionalInterface
  interface Gate {
    void await(int begunNotifications) throws InterruptedException;
  }

  /** Begins the errands in their order, {@code pace} apart, and returns when the last has begun. */
  void begin(List<Errand> errands, Duration pace, Gate gate) throws InterruptedException {
    for (Errand errand : errands) {
      gate.await(begun.get());
      threads.execute(() -> run(errand));
      begun.addAndGet(errand.statuses().size());
      TimeUnit.NANOSECONDS.sleep(pace.multipliedBy(errand.statuses().size()).toNanos());
    }
  }

  /** The notifications of the errands begun so far, whether accepted or not yet. */
  int begun() {
    return begun.get();
  }

  /** The ids of the notifications that the API answered for. */
  Set<String> accepted() {
    return Set.copyOf(accepted);
  }

  int acceptedCount() {
    return accepted.size();
  }

  /** How many calls had to be repeated. */
  int repeatedCalls() {
    return repeated.get();
  }

  private void run(Errand errand) {
    try {
      for (int i = 0; i < errand.statuses().size(); i++) {
        if (i > 0) {
          TimeUnit.NANOSECONDS.sleep(errand.between().toNanos());
        }
        insist(request(errand, i));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(Errand errand, int step) {
    ObjectNode change = JSON.createObjectNode().put("status", errand.statuses().get(step));
    if (step == 0) {
      ObjectNode customer = change.putObject("customer").put("name", "Ana");
      errand.customer().phone().ifPresent(phone -> customer.put("phone", phone));
      errand.customer().email().ifPresent(email -> customer.put("email", email));
    }
    return HttpRequest.newBuilder(URI.create(api + "/jobs/" + errand.job() + "/status"))
        .timeout(ANSWER)
        .header("Authorization", authorization)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", errand.job() + "-" + step)
        .POST(HttpRequest.BodyPublishers.ofString(change.toString()))
        .build();
  }

  private void insist(HttpRequest request) throws InterruptedException {
    while (!isAccepted(request)) {
      repeated.incrementAndGet();
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private boolean isAccepted(HttpRequest request) throws InterruptedException {
    calls.acquire();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      JsonNode id = JSON.readTree(answer.body()).path("notificationId");
      if (answer.statusCode() / 100 == 2 && id.isTextual()) {
        accepted.add(id.asText());
        return true;
      }
      if (answer.statusCode() == 400 || answer.statusCode() == 401) {
        throw new IllegalStateException("the API refuses: " + answer.body());
      }
      return false;
    } catch (IOException _) {
      return false;
    } finally {
      calls.release();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }
}
