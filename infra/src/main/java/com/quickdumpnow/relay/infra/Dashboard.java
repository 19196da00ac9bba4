package com.quickdumpnow.relay.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.constructs.Construct;

/** One page that shows whether texts arrive, and if not, where they stick. */
final class Dashboard {
  private static final MetricOptions AGE =
      MetricOptions.builder().statistic("Maximum").period(Duration.minutes(1)).build();

  Dashboard(
      Construct scope, Deployment deployment, Queues queues, Functions functions, JobApi gateway) {
    Names names = deployment.names();
    software.amazon.awscdk.services.cloudwatch.Dashboard.Builder.create(scope, "Dashboard")
        .dashboardName(names.of("relay"))
        .widgets(
            List.of(
                List.of(
                    graph("Delivered, by route", byRoute(deployment, "DeliveredRatio")),
                    graph("No receipt, by route", byRoute(deployment, "NoReceiptRatio")),
                    graph("Rejections, by code", List.of(byCode(names)))),
                List.of(
                    graph(
                        "Email's share, and whom to call",
                        List.of(
                            DeliveryAlarms.metric(names, "EmailShare", Map.of()),
                            DeliveryAlarms.metric(names, "ToCall", Map.of()))),
                    graph(
                        "Age of the oldest message, s",
                        List.of(
                            queues.notifications().metricApproximateAgeOfOldestMessage(AGE),
                            queues.outcomes().metricApproximateAgeOfOldestMessage(AGE))),
                    graph(
                        "Commits and conflicts",
                        List.of(
                            ProgramAlarms.ofStore(names, "commits"),
                            ProgramAlarms.ofStore(names, "conflicts")))),
                List.of(
                    graph(
                        "API",
                        List.of(
                            ProgramAlarms.gatewayMetric(gateway, "Count"),
                            ProgramAlarms.gatewayMetric(gateway, "4xx"),
                            ProgramAlarms.gatewayMetric(gateway, "5xx"))),
                    graph(
                        "Errors of functions",
                        List.of(
                            functions.api().function().metricErrors(),
                            functions.webhook().function().metricErrors(),
                            functions.recorder().function().metricErrors())),
                    graph(
                        "Dead letters",
                        List.of(
                            queues.deadNotifications().metricApproximateNumberOfMessagesVisible(),
                            queues.deadOutcomes().metricApproximateNumberOfMessagesVisible())))))
        .build();
  }

  private static List<IMetric> byRoute(Deployment deployment, String name) {
    List<IMetric> metrics = new ArrayList<>();
    deployment
        .chain()
        .path("routes")
        .forEach(
            route ->
                metrics.add(
                    DeliveryAlarms.metric(
                        deployment.names(), name, Map.of("route", route.path("name").asText()))));
    return metrics;
  }

  private static IMetric byCode(Names names) {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('{%s,code} MetricName=\"Rejections\"', 'Maximum', 900)"
                .formatted(names.metrics()))
        .usingMetrics(Map.of())
        .build();
  }

  private static IWidget graph(String title, List<? extends IMetric> metrics) {
    return GraphWidget.Builder.create().title(title).width(8).left(metrics).build();
  }
}
