package com.quickdumpnow.relay.queue.sqs;

import com.quickdumpnow.relay.json.TriggerJson;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Triggers in a FIFO queue: the group is the job, so that one job's triggers are worked one after
 * the other.
 */
public final class SqsTriggerQueue implements TriggerQueue {
  /** SQS takes no more in one call. */
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String queueUrl;

  SqsTriggerQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  public static SqsTriggerQueue of(String queueUrl) {
    return new SqsTriggerQueue(SqsClients.fromEnvironment(), queueUrl);
  }

  @Override
  public void send(List<Trigger> triggers) {
    for (int from = 0; from < triggers.size(); from += BATCH) {
      int to = Math.min(from + BATCH, triggers.size());
      sendBatch(triggers.subList(from, to));
    }
  }

  private void sendBatch(List<Trigger> triggers) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Trigger trigger : triggers) {
      entries.add(entry(Integer.toString(entries.size()), trigger));
    }
    List<SendMessageBatchRequestEntry> failed = failuresOf(entries);
    if (!failed.isEmpty()) {
      failed = failuresOf(failed);
    }
    if (!failed.isEmpty()) {
      throw new QueueUnavailableException(
          "SQS refused " + failed.size() + " of " + triggers.size() + " triggers twice", null);
    }
  }

  private List<SendMessageBatchRequestEntry> failuresOf(
      List<SendMessageBatchRequestEntry> entries) {
    SendMessageBatchResponse response;
    try {
      response = sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
    } catch (SdkException e) {
      throw new QueueUnavailableException("SQS did not take the triggers", e);
    }
    Set<String> failed = new HashSet<>();
    for (BatchResultErrorEntry failure : response.failed()) {
      failed.add(failure.id());
    }
    return entries.stream().filter(entry -> failed.contains(entry.id())).toList();
  }

  private static SendMessageBatchRequestEntry entry(String id, Trigger trigger) {
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageBody(TriggerJson.write(trigger))
        .messageGroupId(trigger.jobId().value())
        .messageDeduplicationId(
            trigger.jobId()
                + ":"
                + trigger.notificationId()
                + ":"
                + trigger.attempt()
                + ":"
                + trigger.generation())
        .messageAttributes(TraceAttribute.of(trigger.trace()))
        .build();
  }
}
