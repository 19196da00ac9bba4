package com.quickdumpnow.relay.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar under AWS's own runtime client, configured by real environment variables: what Lambda
 * does with it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
class LambdaRuntimeIT {
  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String PACKAGE = "com.quickdumpnow.relay.webhook.";

  private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final LoopbackServer runtime = LoopbackServer.start("runtime", 0, this::serve);

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    stopped.countDown();
    runtime.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.equals(INVOCATION + "next")) {
      answers.add(path + " " + new String(Exchanges.body(exchange, 1 << 20), UTF_8));
      Exchanges.send(exchange, 202, new byte[0]);
      return;
    }
    byte[] event = events.poll();
    if (event == null) {
      hold();
      exchange.close();
      return;
    }
    // All of them: without one the client's native code crashes.
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", "request-1");
    headers.set("Lambda-Runtime-Deadline-Ms", "9999999999999");
    headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:1:function:x");
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-0-0");
    Exchanges.send(exchange, 200, event);
  }

  /** As the real one: the next event may take for ever. */
  private void hold() {
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void webhook_unsignedCallback_answers403() throws Exception {
    assertThat(answer("WebhookHandler", TestCallback.of("delivered").event()))
        .startsWith(INVOCATION + "request-1/response ")
        .contains("\"statusCode\":403");
  }

  @Test
  void recorder_malformedRecord_isReportedBack() throws Exception {
    assertThat(answer("RecorderHandler", TestRecorder.event("not a receipt")))
        .isEqualTo(
            INVOCATION + "request-1/response {\"batchItemFailures\":[{\"itemIdentifier\":\"0\"}]}");
  }

  @Test
  void webhook_inItsOwnRuntime_answers403() throws Exception {
    events.add(TestCallback.of("delivered").event());

    assertThat(answerOf(start(List.of(PACKAGE + "WebhookHandler"))))
        .startsWith(INVOCATION + "request-1/response ")
        .contains("\"statusCode\":403");
  }

  @Test
  void recorder_inItsOwnRuntime_reportsBackWhatIsMalformed() throws Exception {
    events.add(TestRecorder.event("not a receipt"));

    assertThat(answerOf(start(List.of(PACKAGE + "RecorderHandler"))))
        .isEqualTo(
            INVOCATION + "request-1/response {\"batchItemFailures\":[{\"itemIdentifier\":\"0\"}]}");
  }

  @Test
  void webhook_givenNoEventInItsOwnRuntime_postsAnErrorThatQuotesNothing() throws Exception {
    events.add("[\"a secret\"]".getBytes(UTF_8));

    assertThat(answerOf(start(List.of(PACKAGE + "WebhookHandler"))))
        .isEqualTo(
            INVOCATION
                + "request-1/error {\"errorType\":\"IOException\",\"errorMessage\":\"see the"
                + " log\"}");
  }

  private String answer(String handler, byte[] event) throws Exception {
    events.add(event);
    return answerOf(start(List.of(CLIENT, PACKAGE + handler + "::handleRequest")));
  }

  private String answerOf(Process lambda) throws Exception {
    try {
      String answer = answers.poll(30, TimeUnit.SECONDS);
      assertThat(answer).as("within 30 s").isNotNull();
      return answer;
    } finally {
      lambda.destroyForcibly().waitFor();
    }
  }

  private Process start(List<String> mainAndArguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                PackagedWebhook.JAR.toString()));
    command.addAll(mainAndArguments);
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().putAll(TestWebhook.environment(TestCallback.PUBLIC_URL));
    process
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + runtime.port(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "QDN_BUCKET", "bucket",
                "QDN_NOTIFICATIONS_QUEUE_URL", "http://127.0.0.1:1/notifications.fifo",
                "QDN_CHAIN", "{\"routes\":[]}"));
    return process
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("lambda.log").toFile())
        .start();
  }
}
