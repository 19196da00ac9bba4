package com.quickdumpnow.relay.infra;

import com.quickdumpnow.relay.infra.OnCall.Condition;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;

/** What the queues tell by themselves, and the dead-man's alarm. */
final class QueueAlarms {
  private static final MetricOptions OVER_FIVE_MINUTES = statistic("Sum", 5);

  QueueAlarms(OnCall onCall, Names names, Queues queues) {
    old(
        onCall,
        "notifications",
        queues.notifications(),
        "texts wait: is the worker up and polling?");
    old(onCall, "outcomes", queues.outcomes(), "receipts wait: look at the recorder's log");
    dead(onCall, "notifications-dead", queues.deadNotifications());
    dead(onCall, "outcomes-dead", queues.deadOutcomes());
    deadMan(onCall, names, queues.notifications());
  }

  private static void old(OnCall onCall, String name, Queue queue, String advice) {
    onCall.alarm(
        name + "-age",
        Condition.above(300, 2, queue.metricApproximateAgeOfOldestMessage(statistic("Maximum", 1))),
        "The oldest message of " + name + " is older than 5 minutes; " + advice);
  }

  private static void dead(OnCall onCall, String name, Queue queue) {
    onCall.alarm(
        name,
        Condition.above(
            0, 1, queue.metricApproximateNumberOfMessagesVisible(statistic("Maximum", 5))),
        "Something is in " + name + ": its attribute reason says why; see docs/deploy.md");
  }

  /**
   * A worker that lives asks the queue at least every 20 s, and SQS counts that by itself: so this
   * alarm depends on no program, on no store and on no carrier.
   */
  private static void deadMan(OnCall onCall, Names names, Queue notifications) {
    onCall.alarm(
        "dead-man",
        Condition.below(
                1,
                2,
                MathExpression.Builder.create()
                    .label("polls of notifications.fifo")
                    .expression("FILL(empty, 0) + FILL(received, 0)")
                    .usingMetrics(
                        Map.of(
                            "empty", notifications.metricNumberOfEmptyReceives(OVER_FIVE_MINUTES),
                            "received",
                                notifications.metricNumberOfMessagesReceived(OVER_FIVE_MINUTES)))
                    .period(Duration.minutes(5))
                    .build())
            .orMissing(),
        "Nobody has asked the queue for 10 minutes: no text goes out. Look at the ECS service %s"
                .formatted(names.of("relay-worker"))
            + " and its log %s (\"polling pauses\" names the reason)"
                .formatted(names.log("worker")));
  }

  private static MetricOptions statistic(String statistic, int minutes) {
    return MetricOptions.builder().statistic(statistic).period(Duration.minutes(minutes)).build();
  }
}
