package com.quickdumpnow.relay.ops.aws;

import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.queue.sqs.SqsDeadLetters;
import com.quickdumpnow.relay.queue.sqs.TraceAttribute;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The dead letters of one queue. Every method throws {@link AwsException}.
 *
 * <p>SQS has no way to look without receiving, so letters that were listed are held: hidden from
 * others until they are {@link #release}d, or for two minutes from when they were received or
 * {@link #keep kept} last.
 */
public final class LetterBox implements AutoCloseable {
  private static final Duration HELD = Duration.ofMinutes(2);
  private static final int BATCH = 10;
  private static final String FIFO = ".fifo";

  private final SqsClient sqs;
  private final String queueUrl;
  private final Duration held;
  private final SqsDeadLetters dead;

  private LetterBox(SqsClient sqs, String queueUrl, Duration held) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.held = held;
    this.dead = new SqsDeadLetters(sqs, queueUrl, InstantSource.system());
  }

  /**
   * With region, credentials and endpoint from where the AWS SDK looks for them.
   *
   * @param queueUrl of the queue whose dead letters these are
   */
  public static LetterBox of(String queueUrl) {
    return of(queueUrl, HELD);
  }

  /**
   * The same.
   *
   * @param held for how long letters are hidden, in whole seconds
   */
  public static LetterBox of(String queueUrl, Duration held) {
    return new LetterBox(
        SqsClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(Duration.ofSeconds(10)))
            .overrideConfiguration(settings -> settings.apiCallTimeout(Duration.ofSeconds(20)))
            .build(),
        queueUrl,
        held);
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

  /** For how long letters are held. */
  public Duration held() {
    return held;
  }

  /**
   * Receives everything that is to be had. Empty, too, when the queue has no dead letters at all.
   *
   * @param told how many there are so far, and are in all by SQS's approximate count
   */
  public Letters receive(BiConsumer<Integer, Integer> told) {
    return asked(
        () ->
            dead.target()
                .map(url -> receive(url, told))
                .orElseGet(() -> new Letters(List.of(), 0)));
  }

  private Letters receive(String url, BiConsumer<Integer, Integer> told) {
    int about = count(url);
    // One that is received for the second time has its newest handle; it says that all were seen.
    Map<String, Letter> found = new LinkedHashMap<>();
    int before;
    do {
      before = found.size();
      told.accept(before, about);
      batch(url).stream().map(LetterBox::letter).forEach(one -> found.put(one.id(), one));
    } while (found.size() > before);
    return new Letters(List.copyOf(found.values()), Math.max(0, count(url) - found.size()));
  }

  private List<Message> batch(String url) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .visibilityTimeout(Math.toIntExact(held.toSeconds()))
                    // Without waiting SQS asks some of its servers only.
                    .waitTimeSeconds(1)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
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

  /**
   * Lets others see them again at once.
   *
   * @return those that were held until then
   */
  public List<Letter> release(List<Letter> letters) {
    return changed(letters, Duration.ZERO);
  }

  /**
   * Holds them for as long again, from now on.
   *
   * @return those that are held; others may have the rest, or have dealt with it
   */
  public List<Letter> keep(List<Letter> letters) {
    return changed(letters, held);
  }

  private List<Letter> changed(List<Letter> letters, Duration hidden) {
    String url = asked(dead::target).orElseThrow();
    List<Letter> changed = new ArrayList<>();
    for (int from = 0; from < letters.size(); from += BATCH) {
      List<Letter> some = letters.subList(from, Math.min(from + BATCH, letters.size()));
      Set<String> failed =
          asked(
                  () ->
                      sqs.changeMessageVisibilityBatch(
                          r -> r.queueUrl(url).entries(hide(some, hidden))))
              .failed()
              .stream()
              .map(BatchResultErrorEntry::id)
              .collect(Collectors.toSet());
      for (int i = 0; i < some.size(); i++) {
        if (!failed.contains(Integer.toString(i))) {
          changed.add(some.get(i));
        }
      }
    }
    return changed;
  }

  private static List<ChangeMessageVisibilityBatchRequestEntry> hide(
      List<Letter> letters, Duration hidden) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (Letter letter : letters) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(letter.handle())
              .visibilityTimeout(Math.toIntExact(hidden.toSeconds()))
              .build());
    }
    return entries;
  }

  /**
   * Puts one that is held back into the queue it came from, body, group and trace as they were, and
   * takes it out of the dead letters once that is done. Killed in between it is in both; SQS drops
   * the second one of five minutes.
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
              r -> r.queueUrl(dead.target().orElseThrow()).receiptHandle(letter.handle()));
        });
  }

  @Override
  public void close() {
    sqs.close();
  }

  private static <T> T asked(Supplier<T> request) {
    return AwsException.asked("SQS", request);
  }
}
