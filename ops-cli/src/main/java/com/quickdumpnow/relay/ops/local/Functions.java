package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.localcloud.lambda.FunctionException;
import com.quickdumpnow.relay.localcloud.lambda.HttpApi;
import com.quickdumpnow.relay.localcloud.lambda.LambdaFunction;
import com.quickdumpnow.relay.localcloud.lambda.LocalLambda;
import com.quickdumpnow.relay.localcloud.lambda.Route;
import com.quickdumpnow.relay.ops.local.Layers.Layer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The packaged Lambdas, each with one instance ready. */
record Functions(LocalLambda api, LocalLambda webhook, LocalLambda recorder) {
  /** Where services are slow, a few instances would be a queue. */
  private static final int CROWD = 16;

  private static final String API = "com.quickdumpnow.relay.api.ApiHandler";
  private static final String WEBHOOK = "com.quickdumpnow.relay.webhook.WebhookHandler";
  private static final String RECORDER = "com.quickdumpnow.relay.webhook.RecorderHandler";

  static Functions load(Installation programs, Map<String, String> environment, Layers layers) {
    Supplier<LocalLambda> api;
    Supplier<LocalLambda> webhook;
    Supplier<LocalLambda> recorder;
    try (Startup startup = new Startup()) {
      api = startup.begin(() -> load(programs, "api", programs.apiJar(), API, environment, layers));
      webhook =
          startup.begin(
              () -> load(programs, "webhook", programs.webhookJar(), WEBHOOK, environment, layers));
      recorder =
          startup.begin(
              () ->
                  load(programs, "recorder", programs.webhookJar(), RECORDER, environment, layers));
    }
    return new Functions(api.get(), webhook.get(), recorder.get());
  }

  /** The one that drains the outcomes queue, alone. */
  static LocalLambda recorder(Installation programs, Map<String, String> environment, Layers layers)
      throws FunctionException, InterruptedException {
    return load(programs, "recorder", programs.webhookJar(), RECORDER, environment, layers);
  }

  /** Those behind the HTTP API, without the recorder, for a crowd. */
  static HttpApi api(Installation programs, Map<String, String> environment, Layers layers)
      throws FunctionException, InterruptedException {
    return routes(
        load(programs, "api", programs.apiJar(), API, environment, layers),
        crowded("webhook", programs.webhookJar(), WEBHOOK, environment, layers));
  }

  private static LocalLambda load(
      Installation programs,
      String name,
      Path jar,
      String handler,
      Map<String, String> environment,
      Layers layers)
      throws FunctionException, InterruptedException {
    LambdaFunction function = new LambdaFunction(name, jar, handler, environment);
    return programs.packaged()
        ? started(new LocalLambda(function), layers)
        : started(new LocalLambda(function, Functions.class.getClassLoader()), layers);
  }

  private static LocalLambda crowded(
      String name, Path jar, String handler, Map<String, String> environment, Layers layers)
      throws FunctionException, InterruptedException {
    LambdaFunction function = new LambdaFunction(name, jar, handler, environment);
    return started(new LocalLambda(function.withConcurrency(CROWD)), layers);
  }

  private static LocalLambda started(LocalLambda function, Layers layers)
      throws FunctionException, InterruptedException {
    return layers.add(Layer.FUNCTIONS, function).start();
  }

  /** The routes as API Gateway has them: receipts to the webhook, all else to the API. */
  HttpApi routes() {
    return routes(api, webhook);
  }

  private static HttpApi routes(LocalLambda api, LocalLambda webhook) {
    return new HttpApi(
        List.of(
            new Route("POST", "/jobs/{jobId}/messages", webhook),
            new Route("POST", "/inbound", webhook),
            new Route("ANY", "/jobs/{jobId}/messages", api),
            new Route("ANY", "/jobs/{jobId}/status", api),
            new Route("ANY", "/maintenance", api),
            new Route("ANY", "/suppressions", api),
            new Route("ANY", "/health-summary", api),
            Route.fallback(api)));
  }
}
