package com.quickdumpnow.relay.ops.aws;

import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.queue.sqs.SqsDeadLetters;
import com.quickdumpnow.relay.queue.sqs.TraceAttribute;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The dead letters of one queue. Every method throws {@link AwsException}.
 *
 * <p>SQS has no way to look without receiving, so letters that were listed are hidden from others
 * until they are {@link #release}d, or for two minutes.
 */
public final class LetterBox implements AutoCloseable {
  private static final Duration HIDDEN = Duration.ofMinutes(2);
  private static final int BATCH = 10;
  private static final String FIFO = ".fifo";

  private final SqsClient sqs;
  private final String queueUrl;

  private LetterBox(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * With region, credentials and endpoint from where the AWS SDK looks for them.
   *
   * @param queueUrl of the queue whose dead letters these are
   */
  public static LetterBox of(String queueUrl) {
    return new LetterBox(
        SqsClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(Duration.ofSeconds(10)))
            .overrideConfiguration(settings -> settings.apiCallTimeout(Duration.ofSeconds(20)))
            .build(),
        queueUrl);
  }

  /**
   * A dead letter.
   *
   * @param id SQS's own
   * @param group the job, in a FIFO queue
   * @param reason why it was given up, if that was said; one that SQS moved by itself was received
   *     too often
   * @param trace the span in which it was sent first
   */
  public record Letter(
      String id,
      Optional<String> group,
      String body,
      Optional<String> reason,
      Optional<TraceContext> trace,
      Instant sentAt,
      String handle) {
    @Override
    public String toString() {
      return "Letter[" + id + "]";
    }
  }

  /**
   * What can be had at this moment.
   *
   * @param hidden how many more there are by SQS's own, approximate count: later ones of a job
   *     whose first ten are here, or ones that somebody else looks at
   */
  public record Letters(List<Letter> letters, int hidden) {
    public Letters {
      letters = List.copyOf(letters);
    }
  }

  /** The name of the queue whose letters these are. */
  public String queue() {
    return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
  }

  /**
   * Receives everything that is to be had. Empty, too, when the queue has no dead letters at all.
   */
  public Letters receive() {
    return asked(() -> target().map(this::receive).orElseGet(() -> new Letters(List.of(), 0)));
  }

  private Letters receive(String url) {
    List<Letter> found = new ArrayList<>();
    List<Message> batch;
    do {
      batch =
          sqs.receiveMessage(
                  r ->
                      r.queueUrl(url)
                          .maxNumberOfMessages(BATCH)
                          .visibilityTimeout(Math.toIntExact(HIDDEN.toSeconds()))
                          // Without waiting SQS asks some of its servers only.
                          .waitTimeSeconds(1)
                          .messageAttributeNames("All")
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      batch.stream().map(LetterBox::letter).forEach(found::add);
    } while (!batch.isEmpty());
    return new Letters(found, Math.max(0, count(url) - found.size()));
  }

  private int count(String url) {
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(
                r ->
                    r.queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return counts.values().stream().mapToInt(Integer::parseInt).sum();
  }

  private static Letter letter(Message message) {
    Map<MessageSystemAttributeName, String> system = message.attributes();
    return new Letter(
        message.messageId(),
        Optional.ofNullable(system.get(MessageSystemAttributeName.MESSAGE_GROUP_ID)),
        message.body(),
        Optional.ofNullable(message.messageAttributes().get("reason"))
            .map(MessageAttributeValue::stringValue),
        TraceAttribute.in(message.messageAttributes()),
        Instant.ofEpochMilli(
            Long.parseLong(system.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))),
        message.receiptHandle());
  }

  /** Lets others see it again at once. */
  public void release(Letter letter) {
    asked(
        () ->
            sqs.changeMessageVisibility(
                r ->
                    r.queueUrl(target().orElseThrow())
                        .receiptHandle(letter.handle())
                        .visibilityTimeout(0)));
  }

  /**
   * Puts it back into the queue it came from, body, group and trace as they were, and takes it out
   * of the dead letters once that is done. Killed in between it is in both; SQS drops the second
   * one of five minutes.
   */
  public void redrive(Letter letter) {
    SendMessageRequest.Builder request =
        SendMessageRequest.builder()
            .queueUrl(queueUrl)
            .messageBody(letter.body())
            .messageAttributes(TraceAttribute.of(letter.trace()));
    if (queueUrl.endsWith(FIFO)) {
      request
          .messageGroupId(letter.group().orElse("none"))
          // Of its own: the first one's would be swallowed if it is not five minutes old.
          .messageDeduplicationId("redrive-" + letter.id());
    }
    asked(
        () -> {
          sqs.sendMessage(request.build());
          return sqs.deleteMessage(
              r -> r.queueUrl(target().orElseThrow()).receiptHandle(letter.handle()));
        });
  }

  private Optional<String> target() {
    return new SqsDeadLetters(sqs, queueUrl, InstantSource.system()).target();
  }

  @Override
  public void close() {
    sqs.close();
  }

  private static <T> T asked(Supplier<T> request) {
    return AwsException.asked("SQS", request);
  }
}
