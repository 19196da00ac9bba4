package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.testing.LambdaRuntime;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar under AWS's own runtime client, configured by real environment variables. */
class LambdaRuntimeIT {
  @TempDir private Path folder;

  @Test
  void webhook_unsignedCallback_answers403() throws Exception {
    assertThat(answer("WebhookHandler", TestCallback.of("delivered").event()))
        .startsWith("response ")
        .contains("\"statusCode\":403");
  }

  @Test
  void recorder_malformedRecord_isReportedBack() throws Exception {
    assertThat(answer("RecorderHandler", TestRecorder.event("not a receipt")))
        .isEqualTo("response {\"batchItemFailures\":[{\"itemIdentifier\":\"0\"}]}");
  }

  private String answer(String handler, byte[] event) throws Exception {
    Map<String, String> environment =
        new HashMap<>(TestWebhook.environment(TestCallback.PUBLIC_URL));
    environment.putAll(
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "QDN_BUCKET", "bucket",
            "QDN_NOTIFICATIONS_QUEUE_URL", "http://127.0.0.1:1/notifications.fifo",
            "QDN_CHAIN", "{\"routes\":[]}"));
    try (LambdaRuntime lambda =
        LambdaRuntime.start(
            PackagedWebhook.JAR,
            "com.quickdumpnow.relay.webhook." + handler + "::handleRequest",
            environment,
            folder)) {
      return lambda.answer(event);
    }
  }
}
