package com.quickdumpnow.relay.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.localcloud.testing.LambdaRuntime;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSignature;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.token.StaffTokens;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The Java functions as the template names them: the very jars that are its assets, their handlers,
 * their variables, with secrets from the extension, under Lambda's runtime client and SnapStart.
 */
class HandlersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TWILIO_TOKEN = "12345";
  private static final String ACCOUNT = "AC" + "a".repeat(32);
  private static final String STAFF = "qdn_staff_token_of_the_tests";
  private static final String PUBLIC_URL = "https://api.quickdumpnow.example.com";

  private final Template template = Template.packaged();
  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final String bucket = cloud.newBucket();
  private final String notifications = cloud.newFifoQueue(Duration.ofSeconds(30));
  private final String outcomes = cloud.newQueue(Duration.ofSeconds(30));
  private final LoopbackServer extension = LoopbackServer.start("extension", 0, this::secret);

  @TempDir private Path folder;

  private void secret(HttpExchange exchange) throws IOException {
    boolean twilio = exchange.getRequestURI().getQuery().contains("twilio");
    String value = twilio ? ACCOUNT + "=" + TWILIO_TOKEN : "k1=" + "MDEyMzQ1Njc4".repeat(4);
    ObjectNode answer = JSON.createObjectNode().put("SecretString", value);
    Exchanges.send(exchange, 200, answer.toString().getBytes(UTF_8));
  }

  @BeforeEach
  void aDocumentAndAMemberOfStaff() {
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    System.setProperty("aws.endpointUrlS3", cloud.s3Endpoint().toString());
    new DocumentStore(
            S3ObjectStore.of(bucket),
            "maintenance.json",
            Clockwork.system(),
            new SecureRandom(),
            StoreListener.NONE)
        .create(MaintenanceDocument.EMPTY);
    String tokens =
        "{\"tokens\":[{\"name\":\"maria\",\"sha256\":\"%s\",\"createdAt\":\"2026-11-22T10:00:00Z\"}]}"
            .formatted(StaffTokens.hash(STAFF));
    try (S3Client s3 = cloud.s3()) {
      s3.putObject(
          r -> r.bucket(bucket).key(Functions.STAFF_TOKENS), RequestBody.fromString(tokens));
    }
  }

  @AfterEach
  void close() {
    extension.close();
  }

  @Test
  void api_memberOfStaffFromTheObject_getsTheDocument() throws Exception {
    try (LambdaRuntime lambda = restored("qdn-api")) {
      assertThat(lambda.answer(get("/sending", STAFF)))
          .startsWith("response ")
          .contains("\"statusCode\":200");
      assertThat(lambda.answer(get("/sending", "qdn_of_a_stranger")))
          .contains("\"statusCode\":401");
      hooksRan(lambda);
    }
  }

  @Test
  void webhook_callbackSignedByTheSecret_isInTheQueue() throws Exception {
    try (LambdaRuntime lambda = restored("qdn-webhook");
        SqsClient sqs = cloud.sqs()) {
      assertThat(lambda.answer(callback(TWILIO_TOKEN))).contains("\"statusCode\":204");
      assertThat(lambda.answer(callback("54321"))).contains("\"statusCode\":403");
      assertThat(sqs.receiveMessage(r -> r.queueUrl(outcomes).waitTimeSeconds(5)).messages())
          .singleElement()
          .satisfies(message -> assertThat(message.body()).contains("SM" + "1".repeat(32)));
      hooksRan(lambda);
    }
  }

  @Test
  void recorder_whatIsNoReceipt_isReportedBack() throws Exception {
    ObjectNode event = JSON.createObjectNode();
    event
        .putArray("Records")
        .addObject()
        .put("messageId", "m-1")
        .put("receiptHandle", "r")
        .put("body", "not a receipt")
        .putObject("attributes")
        .put("ApproximateReceiveCount", "1");

    try (LambdaRuntime lambda = restored("qdn-recorder")) {
      assertThat(lambda.answer(event.toString().getBytes(UTF_8)))
          .isEqualTo("response {\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}");
      hooksRan(lambda);
    }
  }

  private static void hooksRan(LambdaRuntime lambda) {
    assertThat(lambda.log())
        .containsSubsequence("warm for the snapshot", "restored from the snapshot")
        .doesNotContain("not warm for the snapshot");
  }

  private LambdaRuntime restored(String name) throws IOException {
    Resource function = template.function(name);
    Path jar = template.asset(function.at("/Code/S3Key").asText());
    return LambdaRuntime.restore(
        jar, function.at("/Handler").asText(), environment(function), folder);
  }

  /** The template's variables; what CloudFormation would put in is this test's. */
  private Map<String, String> environment(Resource function) {
    Map<String, String> known =
        Map.of(
            "QDN_BUCKET",
            bucket,
            "QDN_NOTIFICATIONS_QUEUE_URL",
            notifications,
            "QDN_OUTCOMES_QUEUE_URL",
            outcomes,
            "QDN_PUBLIC_URL",
            PUBLIC_URL,
            "QDN_TRACK_URL",
            "quickdumpnow.example.com/track",
            "QDN_CORS_ORIGINS",
            "https://quickdumpnow.example.com",
            "QDN_STAFF_TOKENS",
            "s3://" + bucket + "/" + Functions.STAFF_TOKENS,
            "QDN_TRACKING_KEYS",
            "@secret:qdn/tracking-keys",
            "QDN_TWILIO_AUTH_TOKENS",
            "@secret:qdn/twilio-auth-tokens");
    Map<String, String> environment = new HashMap<>();
    for (Map.Entry<String, JsonNode> variable :
        function.at("/Environment/Variables").properties()) {
      JsonNode value = variable.getValue();
      environment.put(
          variable.getKey(),
          value.isTextual() ? value.asText() : known.getOrDefault(variable.getKey(), "?"));
    }
    environment.putAll(
        Map.of(
            "AWS_REGION",
            "us-east-1",
            "AWS_ACCESS_KEY_ID",
            "test",
            "AWS_SECRET_ACCESS_KEY",
            "test",
            "AWS_ENDPOINT_URL_S3",
            cloud.s3Endpoint().toString(),
            "AWS_ENDPOINT_URL_SQS",
            cloud.sqsEndpoint().toString(),
            "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT",
            "" + extension.port()));
    return environment;
  }

  private static byte[] get(String path, String token) {
    ObjectNode event = JSON.createObjectNode().put("version", "2.0");
    event.put("rawPath", path).put("rawQueryString", "").put("isBase64Encoded", false);
    event.putObject("headers").put("authorization", "Bearer " + token);
    event.putObject("requestContext").putObject("http").put("method", "GET").put("path", path);
    return event.toString().getBytes(UTF_8);
  }

  private static byte[] callback(String token) {
    Map<String, String> form =
        new TreeMap<>(
            Map.of(
                "MessageSid", "SM" + "1".repeat(32),
                "MessageStatus", "delivered",
                "To", "+15558675310",
                "From", "+15017122661",
                "AccountSid", ACCOUNT));
    String path = "/jobs/job-1/messages";
    String query = "nid=n_abcdefgh234567ab&attempt=2";
    ObjectNode event = JSON.createObjectNode().put("version", "2.0");
    event.put("rawPath", path).put("rawQueryString", query).put("isBase64Encoded", true);
    event
        .putObject("headers")
        .put("content-type", "application/x-www-form-urlencoded")
        .put(
            "x-twilio-signature",
            TwilioSignature.sign(token, PUBLIC_URL + path + "?" + query, form));
    event.putObject("requestContext").putObject("http").put("method", "POST").put("path", path);
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return event
        .put("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)))
        .toString()
        .getBytes(UTF_8);
  }
}
