package com.quickdumpnow.relay.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.constructs.Construct;

/**
 * Two functions that use the API as staff do: the watch makes metrics of what it counts, the canary
 * sends a job of its own all the way.
 */
final class Monitors extends Construct {
  private static final Lambda.Size WATCH = new Lambda.Size(256, Duration.seconds(60));
  private static final Lambda.Size CANARY = new Lambda.Size(256, Duration.minutes(5));

  /** In California's morning, before the first loads, and in its afternoon. */
  private static final CronOptions TWICE_A_DAY =
      CronOptions.builder().minute("0").hour("15,21").build();

  private final Lambda watch;
  private final Optional<Lambda> canary;

  Monitors(
      Construct scope,
      Path functions,
      Deployment deployment,
      FoundationStack foundation,
      JobApi gateway) {
    super(scope, "Monitors");
    Map<String, String> environment = new TreeMap<>();
    environment.put("QDN_API_URL", gateway.url());
    environment.put(
        "QDN_MONITOR_TOKEN", Functions.reference(foundation.monitorToken().getSecretArn()));
    Names names = deployment.names();
    names.depot().ifPresent(_ -> environment.put("QDN_METRICS", names.metrics()));
    List<PolicyStatement> permissions = List.of(Permissions.read(foundation.monitorToken()));
    watch =
        new Lambda(
            this,
            names,
            "Watch",
            Lambda.Program.node(functions, "watch.handler"),
            WATCH,
            environment,
            permissions);
    run(watch, Schedule.rate(Duration.minutes(5)));
    canary =
        deployment
            .canaryPhone()
            .map(
                phone -> {
                  Map<String, String> more = new TreeMap<>(environment);
                  more.put("QDN_CANARY_PHONE", phone);
                  return new Lambda(
                      this,
                      names,
                      "Canary",
                      Lambda.Program.node(functions, "canary.handler"),
                      CANARY,
                      more,
                      permissions);
                });
    canary.ifPresent(function -> run(function, Schedule.cron(TWICE_A_DAY)));
  }

  /** Never again by itself: a second run of the canary would be more texts. */
  private static void run(Lambda function, Schedule schedule) {
    function
        .live()
        .configureAsyncInvoke(EventInvokeConfigOptions.builder().retryAttempts(0).build());
    Rule.Builder.create(function, "Schedule")
        .schedule(schedule)
        .targets(List.of(LambdaFunction.Builder.create(function.live()).retryAttempts(0).build()))
        .build();
  }

  Lambda watch() {
    return watch;
  }

  Optional<Lambda> canary() {
    return canary;
  }
}
