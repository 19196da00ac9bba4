package com.quickdumpnow.relay.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.sqs.LocalSqs;
import com.quickdumpnow.relay.localcloud.sqs.Queue;
import com.quickdumpnow.relay.localcloud.testing.AwsClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class SqsEventSourceIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration VISIBILITY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration WINDOW = Duration.ofMillis(200);

  /** Writes each event to a file; fails the messages whose body begins with "bad" once each. */
  private static final String RECORDER =
      """
      java.nio.file.Path log = java.nio.file.Path.of(environment.get("LOG"));
      java.nio.file.Files.writeString(log, event + "\\n",
          java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
      if (event.contains("explode") && event.contains("\\"ApproximateReceiveCount\\":\\"1\\"")) {
        throw new IOException("boom");
      }
      StringBuilder failed = new StringBuilder();
      java.util.regex.Matcher m = java.util.regex.Pattern.compile(
          "\\"messageId\\":\\"([^\\"]+)\\",\\"receiptHandle\\":\\"[^\\"]+\\",\\"body\\":\\"bad[^}]*?"
              + "\\"ApproximateReceiveCount\\":\\"1\\"").matcher(event);
      while (m.find()) {
        failed.append(failed.length() == 0 ? "" : ",")
            .append("{\\"itemIdentifier\\":\\"" + m.group(1) + "\\"}");
      }
      return "{\\"batchItemFailures\\":[" + failed + "]}";
      """;

  private static LocalSqs sqs;
  private static SqsClient client;

  @TempDir private Path folder;

  @BeforeAll
  static void startSqs() {
    sqs = LocalSqs.start(0, List.of());
    client = AwsClients.sqs(sqs.endpoint());
  }

  @AfterAll
  static void stopSqs() {
    client.close();
    sqs.close();
  }

  private Running start(String queue, int batch) throws IOException {
    LambdaFunction tiny = HandlerJar.function(folder, RECORDER);
    Map<String, String> environment = Map.of("LOG", log().toString());
    LocalLambda lambda =
        new LocalLambda(
            new LambdaFunction("recorder", tiny.jar(), tiny.handlerClass(), environment));
    return new Running(lambda, SqsEventSource.start(sqs.queueUrl(queue), lambda, batch, WINDOW));
  }

  private Path log() {
    return folder.resolve("events");
  }

  private String queue(String name) {
    sqs.create(Queue.of(name, VISIBILITY));
    return sqs.queueUrl(name).toString();
  }

  private List<JsonNode> await(Predicate<List<JsonNode>> condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<JsonNode> records = records();
    while (!condition.test(records)) {
      assertThat(System.nanoTime()).as("waited in vain: %s", records).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      records = records();
    }
    return records;
  }

  private List<JsonNode> records() throws IOException {
    return Files.exists(log())
        ? Files.readAllLines(log()).stream().flatMap(l -> parse(l).valueStream()).toList()
        : List.of();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line).path("Records");
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private void awaitEmpty(String url) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!counts(url).equals(List.of("0", "0"))) {
      assertThat(System.nanoTime()).as("queue not emptied").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static List<String> counts(String url) {
    Map<QueueAttributeName, String> attributes =
        client
            .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return List.of(
        attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "?"),
        attributes.getOrDefault(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "?"));
  }

  @Test
  void poll_message_reachesTheFunctionAsAnSqsRecord() throws Exception {
    String url = queue("shape");
    client.sendMessage(
        r ->
            r.queueUrl(url)
                .messageBody("hello")
                .messageAttributes(
                    Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("receipt")
                            .build())));

    try (Running _ = start("shape", 10)) {
      JsonNode record = await(r -> r.size() == 1).getFirst();

      assertThat(record.path("messageId").asText()).isNotBlank();
      assertThat(record.path("receiptHandle").asText()).isNotBlank();
      assertThat(record.path("body").asText()).isEqualTo("hello");
      assertThat(record.path("md5OfBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
      assertThat(record.path("attributes").path("ApproximateReceiveCount").asText()).isEqualTo("1");
      assertThat(record.path("attributes").path("SentTimestamp").asText()).matches("\\d+");
      assertThat(record.path("messageAttributes").path("kind").path("stringValue").asText())
          .isEqualTo("receipt");
      assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
      assertThat(record.path("eventSourceARN").asText())
          .isEqualTo("arn:aws:sqs:us-east-1:000000000000:shape");
      assertThat(record.path("awsRegion").asText()).isEqualTo("us-east-1");
      awaitEmpty(url);
    }
  }

  @Test
  void poll_partialFailure_onlyTheFailedComeAgain() throws Exception {
    String url = queue("partial");
    List.of("good-1", "bad-1", "good-2", "bad-2")
        .forEach(b -> client.sendMessage(r -> r.queueUrl(url).messageBody(b)));

    try (Running _ = start("partial", 10)) {
      List<JsonNode> records = await(r -> r.size() >= 6);
      awaitEmpty(url);

      assertThat(records)
          .extracting(r -> r.path("body").asText())
          .containsExactlyInAnyOrder("good-1", "good-2", "bad-1", "bad-2", "bad-1", "bad-2");
    }
  }

  @Test
  void poll_functionError_wholeBatchComesAgain() throws Exception {
    String url = queue("whole");
    List.of("explode", "bystander")
        .forEach(b -> client.sendMessage(r -> r.queueUrl(url).messageBody(b)));

    try (Running _ = start("whole", 10)) {
      List<JsonNode> records = await(r -> r.size() >= 4);
      awaitEmpty(url);

      assertThat(records).extracting(r -> r.path("body").asText()).hasSize(4);
    }
  }

  @Test
  void poll_fifo_keepsOrder_andTenAtMost() throws Exception {
    String url = queue("order.fifo");
    for (int i = 0; i < 25; i++) {
      String body = "m" + i;
      client.sendMessage(
          r ->
              r.queueUrl(url)
                  .messageBody(body)
                  .messageGroupId("job-1")
                  .messageDeduplicationId(body));
    }

    try (Running _ = start("order.fifo", 100)) {
      List<JsonNode> records = await(r -> r.size() >= 25);

      assertThat(records)
          .extracting(r -> r.path("body").asText())
          .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> "m" + i).toList());
      assertThat(Files.readAllLines(log())).allMatch(l -> parse(l).size() <= 10);
      awaitEmpty(url);
    }
  }

  @Test
  void close_whilePolling_returnsAtOnce() throws Exception {
    queue("idle");
    Running source = start("idle", 10);

    long start = System.nanoTime();
    source.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  private record Running(LocalLambda lambda, SqsEventSource source) implements AutoCloseable {

    @Override
    public void close() {
      source.close();
      lambda.close();
    }
  }
}
