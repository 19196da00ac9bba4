package com.quickdumpnow.relay.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.DeduplicationScope;
import software.amazon.awscdk.services.sqs.FifoThroughputLimit;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The two queues, each with its dead-letter queue: encrypted by SQS's own keys, TLS only. */
final class Queues extends Construct {
  /** The longest that SQS offers: a weekend without anybody must lose nothing. */
  private static final Duration RETENTION = Duration.days(14);

  /** The worker asks for its own at every receive, and prolongs it. */
  private static final Duration TRIGGER_VISIBILITY = Duration.seconds(60);

  /** Six times the recorder's timeout, as Lambda advises for its event sources. */
  private static final Duration OUTCOME_VISIBILITY = Duration.seconds(6 * 150L);

  private static final Number RECEIVES = 10;

  private final Queue notifications;
  private final Queue deadNotifications;
  private final Queue outcomes;
  private final Queue deadOutcomes;

  private final Names names;

  Queues(Construct scope, Deployment deployment) {
    super(scope, "Queues");
    names = deployment.names();
    deadNotifications = fifo("DeadNotifications", "notifications-dead.fifo").build();
    Queue.Builder triggers =
        fifo("Notifications", "notifications.fifo")
            .visibilityTimeout(TRIGGER_VISIBILITY)
            .deadLetterQueue(deadLetters(deadNotifications));
    notifications = (deployment.table() ? quick(triggers) : triggers).build();
    deadOutcomes = standard("DeadOutcomes", "outcomes-dead").build();
    outcomes =
        standard("Outcomes", "outcomes")
            .visibilityTimeout(OUTCOME_VISIBILITY)
            .deadLetterQueue(deadLetters(deadOutcomes))
            .build();
  }

  private Queue.Builder fifo(String id, String name) {
    return standard(id, name).fifo(true);
  }

  /**
   * By partitions of message groups: from 300 calls a second to thousands, at the same price.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html">High
   *     throughput for FIFO queues</a>
   */
  private static Queue.Builder quick(Queue.Builder queue) {
    return queue
        .deduplicationScope(DeduplicationScope.MESSAGE_GROUP)
        .fifoThroughputLimit(FifoThroughputLimit.PER_MESSAGE_GROUP_ID);
  }

  private Queue.Builder standard(String id, String name) {
    return Queue.Builder.create(this, id)
        .queueName(names.queue(name))
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(RETENTION);
  }

  private static DeadLetterQueue deadLetters(Queue queue) {
    return DeadLetterQueue.builder().queue(queue).maxReceiveCount(RECEIVES).build();
  }

  Queue notifications() {
    return notifications;
  }

  Queue deadNotifications() {
    return deadNotifications;
  }

  Queue outcomes() {
    return outcomes;
  }

  Queue deadOutcomes() {
    return deadOutcomes;
  }
}
