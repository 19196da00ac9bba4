package com.quickdumpnow.relay.queue.sqs;

import com.quickdumpnow.relay.json.TriggerJson;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.queue.sqs.SqsRequests.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Triggers in a FIFO queue: the group is the job, so that one job's triggers are worked one after
 * the other.
 */
public final class SqsTriggerQueue implements TriggerQueue {
  /** SQS takes no more in one call. */
  private static final int BATCH = 10;

  private final SqsRequests sqs;
  private final String queueUrl;

  SqsTriggerQueue(SqsRequests sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  public static SqsTriggerQueue of(String queueUrl) {
    return new SqsTriggerQueue(SqsRequests.fromEnvironment(), queueUrl);
  }

  @Override
  public void send(List<Trigger> triggers) {
    for (int from = 0; from < triggers.size(); from += BATCH) {
      int to = Math.min(from + BATCH, triggers.size());
      sendBatch(triggers.subList(from, to));
    }
  }

  private void sendBatch(List<Trigger> triggers) {
    List<Entry> entries = new ArrayList<>();
    for (Trigger trigger : triggers) {
      entries.add(entry(Integer.toString(entries.size()), trigger));
    }
    List<Entry> failed = failuresOf(entries);
    if (!failed.isEmpty()) {
      failed = failuresOf(failed);
    }
    if (!failed.isEmpty()) {
      throw new QueueUnavailableException(
          "SQS refused " + failed.size() + " of " + triggers.size() + " triggers twice", null);
    }
  }

  private List<Entry> failuresOf(List<Entry> entries) {
    Set<String> failed = sqs.sendBatch(queueUrl, entries);
    return entries.stream().filter(entry -> failed.contains(entry.id())).toList();
  }

  private static Entry entry(String id, Trigger trigger) {
    return new Entry(
        id,
        TriggerJson.write(trigger),
        trigger.jobId().value(),
        trigger.jobId()
            + ":"
            + trigger.notificationId()
            + ":"
            + trigger.attempt()
            + ":"
            + trigger.generation());
  }
}
