package com.quickdumpnow.relay.infra;

import com.quickdumpnow.relay.infra.OnCall.Condition;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** Whether customers get what was sent to them: the watch's metrics, SES's own, the canary. */
final class DeliveryAlarms {
  private static final Duration PERIOD = Duration.minutes(15);

  DeliveryAlarms(OnCall onCall, Deployment deployment, Monitors monitors) {
    Names names = deployment.names();
    deployment
        .chain()
        .path("routes")
        .forEach(route -> route(onCall, names, route.path("name").asText()));
    onCall.alarm(
        "emails",
        Condition.above(0.2, 2, metric(names, "EmailShare", Map.of())),
        "More than a fifth of what went out in 3 hours were emails: which route refuses, and why?"
            + " The dashboard's health view has the codes in words");
    onCall.alarm(
        "to-call",
        Condition.above(0, 1, metric(names, "ToCall", Map.of())),
        "Customers whom neither text nor email reached are to be called: the dashboard lists them");
    onCall.alarm(
        "watch",
        Condition.above(0, 3, monitors.watch().function().metricErrors(sum())),
        "The watch cannot read /health-summary: is its token in %s still known?"
            .formatted(names.secret("monitor-token")));
    monitors
        .canary()
        .ifPresent(
            canary ->
                onCall.alarm(
                    "canary",
                    Condition.above(0, 1, canary.function().metricErrors(sum())),
                    "A test job did not get from its first status to the tracking page: its log"
                        + " %s says how far it came".formatted(names.lambdaLog("canary"))));
    reputation(onCall, "bounces", "Reputation.BounceRate", 0.05);
    reputation(onCall, "complaints", "Reputation.ComplaintRate", 0.001);
  }

  private static void route(OnCall onCall, Names names, String name) {
    onCall.alarm(
        "delivered-" + name,
        Condition.below(0.8, 2, metric(names, "DeliveredRatio", Map.of("route", name))),
        "Route " + name + " delivered less than 80 % in 3 hours; the next routes carry on");
    onCall.alarm(
        "no-receipt-" + name,
        Condition.above(0.3, 2, metric(names, "NoReceiptRatio", Map.of("route", name))),
        "Route "
            + name
            + " got no receipt for more than 30 % in 3 hours: do callbacks reach the webhook?");
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html">SES's
   *     thresholds</a>
   */
  private static void reputation(OnCall onCall, String name, String metric, double threshold) {
    onCall.alarm(
        "ses-" + name,
        Condition.above(
            threshold,
            1,
            Metric.Builder.create()
                .namespace("AWS/SES")
                .metricName(metric)
                .statistic("Average")
                .period(Duration.hours(1))
                .build()),
        "SES reviews accounts with more " + name + " than that, and may stop all email");
  }

  static Metric metric(Names names, String name, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(names.metrics())
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic("Maximum")
        .period(PERIOD)
        .build();
  }

  private static MetricOptions sum() {
    return MetricOptions.builder().statistic("Sum").period(PERIOD).build();
  }
}
