package com.quickdumpnow.relay.queue.sqs;


import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.quickdumpnow.relay.aws.AwsRequests;
import com.quickdumpnow.relay.aws.AwsRequests.Answer;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The two calls of SQS's JSON protocol with which something is queued. A call may be made up to
 * three times: a trigger sent twice is deduplicated, a receipt recorded twice does no harm.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html">the
 *     protocol</a>
 */
final class SqsRequests {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int TRIES = 3;
  private static final Duration ALL_TRIES = Duration.ofSeconds(8);
  private static final long LONGEST_PAUSE_MILLIS = 200;
  private static final int FIRST_SERVER_ERROR = 500;

  private final AwsRequests aws;

  private SqsRequests(URI endpoint) {
    this.aws = new AwsRequests("sqs", endpoint, Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  /** With region, credentials and endpoint from where the AWS SDK looks for them. */
  static SqsRequests fromEnvironment() {
    return at(
        AwsRequests.configuredEndpoint("sqs")
            .orElseGet(() -> URI.create("https://" + AwsRequests.regionalHost("sqs"))));
  }

  static SqsRequests at(URI endpoint) {
    return new SqsRequests(endpoint);
  }

  /** A message of a FIFO queue. */
  record Entry(String id, String body, String group, String deduplicationId) {}

  /**
   * @throws QueueUnavailableException when it may not be in the queue
   */
  void send(String queueUrl, String body) {
    call(
        "SendMessage",
        json -> {
          json.writeStringField("QueueUrl", queueUrl);
          json.writeStringField("MessageBody", body);
        });
  }

  /**
   * The ids of those that were refused.
   *
   * @param entries at most ten
   * @throws QueueUnavailableException when they may not be in the queue
   */
  Set<String> sendBatch(String queueUrl, List<Entry> entries) {
    byte[] answer =
        call(
            "SendMessageBatch",
            json -> {
              json.writeStringField("QueueUrl", queueUrl);
              json.writeArrayFieldStart("Entries");
              for (Entry entry : entries) {
                json.writeStartObject();
                json.writeStringField("Id", entry.id());
                json.writeStringField("MessageBody", entry.body());
                json.writeStringField("MessageGroupId", entry.group());
                json.writeStringField("MessageDeduplicationId", entry.deduplicationId());
                json.writeEndObject();
              }
              json.writeEndArray();
            });
    try {
      return failed(answer);
    } catch (IOException e) {
      throw new QueueUnavailableException("SQS answered something else than JSON", e);
    }
  }

  /** The ids under "Failed". */
  private static Set<String> failed(byte[] answer) throws IOException {
    Set<String> failed = new HashSet<>();
    try (JsonParser in = JSON.createParser(answer)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = in.currentName().equals("Failed");
        in.nextToken();
        if (!wanted || in.currentToken() != JsonToken.START_ARRAY) {
          in.skipChildren();
          continue;
        }
        while (in.nextToken() == JsonToken.START_OBJECT) {
          while (in.nextToken() == JsonToken.FIELD_NAME) {
            boolean id = in.currentName().equals("Id");
            in.nextToken();
            if (id) {
              failed.add(in.getValueAsString(""));
            }
            in.skipChildren();
          }
        }
      }
    }
    return failed;
  }

  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private byte[] call(String action, Members members) {
    byte[] body = body(members);
    Map<String, String> headers =
        Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", "AmazonSQS." + action);
    long end = System.nanoTime() + ALL_TRIES.toNanos();
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == TRIES || System.nanoTime() - end > 0;
      try {
        Answer answer = aws.send("POST", "/", headers, body);
        if (answer.status() == 200) {
          return answer.body().octets();
        }
        if (last || !mayPass(answer)) {
          throw new QueueUnavailableException(
              "SQS answered " + answer.status() + " to " + action, null);
        }
      } catch (IOException | SdkException e) {
        if (last) {
          throw new QueueUnavailableException("SQS did not answer " + action, e);
        }
      }
      pause(attempt);
    }
  }

  private static boolean mayPass(Answer answer) {
    return answer.status() >= FIRST_SERVER_ERROR || answer.body().text().contains("Throttl");
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, attempt * LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueUnavailableException("interrupted", e);
    }
  }

  private static byte[] body(Members members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return out.toByteArray();
  }
}
