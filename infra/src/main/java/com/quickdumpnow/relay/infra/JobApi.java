package com.quickdumpnow.relay.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpRouteKey;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The HTTP API, which Twilio, the dispatch console and, through CloudFront, the pages call. */
final class JobApi extends Construct {
  /** Every path of the API; the handler itself answers for methods that it does not know. */
  private static final List<String> PATHS =
      List.of(
          "/jobs/{jobId}/status",
          "/jobs/{jobId}/messages",
          "/jobs/{jobId}/notifications/{notificationId}/resend",
          "/jobs/{jobId}/notifications/{notificationId}/called",
          "/maintenance",
          "/suppressions",
          "/suppressions/{phone}",
          "/health-summary",
          "/sending");

  private static final List<String> CALLBACKS = List.of("/jobs/{jobId}/messages", "/inbound");

  /** No address, no path and no query: a path may hold a tracking token or a phone number. */
  private static final Map<String, String> LOGGED =
      Map.of(
          "requestId", "$context.requestId",
          "time", "$context.requestTime",
          "routeKey", "$context.routeKey",
          "status", "$context.status",
          "bytes", "$context.responseLength",
          "latencyMs", "$context.responseLatency",
          "integrationError", "$context.integrationErrorMessage");

  private final HttpApi api;

  JobApi(Construct scope, Deployment deployment) {
    super(scope, "JobApi");
    Names names = deployment.names();
    api =
        HttpApi.Builder.create(this, "Api")
            .apiName(names.of("relay"))
            .createDefaultStage(false)
            .build();
    LogGroup log =
        LogGroup.Builder.create(this, "AccessLog")
            .logGroupName(names.log("api-access"))
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    CfnStage.Builder.create(this, "Stage")
        .apiId(api.getApiId())
        .stageName("$default")
        .autoDeploy(true)
        .defaultRouteSettings(
            CfnStage.RouteSettingsProperty.builder()
                .throttlingRateLimit(deployment.rate())
                .throttlingBurstLimit(2 * deployment.rate())
                .build())
        .accessLogSettings(
            CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(log.getLogGroupArn())
                .format(format())
                .build())
        .build();
  }

  private static String format() {
    return LOGGED.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Twilio's callbacks go to the webhook, all else to the API. */
  void route(IFunction jobs, IFunction webhook) {
    HttpLambdaIntegration toJobs = new HttpLambdaIntegration("Jobs", jobs);
    HttpLambdaIntegration toWebhook = new HttpLambdaIntegration("Webhook", webhook);
    PATHS.forEach(path -> route(path, HttpMethod.ANY, toJobs));
    CALLBACKS.forEach(path -> route(path, HttpMethod.POST, toWebhook));
  }

  private void route(String path, HttpMethod method, HttpLambdaIntegration integration) {
    HttpRoute.Builder.create(this, method + " " + path)
        .httpApi(api)
        .routeKey(HttpRouteKey.with(path, method))
        .integration(integration)
        .build();
  }

  String id() {
    return api.getApiId();
  }

  String host() {
    return api.getApiId() + ".execute-api." + Synth.REGION + ".amazonaws.com";
  }

  String url() {
    return "https://" + host();
  }
}
