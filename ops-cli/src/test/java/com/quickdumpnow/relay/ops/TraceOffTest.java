package com.quickdumpnow.relay.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.localcloud.lambda.LambdaFunction;
import com.quickdumpnow.relay.localcloud.lambda.LocalLambda;
import com.quickdumpnow.relay.ops.local.AwsProperties;
import com.quickdumpnow.relay.token.StaffTokens;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where traces go nowhere, the programs run without any class of OpenTelemetry. */
final class TraceOffTest {
  private static final String ACCOUNT = "AC" + "1".repeat(32);
  private static final String TOKEN = "qdn_of_this_test";

  /** Nobody listens there. */
  private static final String NOWHERE = "http://127.0.0.1:1";

  private static final String CHAIN =
      """
      {"routes":[{"name":"primary","account":"%s","from":"+16195550100","kind":"long-code",
       "carrier":"Twilio"}],"timing":{"httpTimeout":"PT1S"}}\
      """
          .formatted(ACCOUNT);

  private AwsProperties aws;

  @BeforeEach
  void pointTheSdkNowhere() {
    aws =
        new AwsProperties(
            Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_ENDPOINT_URL_S3",
                NOWHERE,
                "AWS_ENDPOINT_URL_SQS",
                NOWHERE,
                "AWS_ENDPOINT_URL_SES",
                NOWHERE));
  }

  @AfterEach
  void pointItBack() {
    aws.close();
  }

  private static Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("QDN_BUCKET", "bucket");
    variables.put("QDN_NOTIFICATIONS_QUEUE_URL", NOWHERE + "/notifications.fifo");
    variables.put("QDN_OUTCOMES_QUEUE_URL", NOWHERE + "/outcomes");
    variables.put("QDN_PUBLIC_URL", NOWHERE);
    variables.put("QDN_TRACK_URL", "quickdumpnow.com/track");
    variables.put("QDN_TRACKING_KEYS", "k1=" + "A".repeat(43) + "=");
    variables.put("QDN_STAFF_TOKENS", "local=" + StaffTokens.hash(TOKEN));
    variables.put("QDN_TWILIO_AUTH_TOKENS", ACCOUNT + "=token");
    variables.put("QDN_CHAIN", CHAIN);
    variables.put("QDN_EMAIL_FROM", "dispatch@example.com");
    variables.put("QDN_HTTP_PORT", "0");
    return variables;
  }

  /** This program's classes, without one library. */
  private static URLClassLoader withoutOpenTelemetry() throws Exception {
    Stream<URL> all =
        TraceOffTest.class.getClassLoader() instanceof URLClassLoader here
            ? Stream.of(here.getURLs())
            : Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(TraceOffTest::url);
    return new URLClassLoader(
        all.filter(url -> !url.getPath().contains("opentelemetry")).toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void lambdas_nothingExported_answerWithoutTheLibrary() throws Exception {
    try (URLClassLoader classes = withoutOpenTelemetry();
        LocalLambda webhook = lambda("com.quickdumpnow.relay.webhook.WebhookHandler", classes);
        LocalLambda recorder = lambda("com.quickdumpnow.relay.webhook.RecorderHandler", classes);
        LocalLambda api = lambda("com.quickdumpnow.relay.api.ApiHandler", classes)) {
      assertThat(answer(webhook, "{\"rawPath\":\"/jobs/job-1/messages\",%s}"))
          .contains("\"statusCode\":415");
      assertThat(answer(recorder, "{\"Records\":[]}")).isEqualTo("{\"batchItemFailures\":[]}");
      assertThat(answer(api, "{\"rawPath\":\"/jobs/job-1/status\",%s}"))
          .contains("\"statusCode\":415");
    }
  }

  @Test
  void worker_nothingExported_startsWithoutTheLibrary() throws Exception {
    try (URLClassLoader classes = withoutOpenTelemetry()) {
      Class<?> worker = classes.loadClass("com.quickdumpnow.relay.worker.Worker");

      try (AutoCloseable running =
          (AutoCloseable) worker.getMethod("start", Map.class).invoke(null, environment())) {
        assertThat((int) worker.getMethod("httpPort").invoke(running)).isPositive();
      }
    }
  }

  /** Else the tests above would show nothing. */
  @Test
  void lambda_exporting_needsTheLibrary() throws Exception {
    Map<String, String> exporting = environment();
    exporting.put("OTEL_EXPORTER_OTLP_ENDPOINT", NOWHERE);
    try (URLClassLoader classes = withoutOpenTelemetry();
        LocalLambda api =
            new LocalLambda(
                function("com.quickdumpnow.relay.api.ApiHandler", exporting), classes)) {
      assertThatThrownBy(api::start).rootCause().hasMessageContaining("opentelemetry");
    }
  }

  private static LambdaFunction function(String handler, Map<String, String> environment) {
    return new LambdaFunction("function", Path.of("none.jar"), handler, environment);
  }

  private static LocalLambda lambda(String handler, ClassLoader classes) throws Exception {
    return new LocalLambda(function(handler, environment()), classes).start();
  }

  private static String answer(LocalLambda lambda, String event) throws Exception {
    String request =
        """
        "rawQueryString":"","isBase64Encoded":false,"body":"",
        "headers":{"authorization":"Bearer %s"},
        "requestContext":{"http":{"method":"POST"}}\
        """
            .formatted(TOKEN);
    return new String(lambda.invoke(event.formatted(request).getBytes(UTF_8)), UTF_8);
  }
}
