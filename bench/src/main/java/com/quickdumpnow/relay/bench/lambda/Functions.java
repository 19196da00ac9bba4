package com.quickdumpnow.relay.bench.lambda;

import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.token.StaffTokens;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The functions that are started, what each is told of its world, and its events. */
enum Functions {
  API("api-lambda", "com.quickdumpnow.relay.api.ApiHandler", BareHandler.Replacing.class, "status"),
  WEBHOOK(
      "webhook-lambda",
      "com.quickdumpnow.relay.webhook.WebhookHandler",
      BareHandler.Queueing.class,
      "receipt");

  private static final String RUNTIME =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String PUBLIC_URL = "https://api.quickdumpnow.example";
  private static final String STAFF_TOKEN = "qdn_" + "t".repeat(43);
  private static final String ACCOUNT = "AC" + "0".repeat(32);
  private static final String AUTH_TOKEN = "f".repeat(32);

  private final String module;
  private final String handler;
  private final Class<? extends BareHandler> bare;
  private final String script;

  Functions(String module, String handler, Class<? extends BareHandler> bare, String script) {
    this.module = module;
    this.handler = handler;
    this.bare = bare;
    this.script = script;
  }

  /** Such as {@code api-lambda}. */
  String label() {
    return module;
  }

  Path jar(Path home) {
    return home.resolve(module + "/target/" + module + "-all.jar");
  }

  /** With AWS's runtime interface client, as Lambda's Java runtime starts it. */
  List<String> java(Path home, List<String> flags) {
    return java(flags, List.of("-jar", jar(home).toString()), handler);
  }

  /**
   * Its {@link BareHandler}, with the same runtime and libraries.
   *
   * @param own the jar that has it
   */
  List<String> bare(Path home, Path own, List<String> flags) {
    return java(
        flags, List.of("-cp", jar(home) + File.pathSeparator + own, RUNTIME), bare.getName());
  }

  private static List<String> java(List<String> flags, List<String> what, String handler) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(what);
    command.add(handler + "::handleRequest");
    return command;
  }

  /**
   * @param scripts the folder with the scripts
   */
  List<String> python(Python python, Path scripts) {
    return List.of(
        python.executable().toString(),
        scripts.resolve("bootstrap.py").toString(),
        script + ".handle");
  }

  /** With queues and a bucket of its own. */
  static Map<String, String> environment(World world, String bucket) {
    Map<String, String> environment = new TreeMap<>(world.environment());
    environment.put("AWS_DEFAULT_REGION", environment.getOrDefault("AWS_REGION", ""));
    environment.put("QDN_BUCKET", bucket);
    environment.put("QDN_NOTIFICATIONS_QUEUE_URL", world.newQueue(true));
    environment.put("QDN_OUTCOMES_QUEUE_URL", world.newQueue(false));
    environment.put("QDN_PUBLIC_URL", PUBLIC_URL);
    environment.put("QDN_TRACK_URL", "https://track.quickdumpnow.example/track");
    environment.put("QDN_TRACKING_KEYS", "k1=" + "A".repeat(43) + "=");
    environment.put("QDN_STAFF_TOKENS", "dana=" + StaffTokens.hash(STAFF_TOKEN));
    environment.put("QDN_TWILIO_AUTH_TOKENS", ACCOUNT + "=" + AUTH_TOKEN);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "bench");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    return environment;
  }

  /** What the queue is called into which this function puts something. */
  String queue(Map<String, String> environment) {
    String name = this == API ? "QDN_NOTIFICATIONS_QUEUE_URL" : "QDN_OUTCOMES_QUEUE_URL";
    return environment.getOrDefault(name, "");
  }

  /** The dispatch console says that a job goes out, or Twilio that its text has arrived. */
  String event(String job) {
    return switch (this) {
      case API ->
          GatewayEvent.ofStaff(
              "POST", "/jobs/" + job + "/status", STAFF_TOKEN, "{\"status\":\"dispatched\"}");
      case WEBHOOK ->
          GatewayEvent.ofTwilio(
              PUBLIC_URL,
              "/jobs/" + job + "/messages",
              "nid=n_v6wae6f6r655pm5l&attempt=1",
              Map.of(
                  "AccountSid",
                  ACCOUNT,
                  "ApiVersion",
                  "2010-04-01",
                  "From",
                  "+16195550100",
                  "MessageSid",
                  "SM" + "1".repeat(32),
                  "MessageStatus",
                  "delivered",
                  "SmsSid",
                  "SM" + "1".repeat(32),
                  "SmsStatus",
                  "delivered",
                  "To",
                  "+16195000001"),
              AUTH_TOKEN);
    };
  }
}
