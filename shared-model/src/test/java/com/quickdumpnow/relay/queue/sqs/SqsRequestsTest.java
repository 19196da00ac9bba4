package com.quickdumpnow.relay.queue.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.sqs.SqsRequests.Entry;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqsRequestsTest {
  static {
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  private record Reply(int status, String body) {}

  private final Queue<Reply> replies = new ArrayDeque<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final LoopbackServer server = LoopbackServer.start("SQS", 0, this::answer);
  private final SqsRequests sqs = SqsRequests.at(server.uri());

  @AfterEach
  void close() {
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Reply reply = replies.remove();
    if (reply.status() == 0) {
      exchange.close();
      return;
    }
    Exchanges.send(exchange, reply.status(), "application/x-amz-json-1.0", reply.body());
  }

  @Test
  void send_answeredByAnErrorOrNotAtAll_isTriedAgain() {
    replies.addAll(List.of(new Reply(500, "{}"), new Reply(0, ""), new Reply(200, "{}")));

    sqs.send("http://queue", "body");

    assertThat(requests).hasValue(3);
  }

  @Test
  void send_failedThreeTimes_isUnavailable() {
    replies.addAll(List.of(new Reply(503, ""), new Reply(503, ""), new Reply(503, "")));

    assertThatThrownBy(() -> sqs.send("http://queue", "body"))
        .isInstanceOf(QueueUnavailableException.class);
    assertThat(requests).hasValue(3);
  }

  @Test
  void send_throttled_isTriedAgain() {
    replies.add(new Reply(400, "{\"__type\":\"com.amazonaws.sqs#RequestThrottled\"}"));
    replies.add(new Reply(200, "{}"));

    sqs.send("http://queue", "body");

    assertThat(requests).hasValue(2);
  }

  @Test
  void send_refused_isUnavailableAtOnce() {
    replies.add(new Reply(403, "{\"__type\":\"AccessDenied\"}"));

    assertThatThrownBy(() -> sqs.send("http://queue", "body"))
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessageNotContaining("body");
    assertThat(requests).hasValue(1);
  }

  @Test
  void sendBatch_namesThoseThatWereRefused() {
    replies.add(
        new Reply(
            200,
            """
            {"Successful":[{"Id":"0","MessageId":"m","MD5OfMessageBody":"x"}],
             "Failed":[{"Code":"Slow","Id":"1","SenderFault":false},{"Id":"2","Code":"Slow"}]}\
            """));

    assertThat(
            sqs.sendBatch(
                "http://queue",
                List.of(
                    new Entry("0", "a", "g", "d0"),
                    new Entry("1", "b", "g", "d1"),
                    new Entry("2", "c", "g", "d2"))))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void sendBatch_answeredByNoJson_isUnavailable() {
    replies.add(new Reply(200, "<html>"));

    assertThatThrownBy(() -> sqs.sendBatch("http://queue", List.of(new Entry("0", "a", "g", "d"))))
        .isInstanceOf(QueueUnavailableException.class);
  }
}
