package com.quickdumpnow.relay.localcloud.sqs;

import com.quickdumpnow.relay.localcloud.web.PortTakenException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * An SQS for one machine: ElasticMQ in this process, in memory. Known gaps: StartMessageMoveTask
 * moves nothing on FIFO queues, and deduplication is by queue, not by group.
 */
public final class LocalSqs implements AutoCloseable {

  private static final String REGION = "us-east-1";
  private static final String ACCOUNT = "000000000000";
  private static final String HOST = "127.0.0.1";

  private static final String PEKKO =
      """
      pekko.loglevel = ERROR
      pekko.stdout-loglevel = OFF
      pekko.daemonic = on
      pekko.jvm-shutdown-hooks = off
      pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
      """;

  private final ActorSystem system;
  private final URI endpoint;

  private LocalSqs(ActorSystem system, URI endpoint) {
    this.system = system;
    this.endpoint = endpoint;
  }

  /**
   * Starts with the queues given; a dead-letter queue stands before those that use it.
   *
   * @param port 0 for any free one
   * @throws PortTakenException when it is taken
   */
  public static LocalSqs start(int port, List<Queue> queues) {
    requireFree(port);
    ActorSystem system =
        ActorSystem.create(
            "elasticmq", ConfigFactory.parseString(PEKKO).withFallback(ConfigFactory.load()));
    try {
      var binding =
          SQSRestServerBuilder.withActorSystem(system)
              .withInterface(HOST)
              .withPort(port)
              .withAWSRegion(REGION)
              .withAWSAccountId(ACCOUNT)
              .start()
              .waitUntilStarted();
      int bound = binding.localAddress().getPort();
      LocalSqs sqs = new LocalSqs(system, URI.create("http://" + HOST + ":" + bound));
      queues.forEach(sqs::create);
      return sqs;
    } catch (RuntimeException e) {
      stop(system);
      throw e;
    }
  }

  /** Creates one more queue; the same one again is left as it is. */
  public void create(Queue queue) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS.CreateQueue")
            .POST(HttpRequest.BodyPublishers.ofString(queue.createRequest()))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "queue %s was not created: %s".formatted(queue.name(), response.body()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating queue " + queue.name(), e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /** Where the SDK finds a queue of that name. */
  public URI queueUrl(String name) {
    return queueUrl(endpoint.getPort(), name);
  }

  /** Where the SDK will find a queue of that name once an SQS has started on that port. */
  public static URI queueUrl(int port, String name) {
    return URI.create("http://%s:%d/%s/%s".formatted(HOST, port, ACCOUNT, name));
  }

  /** Stops without waiting for long polls; every message is gone. */
  @Override
  public void close() {
    stop(system);
  }

  static String arn(String name) {
    return "arn:aws:sqs:%s:%s:%s".formatted(REGION, ACCOUNT, name);
  }

  /** ElasticMQ would log a stack trace for a taken port before it fails: ask first. */
  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
    } catch (IOException e) {
      throw new PortTakenException("The local SQS", port, e);
    }
  }

  private static void stop(ActorSystem system) {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("ElasticMQ did not stop", e);
    }
  }
}
