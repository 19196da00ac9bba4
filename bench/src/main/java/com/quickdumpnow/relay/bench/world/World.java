package com.quickdumpnow.relay.bench.world;

import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The stand-ins in their process. The AWS SDK of this process is pointed at them. */
public final class World implements AutoCloseable {
  private static final String REGION = "us-west-2";
  private static final String KEY = "local";

  /** The setting that says where a document is. */
  static final String BUCKET = "QDN_BUCKET";

  /** The setting that says which table the store is. */
  public static final String TABLE = "QDN_TABLE";

  private final AtomicInteger names = new AtomicInteger();
  private final Map<String, URI> places = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Child process;

  private World() {
    this.process =
        new Child(
            Child.java(
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                OutsideWorld.class.getName()),
            Map.of(),
            "ready",
            this::note);
    System.setProperty("aws.region", REGION);
    System.setProperty("aws.accessKeyId", KEY);
    System.setProperty("aws.secretAccessKey", KEY);
    System.setProperty("aws.endpointUrlS3", s3().toString());
    System.setProperty("aws.endpointUrlSqs", at("sqs").toString());
    System.setProperty("aws.endpointUrlDynamoDb", at("dynamodb").toString());
  }

  /** Starts them and waits until they work. */
  public static World start() {
    return new World();
  }

  private void note(String line) {
    String[] parts = line.split("=", 2);
    if (parts.length == 2 && parts[1].startsWith("http")) {
      places.put(parts[0], URI.create(parts[1]));
    }
  }

  private URI at(String name) {
    URI place = places.get(name);
    if (place == null) {
      throw new IllegalStateException("the stand-ins did not say where " + name + " is");
    }
    return place;
  }

  public URI s3() {
    return at("s3");
  }

  public URI carrier() {
    return at("carrier");
  }

  /** A Twilio that calls back: {@link #carrier} does not. */
  public URI twilio() {
    return at("twilio");
  }

  /** The texts that {@link #twilio} took: each one's recipient, and what it says of the job. */
  public List<String> texts() {
    return ask("/texts").lines().toList();
  }

  /** From now on S3 takes that much longer for every request. */
  public void slowS3(Duration by) {
    fault("s3", "{\"effect\":\"delay\",\"times\":100000000,\"millis\":" + by.toMillis() + "}");
  }

  /** Makes a service fail as {@code POST /_admin/faults} of it describes. */
  public void fault(String service, String fault) {
    post(at(service).resolve("/_admin/faults"), fault);
  }

  /** Makes {@link #twilio} answer as {@code POST /_admin/rules} of it describes. */
  public void disturbTwilio(String rule) {
    post(twilio().resolve("/_admin/rules"), rule);
  }

  private void post(URI uri, String body) {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What the AWS SDK of another process needs to find them. */
  public Map<String, String> environment() {
    return new TreeMap<>(
        Map.of(
            "AWS_REGION",
            REGION,
            "AWS_ACCESS_KEY_ID",
            KEY,
            "AWS_SECRET_ACCESS_KEY",
            KEY,
            "AWS_ENDPOINT_URL_S3",
            s3().toString(),
            "AWS_ENDPOINT_URL_SQS",
            at("sqs").toString(),
            "AWS_ENDPOINT_URL_SES",
            at("ses").toString(),
            "AWS_ENDPOINT_URL_DYNAMODB",
            at("dynamodb").toString()));
  }

  /**
   * A new queue of that kind; its URL.
   *
   * @param fifo whether it keeps the order within a group
   */
  public String newQueue(boolean fifo) {
    String name = "q" + names.incrementAndGet() + (fifo ? ".fifo" : "");
    ask("/queue?name=" + name);
    return at("sqs") + "/000000000000/" + name;
  }

  /**
   * Forgets all queues and tables: what is left of a large one would be in the memory of whoever
   * comes next.
   */
  public void clear() {
    ask("/clear");
  }

  /** A new, empty bucket. */
  public String newBucket() {
    String name = "bench-" + names.incrementAndGet();
    send(
        HttpRequest.newBuilder(s3().resolve("/" + name))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build());
    return name;
  }

  /** A new place for a document, as programs are told of it. */
  public Map<String, String> documentPlace() {
    return Map.of(BUCKET, newBucket());
  }

  /**
   * How many bytes a document has as it is stored.
   *
   * @throws IllegalStateException when there is none
   */
  public static int documentBytes(Map<String, String> place) {
    try (S3ObjectStore objects = S3ObjectStore.of(place.getOrDefault(BUCKET, ""))) {
      if (objects.get(Documents.KEY, Optional.empty()) instanceof Found found) {
        return found.bytes().length;
      }
      throw new IllegalStateException("there is no document at " + place);
    }
  }

  /** A new place for a table, as programs are told of it. */
  public Map<String, String> tablePlace() {
    return Map.of(TABLE, "bench-" + names.incrementAndGet());
  }

  /** From now on the carrier takes that long for a text, and so many at once. */
  public void setCarrier(Duration answersIn, int atOnce) {
    ask("/carrier?millis=" + answersIn.toMillis() + "&atOnce=" + atOnce);
  }

  /** The processor time that they have used. */
  public Duration cpu() {
    return process.cpu();
  }

  /** How many texts the carrier has taken since it was set. */
  public long carried() {
    return Long.parseLong(ask("/count"));
  }

  /** When each recipient's text reached the carrier, in microseconds since 1970. */
  public Map<String, Long> arrivals() {
    Map<String, Long> arrivals = new HashMap<>();
    ask("/arrivals")
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> arrivals.putIfAbsent(parts[0], Long.valueOf(parts[1])));
    return arrivals;
  }

  /**
   * Requests so far, such as {@code s3 PUT bucket/key 200}: and {@code sqs DeleteMessage queue}.
   */
  public Map<String, Long> traffic() {
    Map<String, Long> traffic = new TreeMap<>();
    ask("/traffic")
        .lines()
        .map(line -> line.split("=", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> traffic.put(parts[0], Long.valueOf(parts[1])));
    return traffic;
  }

  private String ask(String path) {
    return send(HttpRequest.newBuilder(at("admin").resolve(path)).build());
  }

  private String send(HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + ": " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
