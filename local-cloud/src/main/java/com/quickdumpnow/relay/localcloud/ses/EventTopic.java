package com.quickdumpnow.relay.localcloud.ses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SNS topic that a configuration set publishes to, with one queue subscribed: every event of
 * every mail that was sent with a configuration set, in SNS's envelope. Publishing holds nobody up,
 * and a queue that does not answer is tried again for a while. Thread-safe.
 */
final class EventTopic implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventTopic.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARN = "arn:aws:sns:us-east-1:000000000000:ses-events";
  private static final String SUBJECT = "Amazon SES Email Event Notification";
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int TRIES = 20;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile Optional<URI> queue = Optional.empty();

  void subscribe(URI queueUrl) {
    queue = Optional.of(queueUrl);
  }

  void publishEventsOf(Email email) {
    if (email.configurationSet().isEmpty()) {
      return;
    }
    queue.ifPresent(
        url ->
            EmailEvents.of(email)
                .forEach(event -> threads.execute(() -> deliver(url, envelope(event)))));
  }

  private void deliver(URI url, String body) {
    try {
      for (int i = 0; i < TRIES && !send(url, body); i++) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean send(URI url, String body) throws InterruptedException {
    ObjectNode message = JSON.createObjectNode().put("QueueUrl", url.toString());
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/"))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS.SendMessage")
            .POST(HttpRequest.BodyPublishers.ofString(message.put("MessageBody", body).toString()))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      log.atDebug().setCause(e).log("an event of an email did not reach its queue");
      return false;
    }
  }

  /**
   * The signature proves nothing, as nobody looks at it: a queue's policy names the topic instead.
   */
  private static String envelope(ObjectNode event) {
    return JSON.createObjectNode()
        .put("Type", "Notification")
        .put("MessageId", UUID.randomUUID().toString())
        .put("TopicArn", ARN)
        .put("Subject", SUBJECT)
        .put("Message", event.toString())
        .put("Timestamp", Instant.now().toString())
        .put("SignatureVersion", "1")
        .put("Signature", "none")
        .put("SigningCertURL", "https://sns.us-east-1.amazonaws.com/none.pem")
        .put("UnsubscribeURL", "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe")
        .toString();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }
}
