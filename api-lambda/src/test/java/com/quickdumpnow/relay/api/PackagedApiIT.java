package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.lambda.HttpApi;
import com.quickdumpnow.relay.localcloud.lambda.LambdaFunction;
import com.quickdumpnow.relay.localcloud.lambda.LocalLambda;
import com.quickdumpnow.relay.localcloud.lambda.Route;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The packaged jar behind a front door, on S3's and SQS's own protocols. */
class PackagedApiIT {
  private static final Path JAR = Path.of("target", "api-lambda-all.jar").toAbsolutePath();
  private static final String NOBODY = "http://127.0.0.1:1";

  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SqsClient sqs = cloud.sqs();
  private final String bucket = cloud.newBucket();
  private final String notifications = cloud.newFifoQueue(Duration.ofSeconds(30));

  @BeforeEach
  void aDocument() {
    // The SDK's own settings, which know nothing of a test.
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    System.setProperty("aws.endpointUrlS3", cloud.s3Endpoint().toString());
    System.setProperty("aws.endpointUrlSqs", cloud.sqsEndpoint().toString());
    assertThat(store().create(MaintenanceDocument.EMPTY)).isTrue();
  }

  @AfterEach
  void close() {
    sqs.close();
    http.shutdownNow();
  }

  @Test
  void post_thenGet_goesThroughTheStoreAndTheQueue() throws Exception {
    try (LocalLambda lambda = lambda();
        LoopbackServer server = serve(lambda)) {
      HttpResponse<String> posted = post(server);

      assertThat(posted.statusCode()).as(posted.body()).isEqualTo(202);
      JsonNode answer = new ObjectMapper().readTree(posted.body());
      assertThat(history().newest().orElseThrow().id().value())
          .isEqualTo(answer.path("notificationId").asText());
      assertThat(receive(20)).singleElement().satisfies(m -> isTriggerOf(m, answer));

      String token = answer.path("trackingUrl").asText().replaceAll(".*=", "");
      HttpResponse<String> timeline = get(server, "/jobs/" + token + "/messages");
      assertThat(timeline.statusCode()).isEqualTo(200);
      assertThat(timeline.body()).contains("\"sending\"").doesNotContain("+1619");
      HttpResponse<String> document = get(server, "/maintenance");
      assertThat(document.statusCode()).isEqualTo(200);
      assertThat(document.headers().firstValue("ETag")).isPresent();
      assertThat(document.body()).contains("+16195551234");
    }
  }

  @Test
  void post_queueDown_isAcceptedAndPendingInTheStore() throws Exception {
    System.setProperty("aws.endpointUrlSqs", NOBODY);
    try (LocalLambda lambda = lambda();
        LoopbackServer server = serve(lambda)) {
      HttpResponse<String> posted = post(server);

      assertThat(posted.statusCode()).as(posted.body()).isEqualTo(202);
      assertThat(history().newest().orElseThrow().state()).isInstanceOf(Pending.class);
      assertThat(receive(0)).isEmpty();
    }
  }

  private static void isTriggerOf(Message message, JsonNode answer) {
    assertThat(message.body())
        .contains("\"" + answer.path("notificationId").asText() + "\"")
        .contains("\"attempt\":0")
        .contains("\"generation\":1");
  }

  private LocalLambda lambda() {
    Map<String, String> environment = new HashMap<>(ApiFixture.ENVIRONMENT);
    environment.put("QDN_BUCKET", bucket);
    environment.put("QDN_NOTIFICATIONS_QUEUE_URL", notifications);
    return new LocalLambda(new LambdaFunction("api", JAR, ApiHandler.class.getName(), environment));
  }

  private static LoopbackServer serve(LocalLambda lambda) {
    HttpApi api =
        new HttpApi(
            List.of(
                new Route("POST", "/jobs/{jobId}/status", lambda),
                new Route("GET", "/jobs/{jobId}/messages", lambda),
                new Route("GET", "/maintenance", lambda)));
    return LoopbackServer.start("api", 0, api::handle);
  }

  private HttpResponse<String> post(LoopbackServer server)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.uri() + "/jobs/job-1/status"))
            .header("Authorization", Call.STAFF)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(ApiFixture.FIRST))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(LoopbackServer server, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .header("Authorization", Call.STAFF)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private List<Message> receive(int seconds) {
    return sqs.receiveMessage(r -> r.queueUrl(notifications).waitTimeSeconds(seconds)).messages();
  }

  private JobHistory history() {
    return store().read().document().job(new JobId("job-1"));
  }

  private DocumentStore store() {
    return new DocumentStore(
        S3ObjectStore.of(bucket),
        "maintenance.json",
        Clockwork.system(),
        new SecureRandom(),
        StoreListener.NONE);
  }
}
