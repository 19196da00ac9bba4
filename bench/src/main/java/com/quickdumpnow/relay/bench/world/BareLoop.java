package com.quickdumpnow.relay.bench.world;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Receives, posts, deletes, and keeps no record: as little as carries a text from a queue to a
 * carrier, on the libraries that the worker uses. A message is the recipient's number, a line break
 * and the text.
 */
public final class BareLoop {
  static final String READY = "polling";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SqsClient sqs =
      SqsClient.builder()
          .httpClientBuilder(
              UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
          .build();
  private final String queueUrl;
  private final URI messages;
  private final Semaphore free;

  private BareLoop(String queueUrl, String carrier, int inHand) {
    this.queueUrl = queueUrl;
    this.messages =
        URI.create(carrier + "/2010-04-01/Accounts/" + Relays.ACCOUNT + "/Messages.json");
    this.free = new Semaphore(inHand);
  }

  /**
   * Runs until it is killed.
   *
   * @param arguments the queue, the carrier, and the most messages in hand
   */
  public static void main(String[] arguments) throws InterruptedException {
    BareLoop loop = new BareLoop(arguments[0], arguments[1], Integer.parseInt(arguments[2]));
    System.out.println(READY);
    while (true) {
      loop.poll();
    }
  }

  private void poll() throws InterruptedException {
    free.acquire();
    int most = 1;
    while (most < 10 && free.tryAcquire()) {
      most++;
    }
    int asked = most;
    var batch =
        sqs.receiveMessage(
                r ->
                    r.queueUrl(queueUrl)
                        .maxNumberOfMessages(asked)
                        .waitTimeSeconds(3)
                        .visibilityTimeout(60))
            .messages();
    free.release(asked - batch.size());
    for (Message message : batch) {
      Thread.ofVirtual().start(() -> carry(message));
    }
  }

  private void carry(Message message) {
    try {
      String body = message.body();
      int line = body.indexOf('\n');
      String form =
          "To="
              + encoded(body.substring(0, line))
              + "&From=%2B16195550100&Body="
              + encoded(body.substring(line + 1));
      String user = Relays.ACCOUNT + ":" + Relays.TOKEN;
      var answer =
          http.send(
              HttpRequest.newBuilder(messages)
                  .header(
                      "Authorization",
                      "Basic "
                          + Base64.getEncoder()
                              .encodeToString(user.getBytes(StandardCharsets.US_ASCII)))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() == 201) {
        sqs.deleteMessage(r -> r.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
