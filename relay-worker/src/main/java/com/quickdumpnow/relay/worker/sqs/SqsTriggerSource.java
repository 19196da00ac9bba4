package com.quickdumpnow.relay.worker.sqs;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.TriggerJson;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.DeadLetters;
import com.quickdumpnow.relay.queue.DeadLetters.Letter;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.sqs.SqsDeadLetters;
import com.quickdumpnow.relay.queue.sqs.TraceAttribute;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.time.Turns;
import com.quickdumpnow.relay.worker.relay.TriggerSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Triggers from an SQS FIFO queue. */
public final class SqsTriggerSource implements TriggerSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqsTriggerSource.class);

  /** SQS takes no more in one call. */
  private static final int BATCH = 10;

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Beyond the longest poll. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final SqsClient sqs;
  private final String queueUrl;
  private final Duration longestPoll;
  private final DeadLetters deadLetters;
  private final Turns<Deletion> deletions = new Turns<>(Clockwork.system(), this::deleteAll);

  SqsTriggerSource(SqsClient sqs, String queueUrl, Duration longestPoll) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.longestPoll = longestPoll;
    this.deadLetters = new SqsDeadLetters(sqs, queueUrl, InstantSource.system());
  }

  /**
   * With region, credentials and endpoint from where the AWS SDK looks for them.
   *
   * @param longestPoll what a poll waits at most, whatever it was asked to; whole seconds
   */
  public static SqsTriggerSource of(String queueUrl, Duration longestPoll) {
    return new SqsTriggerSource(
        SqsClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(TIMEOUT))
            .build(),
        queueUrl,
        longestPoll);
  }

  @Override
  public List<Delivery> receive(int max, Duration wait, Duration visibility) {
    ReceiveMessageRequest request =
        ReceiveMessageRequest.builder()
            .queueUrl(queueUrl)
            .maxNumberOfMessages(max)
            .waitTimeSeconds(Math.toIntExact(Math.min(wait.toSeconds(), longestPoll.toSeconds())))
            .visibilityTimeout(seconds(visibility))
            .messageSystemAttributeNames(
                MessageSystemAttributeName.MESSAGE_GROUP_ID,
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                MessageSystemAttributeName.SENT_TIMESTAMP)
            .messageAttributeNames(TraceContext.NAME)
            .build();
    return asking(() -> sqs.receiveMessage(request)).messages().stream()
        .map(SqsTriggerSource::delivery)
        .toList();
  }

  /** Those of many threads go out together: SQS charges by the call. */
  @Override
  public void delete(Delivery delivery) {
    Deletion deletion = new Deletion(delivery.handle());
    try {
      deletions.take(deletion);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueUnavailableException("interrupted before it was deleted", e);
    }
    if (!deletion.isDone) {
      throw new QueueUnavailableException("SQS did not delete it", deletion.failure);
    }
  }

  /** Written by the thread that deletes, read by the one that asked for it. */
  private static final class Deletion {
    final String handle;
    volatile boolean isDone;
    volatile @Nullable Throwable failure;

    Deletion(String handle) {
      this.handle = handle;
    }
  }

  private void deleteAll(Turns<Deletion>.Turn turn) {
    List<Deletion> all = turn.requests();
    for (int from = 0; from < all.size(); from += BATCH) {
      List<Deletion> batch = all.subList(from, Math.min(from + BATCH, all.size()));
      try {
        deleteBatch(batch);
      } catch (SdkException e) {
        batch.forEach(deletion -> deletion.failure = e);
      }
    }
  }

  private void deleteBatch(List<Deletion> batch) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Deletion deletion : batch) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(deletion.handle)
              .build());
    }
    sqs.deleteMessageBatch(r -> r.queueUrl(queueUrl).entries(entries))
        .successful()
        .forEach(done -> batch.get(Integer.parseInt(done.id())).isDone = true);
  }

  @Override
  public void keep(Delivery delivery, Duration visibility) {
    asking(
        () ->
            sqs.changeMessageVisibility(
                r ->
                    r.queueUrl(queueUrl)
                        .receiptHandle(delivery.handle())
                        .visibilityTimeout(seconds(visibility))));
  }

  @Override
  public void bury(Delivery delivery, String reason) {
    Letter letter =
        new Letter(
            delivery.body(),
            reason,
            Optional.of(delivery.group()),
            delivery.trigger().flatMap(Trigger::trace));
    if (isBuried(letter)) {
      delete(delivery);
    } else {
      keep(delivery, Duration.ZERO);
    }
  }

  private boolean isBuried(Letter letter) {
    try {
      return deadLetters.bury(letter);
    } catch (QueueUnavailableException e) {
      LOG.atWarn().setCause(e).log("left to the queue's own redrive");
      return false;
    }
  }

  @Override
  public void close() {
    sqs.close();
  }

  private static <T> T asking(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw new QueueUnavailableException("SQS did not do as it was asked", e);
    }
  }

  private static Delivery delivery(Message message) {
    Map<MessageSystemAttributeName, String> attributes = message.attributes();
    return new Delivery(
        message.receiptHandle(),
        attributes.getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, ""),
        message.body(),
        trigger(message),
        Integer.parseInt(
            attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
        Optional.ofNullable(attributes.get(MessageSystemAttributeName.SENT_TIMESTAMP))
            .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
            .orElseGet(Instant::now));
  }

  private static Optional<Trigger> trigger(Message message) {
    try {
      return Optional.of(
          TriggerJson.read(message.body()).in(TraceAttribute.in(message.messageAttributes())));
    } catch (BadJsonException _) {
      return Optional.empty();
    }
  }

  /** Rounded up: SQS knows whole seconds only. */
  private static int seconds(Duration duration) {
    Duration capped = duration.compareTo(MAX_VISIBILITY) < 0 ? duration : MAX_VISIBILITY;
    return Math.toIntExact(capped.plusMillis(999).toSeconds());
  }
}
