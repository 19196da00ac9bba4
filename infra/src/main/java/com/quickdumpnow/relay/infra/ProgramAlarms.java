package com.quickdumpnow.relay.infra;

import com.quickdumpnow.relay.infra.OnCall.Condition;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;

/** Whether the programs themselves are well. */
final class ProgramAlarms {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);
  private static final MetricOptions SUM =
      MetricOptions.builder().statistic("Sum").period(FIVE_MINUTES).build();

  ProgramAlarms(
      OnCall onCall, Names names, Functions functions, WorkerService worker, JobApi gateway) {
    lambda(onCall, names, "api", functions.api());
    lambda(onCall, names, "webhook", functions.webhook());
    lambda(onCall, names, "recorder", functions.recorder());
    onCall.alarm(
        "api-5xx",
        Condition.above(0, 1, gatewayMetric(gateway, "5xx")),
        "Requests fail: %s has the routes, %s the causes. Twilio"
                .formatted(names.log("api-access"), names.lambdaLog("api"))
            + " repeats its callbacks for 15 s only");
    conflicts(onCall, names, worker);
  }

  private static void lambda(OnCall onCall, Names names, String name, Lambda lambda) {
    onCall.alarm(
        name + "-errors",
        Condition.above(0, 1, lambda.function().metricErrors(SUM)),
        "The function failed or timed out: its log is " + names.lambdaLog(name));
    onCall.alarm(
        name + "-throttles",
        Condition.above(0, 1, lambda.function().metricThrottles(SUM)),
        "Lambda refused to start it: raise the account's quota of concurrent executions");
  }

  static Metric gatewayMetric(JobApi gateway, String name) {
    return Metric.Builder.create()
        .namespace("AWS/ApiGateway")
        .metricName(name)
        .dimensionsMap(Map.of("ApiId", gateway.id()))
        .statistic("Sum")
        .period(FIVE_MINUTES)
        .build();
  }

  /** The worker says each minute what its store went through, as JSON. */
  private static void conflicts(OnCall onCall, Names names, WorkerService worker) {
    for (String name : List.of("commits", "conflicts")) {
      MetricFilter.Builder.create(worker, "Filter-" + name)
          .logGroup(worker.log())
          .metricNamespace(names.metrics())
          .metricName("store-" + name)
          .filterPattern(FilterPattern.stringValue("$.event", "=", "pulse"))
          .metricValue("$." + name)
          .build();
    }
    onCall.alarm(
        "conflicts",
        Condition.above(
            0.5,
            3,
            MathExpression.Builder.create()
                .label("conflicts per commit")
                .expression("IF(commits > 20, conflicts / commits, 0)")
                .usingMetrics(
                    Map.of(
                        "commits",
                        ofStore(names, "commits"),
                        "conflicts",
                        ofStore(names, "conflicts")))
                .period(FIVE_MINUTES)
                .build()),
        "Every second write of maintenance.json is lost to another writer's: see docs/scale.md");
  }

  static Metric ofStore(Names names, String name) {
    return Metric.Builder.create()
        .namespace(names.metrics())
        .metricName("store-" + name)
        .statistic("Sum")
        .period(FIVE_MINUTES)
        .build();
  }
}
