package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.ops.local.Ports;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.QdnProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qdn up} as a person starts it: a process of its own, from the built jars. */
final class UpIT {
  private static final String READY = "./qdn smoke\n";

  /** Twice the promise of ten seconds: what else the machine does costs processor time too. */
  private static final Duration PROMISED = Duration.ofSeconds(20);

  /** Against a hang only: how long anything takes is up to what else the machine does. */
  private static final Duration NEVER_ENDING = Duration.ofMinutes(2);

  private static final int AFTER_SIGINT = 130;
  private static final int AFTER_SIGTERM = 143;

  private final Ports ports = Ports.free();

  @Test
  void up_nothingInTheWay_readyInTimeAndEverythingItPrintsWorks() throws Exception {
    long start = System.nanoTime();
    try (QdnProcess up = up().awaitOutput(READY)) {
      assertThat(up.processorTime()).as("even on one processor").isLessThan(PROMISED);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NEVER_ENDING);
      assertThat(links(up.output())).hasSize(7).allSatisfy(UpIT::answers);
      assertThat(get(URI.create("http://127.0.0.1:" + ports.first() + "/")))
          .contains("tracking page", "/dashboard/index.html")
          .doesNotContain("qdn_");

      assertThat(up.output()).contains("/dashboard/index.html#token=" + token(up.output()));

      textStopAsPrinted(up.output());
      Customer stopped = new Customer("e2e-stop", "+16195550123", "stop@example.com");
      Console console = console(token(up.output()));
      console.awaitOptOut(stopped.phone());
      console.dispatch(stopped);
      console.awaitState(stopped, "EMAILED");

      try (QdnProcess smoke =
          QdnProcess.qdn("smoke", "--api", "http://localhost:" + ports.first())) {
        assertThat(smoke.awaitExit()).as(smoke.output()).isZero();
        assertThat(smoke.output()).contains("Everything works");
      }

      assertThat(up.signal("INT").awaitExit()).isEqualTo(AFTER_SIGINT);
      assertThat(up.output()).contains("Stopped.").doesNotContain("Exception", "WARN", "ERROR");
    }
  }

  @Test
  void up_aPortIsUsed_saysWhichAndEnds() throws Exception {
    try (ServerSocket taken =
            new ServerSocket(ports.first() + 2, 1, InetAddress.ofLiteral("127.0.0.1"));
        QdnProcess up = up()) {
      assertThat(up.awaitExit()).isEqualTo(1);
      assertThat(up.output())
          .contains("port " + taken.getLocalPort(), "--port N")
          .doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void up_sameDataFolderAgain_documentTextsEmailsAndTokensAreStillThere(@TempDir Path folder)
      throws Exception {
    Path data = folder.resolve("data");
    Customer customer = Customer.fresh();
    String token;
    try (QdnProcess up = up("--data", data.toString()).awaitOutput(READY)) {
      token = token(up.output());
      Console console = console(token);
      refuseEveryText();
      console.dispatch(customer);
      console.awaitState(customer, "EMAILED");
      try (QdnProcess second =
          QdnProcess.qdn("up", "--port", "" + Ports.free().first(), "--data", data.toString())) {
        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.output()).contains("another qdn up uses");
      }

      long start = System.nanoTime();
      assertThat(up.signal("TERM").awaitExit()).isEqualTo(AFTER_SIGTERM);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NEVER_ENDING);
    }

    try (QdnProcess up = up("--data", data.toString()).awaitOutput(READY)) {
      assertThat(token(up.output())).isEqualTo(token);
      assertThat(console(token).state(customer)).isEqualTo("EMAILED");
      assertThat(get(URI.create("http://127.0.0.1:" + (ports.first() + 2) + "/_admin/mailbox")))
          .contains(customer.email());
      assertThat(documentVersions()).isGreaterThan(1);
    }
    assertPrivate(data.resolve("secrets.properties"));
    try (Stream<Path> mailbox = Files.walk(data.resolve("mailbox"))) {
      List<Path> emails = mailbox.filter(Files::isRegularFile).toList();
      assertThat(emails).isNotEmpty();
      for (Path email : emails) {
        assertPrivate(email);
      }
    }
  }

  private long documentVersions() throws IOException, InterruptedException {
    URI bucket =
        URI.create(
            "http://127.0.0.1:%d/%s?versions".formatted(ports.first() + 4, "qdn-maintenance"));
    return Pattern.compile("<Version>").matcher(get(bucket)).results().count();
  }

  private static void assertPrivate(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private QdnProcess up(String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "up";
    arguments[1] = "--port";
    arguments[2] = Integer.toString(ports.first());
    System.arraycopy(more, 0, arguments, 3, more.length);
    return QdnProcess.qdn(arguments);
  }

  private Console console(String token) {
    return new Console(URI.create("http://127.0.0.1:" + ports.first()), Secret.of(token));
  }

  private static String token(String output) {
    Matcher bearer = Pattern.compile("Bearer (\\S+)'").matcher(output);
    assertThat(bearer.find()).as(output).isTrue();
    return bearer.group(1);
  }

  /** What it says to open, not what it says to post to. */
  private static List<URI> links(String output) {
    String opened = output.substring(0, output.indexOf("Change a job"));
    return Pattern.compile("http://\\S+")
        .matcher(opened)
        .results()
        .map(MatchResult::group)
        .map(URI::create)
        .toList();
  }

  private static void answers(URI link) throws IOException, InterruptedException {
    assertThat(get(link)).isNotEmpty();
  }

  /** Posts what the printed curl posts. */
  private static void textStopAsPrinted(String output) throws IOException, InterruptedException {
    Matcher curl = Pattern.compile("curl -sS (\\S+/inbound) -d '(.*STOP.*)'").matcher(output);
    assertThat(curl.find()).as(output).isTrue();
    String answer =
        send(
            HttpRequest.newBuilder(URI.create(curl.group(1)))
                .POST(HttpRequest.BodyPublishers.ofString(curl.group(2)))
                .build(),
            200);
    assertThat(answer).isEqualTo("{\"webhookStatus\":204}");
  }

  private void refuseEveryText() throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + (ports.first() + 1) + "/_admin/rules"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"answer\":{\"kind\":\"refuse\",\"code\":21612}}"))
            .build(),
        204);
  }

  private static String get(URI link) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(link).build(), 200);
  }

  private static String send(HttpRequest request, int expected)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(request.uri().toString()).isEqualTo(expected);
      return answer.body();
    }
  }
}
