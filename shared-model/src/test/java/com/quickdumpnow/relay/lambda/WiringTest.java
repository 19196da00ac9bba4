package com.quickdumpnow.relay.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against what the extension answers, on its protocol. */
class WiringTest {
  private static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:qdn/key";

  private final List<String> asked = new ArrayList<>();
  private final LoopbackServer extension = LoopbackServer.start("extension", 0, this::serve);
  private final BlockingQueue<String> retired = new LinkedBlockingQueue<>();
  private String secret = "k1=first";
  private int status = 200;
  private boolean isRefused;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");

  @AfterEach
  void close() {
    extension.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("X-Aws-Parameters-Secrets-Token"));
    String body =
        "{\"ARN\":\"%s\",\"VersionStages\":[\"AWSCURRENT\"],\"SecretString\":\"%s\"}"
            .formatted(ARN, secret);
    Exchanges.send(exchange, status, body.getBytes(UTF_8));
  }

  private Wiring<String> wiring() {
    Map<String, String> environment =
        Map.of(
            "QDN_TRACKING_KEYS",
            "@secret:" + ARN,
            "QDN_BUCKET",
            "qdn",
            "AWS_SESSION_TOKEN",
            "session",
            "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT",
            "" + extension.port());
    return new Wiring<>(environment, this::wired, retired::add, () -> now);
  }

  private String wired(Map<String, String> environment) {
    if (isRefused) {
      throw new IllegalArgumentException("refused");
    }
    return environment.get("QDN_BUCKET") + " " + environment.get("QDN_TRACKING_KEYS");
  }

  @Test
  void of_noSecret_isMadeAtOnceAndOnce() {
    List<String> made = new ArrayList<>();

    Supplier<String> wired =
        Wiring.of(
            Map.of("QDN_BUCKET", "qdn"),
            environment -> {
              made.add("once");
              return environment.getOrDefault("QDN_BUCKET", "");
            },
            retired::add);

    assertThat(made).containsExactly("once");
    assertThat(wired.get()).isEqualTo("qdn").isSameAs(wired.get());
    assertThat(made).hasSize(1);
  }

  @Test
  void of_secret_isNotReadBeforeTheFirstRequest() {
    Supplier<String> wired = Wiring.of(Map.of("KEY", "@secret:x"), _ -> "made", retired::add);

    assertThat(wired).isInstanceOf(Wiring.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void get_secret_isReadFromTheExtensionWithTheSession() {
    assertThat(wiring().get()).isEqualTo("qdn k1=first");
    assertThat(asked)
        .containsExactly(
            "/secretsmanager/get?secretId="
                + "arn%3Aaws%3Asecretsmanager%3Aus-east-1%3A123456789012%3Asecret%3Aqdn%2Fkey"
                + " session");
  }

  @Test
  void get_secretRotated_isMadeAnewAfterHalfAMinute() {
    Wiring<String> wiring = wiring();
    wiring.get();
    secret = "k2=second";

    now = now.plusSeconds(29);
    assertThat(wiring.get()).isEqualTo("qdn k1=first");
    now = now.plusSeconds(1);
    assertThat(wiring.get()).isEqualTo("qdn k2=second");
  }

  @Test
  void get_secretRotated_retiresTheFormerOneOnce() throws InterruptedException {
    Wiring<String> wiring = wiring();
    wiring.get();
    secret = "k2=second";

    now = now.plusSeconds(30);
    wiring.get();
    now = now.plusSeconds(30);
    wiring.get();

    assertThat(retired.poll(10, TimeUnit.SECONDS)).isEqualTo("qdn k1=first");
    assertThat(retired).isEmpty();
  }

  @Test
  void get_secretUnchanged_isTheSameThing() {
    Wiring<String> wiring = wiring();
    String first = wiring.get();

    now = now.plus(Duration.ofMinutes(5));

    assertThat(wiring.get()).isSameAs(first);
    assertThat(asked).hasSize(2);
    assertThat(retired).isEmpty();
  }

  @Test
  void get_whatIsNewIsRefused_theLastOneIsUsedOnUntilItIsMended() {
    Wiring<String> wiring = wiring();
    wiring.get();
    secret = "k2=second";
    isRefused = true;

    now = now.plusSeconds(30);
    assertThat(wiring.get()).isEqualTo("qdn k1=first");
    isRefused = false;
    now = now.plusSeconds(30);
    assertThat(wiring.get()).isEqualTo("qdn k2=second");
  }

  @Test
  void get_extensionFailsLater_theLastOneIsUsedOn() {
    Wiring<String> wiring = wiring();
    wiring.get();
    status = 500;

    now = now.plus(Duration.ofMinutes(5));

    assertThat(wiring.get()).isEqualTo("qdn k1=first");
  }

  @Test
  void get_extensionFailsAtFirst_throwsWithTheVariablesName() {
    status = 400;
    Wiring<String> wiring = wiring();

    assertThatExceptionOfType(SecretUnavailableException.class)
        .isThrownBy(wiring::get)
        .withMessage("QDN_TRACKING_KEYS: the extension answered 400")
        .withNoCause();
    status = 200;
    assertThat(wiring.get()).isEqualTo("qdn k1=first");
  }

  @Test
  void get_emptySecret_throws() {
    secret = " ";

    assertThatExceptionOfType(SecretUnavailableException.class)
        .isThrownBy(wiring()::get)
        .withMessage("QDN_TRACKING_KEYS: the secret is empty");
  }
}
