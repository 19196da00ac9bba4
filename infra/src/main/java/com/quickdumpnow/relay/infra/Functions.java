package com.quickdumpnow.relay.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** The three Lambdas of the relay, each with no more rights than its program needs. */
final class Functions extends Construct {
  /** Where {@code qdn tokens} keeps the hashes of staff's tokens. */
  static final String STAFF_TOKENS = "staff-tokens.json";

  private static final String API = "com.quickdumpnow.relay.api.ApiHandler";
  private static final String WEBHOOK = "com.quickdumpnow.relay.webhook.WebhookHandler";
  private static final String RECORDER = "com.quickdumpnow.relay.webhook.RecorderHandler";

  /** It reads, decides on and writes the whole document; API Gateway gives up after 30 s. */
  private static final Lambda.Size API_SIZE = new Lambda.Size(1769, Duration.seconds(29));

  /** It verifies a signature and sends a message; Twilio gives up after 15 s. */
  private static final Lambda.Size WEBHOOK_SIZE = new Lambda.Size(1024, Duration.seconds(14));

  /** Nobody waits for it, and a commit may take the store two minutes. */
  private static final Lambda.Size RECORDER_SIZE = new Lambda.Size(1024, Duration.seconds(150));

  private static final Number BATCH = 100;
  private static final Duration BATCH_WINDOW = Duration.seconds(1);

  private final Lambda api;
  private final Lambda webhook;
  private final Lambda recorder;

  Functions(
      Construct scope,
      Programs programs,
      Deployment deployment,
      FoundationStack foundation,
      Queues queues,
      JobApi gateway,
      Sites sites) {
    super(scope, "Functions");
    Names names = deployment.names();
    IBucket data = foundation.data();
    String bucket = data.getBucketName();
    String notifications = queues.notifications().getQueueUrl();
    String outcomes = queues.outcomes().getQueueUrl();
    api =
        new Lambda(
            this,
            names,
            "Api",
            Lambda.Program.java(programs.apiJar(), API),
            API_SIZE,
            all(
                deployment.tracing(),
                deployment.words(bucket),
                foundation.store().environment(),
                Map.of(
                    "QDN_NOTIFICATIONS_QUEUE_URL",
                    notifications,
                    "QDN_TRACK_URL",
                    sites.trackUrl(),
                    "QDN_TRACKING_KEYS",
                    reference(foundation.trackingKeys().getSecretArn()),
                    "QDN_STAFF_TOKENS",
                    "s3://" + bucket + "/" + STAFF_TOKENS,
                    "QDN_CORS_ORIGINS",
                    String.join(",", sites.origins()))),
            Permissions.all(
                foundation.store().readAndChange(),
                Permissions.templates(data, deployment),
                List.of(
                    Permissions.readObject(data, STAFF_TOKENS),
                    Permissions.send(queues.notifications()),
                    Permissions.read(foundation.trackingKeys()))));
    webhook =
        new Lambda(
            this,
            names,
            "Webhook",
            Lambda.Program.java(programs.webhookJar(), WEBHOOK),
            WEBHOOK_SIZE,
            all(
                deployment.tracing(),
                Map.of(
                    "QDN_PUBLIC_URL", gateway.url(),
                    "QDN_OUTCOMES_QUEUE_URL", outcomes,
                    "QDN_TWILIO_AUTH_TOKENS", reference(foundation.twilioTokens().getSecretArn()))),
            List.of(
                Permissions.send(queues.outcomes()), Permissions.read(foundation.twilioTokens())));
    recorder =
        new Lambda(
            this,
            names,
            "Recorder",
            Lambda.Program.java(programs.webhookJar(), RECORDER),
            RECORDER_SIZE,
            all(
                deployment.tracing(),
                foundation.store().environment(),
                Map.of(
                    "QDN_NOTIFICATIONS_QUEUE_URL", notifications,
                    "QDN_OUTCOMES_QUEUE_URL", outcomes,
                    "QDN_CHAIN", deployment.chain().toString())),
            Permissions.all(
                foundation.store().readAndChangeAndArchive(),
                List.of(Permissions.send(queues.notifications())),
                Permissions.bury(queues.outcomes(), queues.deadOutcomes())));
    recorder
        .live()
        .addEventSource(
            SqsEventSource.Builder.create(queues.outcomes())
                .batchSize(BATCH)
                .maxBatchingWindow(BATCH_WINDOW)
                .maxConcurrency(deployment.recorders())
                .reportBatchItemFailures(true)
                .build());
  }

  @SafeVarargs
  private static Map<String, String> all(Map<String, String>... some) {
    Map<String, String> all = new TreeMap<>();
    for (Map<String, String> one : some) {
      all.putAll(one);
    }
    return all;
  }

  /** What the programs' settings take for the content of that secret. */
  static String reference(String secretArn) {
    return "@secret:" + secretArn;
  }

  Lambda api() {
    return api;
  }

  Lambda webhook() {
    return webhook;
  }

  Lambda recorder() {
    return recorder;
  }
}
