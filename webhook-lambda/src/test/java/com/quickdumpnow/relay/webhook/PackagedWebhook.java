package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.lambda.HttpApi;
import com.quickdumpnow.relay.localcloud.lambda.LambdaFunction;
import com.quickdumpnow.relay.localcloud.lambda.LocalLambda;
import com.quickdumpnow.relay.localcloud.lambda.Route;
import com.quickdumpnow.relay.localcloud.lambda.SqsEventSource;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.localcloud.twilio.LocalTwilio;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSettings;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The packaged jar at work, with a bucket, queues and a Twilio of its own. */
final class PackagedWebhook implements AutoCloseable {
  static final Path JAR = Path.of("target", "webhook-lambda-all.jar").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SqsClient sqs = cloud.sqs();
  private final String bucket = cloud.newBucket();
  private final String outcomes = cloud.newQueue(Duration.ofSeconds(30));
  private final String notifications = cloud.newFifoQueue(Duration.ofSeconds(30));
  private final CompletableFuture<HttpApi> api = new CompletableFuture<>();
  private final LoopbackServer server =
      LoopbackServer.start("api", 0, exchange -> api.join().handle(exchange));
  private final LocalTwilio twilio =
      LocalTwilio.start(TwilioSettings.of(TestCallback.ACCOUNT, TestCallback.TOKEN));
  private final LocalLambda webhook;
  private final LocalLambda recorder;
  private final SqsEventSource source;
  private final DocumentStore store;

  PackagedWebhook() {
    endpointsForTheSdk();
    store =
        new DocumentStore(
            S3ObjectStore.of(bucket),
            "maintenance.json",
            Clockwork.system(),
            new SecureRandom(),
            StoreListener.NONE);
    store.create(MaintenanceDocument.EMPTY.withJobs(List.of(TestJobs.posted(TestJobs.JOB))));
    webhook = lambda(WebhookHandler.class);
    recorder = lambda(RecorderHandler.class);
    api.complete(new HttpApi(List.of(new Route("POST", "/jobs/{jobId}/messages", webhook))));
    source = SqsEventSource.start(URI.create(outcomes), recorder, 10, Duration.ofMillis(50));
  }

  /** The SDK's own settings, which know nothing of a test. */
  private void endpointsForTheSdk() {
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    System.setProperty("aws.endpointUrlS3", cloud.s3Endpoint().toString());
    System.setProperty("aws.endpointUrlSqs", cloud.sqsEndpoint().toString());
  }

  private LocalLambda lambda(Class<?> handler) {
    Map<String, String> environment =
        Map.of(
            "QDN_BUCKET",
            bucket,
            "QDN_PUBLIC_URL",
            server.uri().toString(),
            "QDN_OUTCOMES_QUEUE_URL",
            outcomes,
            "QDN_NOTIFICATIONS_QUEUE_URL",
            notifications,
            "QDN_TWILIO_AUTH_TOKENS",
            TestCallback.ACCOUNT + "=" + TestCallback.TOKEN,
            "QDN_CHAIN",
            "{\"routes\":[{\"name\":\"primary\",\"account\":\""
                + TestCallback.ACCOUNT
                + "\",\"from\":\"+16195550100\"}]}");
    return new LocalLambda(
        new LambdaFunction(handler.getSimpleName(), JAR, handler.getName(), environment));
  }

  LocalTwilio twilio() {
    return twilio;
  }

  /** Sends the text that the document's job has claimed. */
  void text() throws IOException, InterruptedException {
    String callback = callbackUrl() + "#rc=5&rp=all&ct=2000&rt=3000&tt=15000";
    String form =
        TestCallback.encode(
            Map.of(
                "To", "+16195551234",
                "From", "+16195550100",
                "Body", "Hello",
                "StatusCallback", callback));
    String pair = TestCallback.ACCOUNT + ":" + TestCallback.TOKEN;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    URI create =
        URI.create(
            twilio.uri() + "/2010-04-01/Accounts/" + TestCallback.ACCOUNT + "/Messages.json");
    int status = post(create, form, "Authorization", "Basic " + basic);
    assertThat(status).isEqualTo(201);
  }

  /** Posts a callback; returns the status. */
  int post(String form, String signature) throws IOException, InterruptedException {
    return post(URI.create(callbackUrl()), form, "X-Twilio-Signature", signature);
  }

  private int post(URI url, String form, String header, String value)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private String callbackUrl() {
    return server.uri()
        + "/jobs/"
        + TestJobs.JOB
        + "/messages?nid="
        + TestJobs.NOTIFICATION
        + "&attempt=1";
  }

  void enqueue(String body) {
    sqs.sendMessage(message -> message.queueUrl(outcomes).messageBody(body));
  }

  NotificationState state() {
    return store.read().document().job(TestJobs.JOB).notifications().getFirst().state();
  }

  /** Waits for it. */
  Optional<String> nextTrigger() {
    return sqs
        .receiveMessage(
            receive -> receive.queueUrl(notifications).waitTimeSeconds((int) PATIENCE.toSeconds()))
        .messages()
        .stream()
        .map(Message::body)
        .findFirst();
  }

  void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("waited in vain").isNegative();
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Override
  public void close() {
    twilio.close();
    source.close();
    server.close();
    webhook.close();
    recorder.close();
    sqs.close();
    http.shutdownNow();
  }
}
