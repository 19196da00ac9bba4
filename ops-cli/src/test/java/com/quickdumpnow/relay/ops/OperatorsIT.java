package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.json.TriggerJson;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.ops.aws.DataBucket;
import com.quickdumpnow.relay.ops.aws.LetterBox;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.BrokenCloud;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.ops.testing.Operator.Said;
import com.quickdumpnow.relay.queue.DeadLetters.Letter;
import com.quickdumpnow.relay.queue.sqs.SqsDeadLetters;
import com.quickdumpnow.relay.queue.sqs.TraceAttribute;
import com.quickdumpnow.relay.token.StaffTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of somebody on call, each against a relay that runs. */
final class OperatorsIT {
  @TempDir static Path folder;
  private static LocalWorld world;
  private static Console console;
  private static Operator operator;

  private final Customer customer = Customer.fresh();

  @BeforeAll
  static void start() {
    world = LocalWorld.start(WorldSettings.forTests().ofThisClassPath());
    console = Console.of(world);
    operator = Operator.of(world, Qdn::commandLine, folder.resolve("settings"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void resume() {
    operator.types("resume", "--yes").exits(0);
  }

  private static void bury(String body, String group) {
    boolean kept =
        SqsDeadLetters.of(world.environment().getOrDefault("QDN_NOTIFICATIONS_QUEUE_URL", ""))
            .bury(new Letter(body, "a test says so", Optional.of(group), Optional.empty()));
    assertThat(kept).isTrue();
  }

  private static String letter(String job) {
    JsonNode letters =
        operator.types("dead-letters", "list", "--json").exits(1).json().path("deadLetters");
    return letters
        .valueStream()
        .filter(letter -> letter.path("job").asText().equals(job))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asText();
  }

  private int texts(Customer to) {
    return world.twilio().handset(to.phone()).size();
  }

  @Test
  void deadLetters_ofATextThatWasDelivered_redrivenWithoutASecondText() {
    console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    JsonNode told = console.history(customer.job()).path("notifications").path(0);
    bury(
        TriggerJson.write(
            new Trigger(
                new JobId(customer.job()),
                new NotificationId(told.path("notificationId").asText()),
                0,
                1)),
        customer.job());

    Said listed = operator.types("dead-letters", "list").exits(1);
    assertThat(listed.out()).contains(customer.job(), "a test says so", "notifications.fifo");
    operator.types("dead-letters", "redrive", letter(customer.job()), "--yes").exits(0);

    assertThat(operator.types("dead-letters", "list").out()).doesNotContain(customer.job());
    Customer after = Customer.fresh();
    console.dispatch(after);
    console.awaitState(after, "DELIVERED");
    assertThat(texts(customer)).isEqualTo(1);
  }

  @Test
  void deadLetters_redriven_areInTheTraceTheyWereIn() {
    TraceContext trace = TraceContext.of(new NotificationId("n_aaaaaaaaaaaaaaaa"));
    try (BrokenCloud cloud = new BrokenCloud()) {
      String queue = cloud.queue("traced.fifo", Map.of());
      assertThat(
              SqsDeadLetters.of(queue)
                  .bury(new Letter("poison", "so", Optional.of("job"), Optional.of(trace))))
          .isTrue();

      try (LetterBox box = LetterBox.of(queue)) {
        box.receive((_, _) -> {}).letters().forEach(box::redrive);
      }

      assertThat(cloud.receive(queue))
          .singleElement()
          .satisfies(
              message -> {
                assertThat(message.body()).isEqualTo("poison");
                assertThat(TraceAttribute.in(message.messageAttributes())).contains(trace);
              });
    }
  }

  @Test
  void deadLetters_showOne_wholeAndStillThere() {
    bury("no trigger at all", "job-x");

    Said shown = operator.types("dead-letters", "show", letter("job-x").substring(0, 13)).exits(0);

    assertThat(shown.out()).contains("no trigger at all", "a test says so");
    operator.types("dead-letters", "list").exits(1);
    assertThat(operator.types("dead-letters", "redrive", "zzz", "--yes").exits(1).err())
        .contains("no dead letter's id");
  }

  @Test
  void deadLetters_allAtAPace_allLeaveAndNothingIsAskedTwice() {
    bury("poison 1", "job-y");
    bury("poison 2", "job-z");

    assertThat(operator.types("dead-letters", "redrive", "--all").exits(1).err())
        .contains("no terminal to ask on");
    assertThat(operator.types("dead-letters", "redrive").exits(2).err()).contains("--all");
    JsonNode done =
        operator
            .types("dead-letters", "redrive", "--all", "--yes", "--pace", "50", "--json")
            .exits(0)
            .json();

    assertThat(done.path("redriven").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(done.path("redriven")).isEqualTo(done.path("found"));
  }

  @Test
  void pause_thenResume_nothingIsSentMeanwhileAndEverythingAfterwards() {
    operator.types("pause", "a test", "--yes").exits(0);
    console.dispatch(customer);
    Said again = operator.types("pause", "a test", "--dry-run").exits(0);

    assertThat(again.err()).contains("Sending is paused");
    assertThat(texts(customer)).isZero();
    assertThat(operator.types("resume").exits(1).out()).contains("Sending is paused");
    operator.types("resume", "--yes").exits(0);
    operator.types("resume", "--yes", "--json").exits(0);
    assertThat(console.history(customer.job()).path("notifications").path(0).path("state").asText())
        .isIn("PENDING", "WAITING", "SENDING", "AWAITING_RECEIPT", "DELIVERED");
  }

  @Test
  void suppressions_addedListedLifted() {
    operator.types("suppressions", "add", customer.phone(), "asked by phone", "--yes").exits(0);
    console.dispatch(customer);
    console.awaitState(customer, "EMAILED");

    assertThat(operator.types("suppressions", "list").exits(0).out())
        .contains(customer.phone(), "opt-out", "asked by phone");
    operator.types("suppressions", "add", customer.phone(), "again", "--yes").exits(1);
    operator.types("suppressions", "add", Customer.fresh().phone(), " ", "--yes").exits(2);
    assertThat(operator.types("suppressions", "lift", customer.phone(), "-n").exits(0).out())
        .contains("Nothing was changed. That number gets no texts.");
    operator.types("suppressions", "lift", customer.phone(), "--yes").exits(0);
    operator.types("suppressions", "lift", customer.phone(), "--yes").exits(1);
    assertThat(texts(customer)).isZero();
  }

  @Test
  void tokens_createdListedRevoked_theHashAloneIsKept() throws Exception {
    Said said = operator.types("tokens", "create", "maria", "--json").exits(0);
    String token = said.json().path("token").asText();
    assertThat(said.err()).contains("The API sees a change within half a minute.");
    assertThat(maintenance(token)).isEqualTo(200);
    operator.types("tokens", "create", "maria").exits(0);
    operator.types("tokens", "create", "ben").exits(0);

    JsonNode listed = operator.types("tokens", "list", "--json").exits(0).json().path("tokens");
    assertThat(listed).hasSize(3);
    String hash = StaffTokens.hash(token);
    assertThat(hash).startsWith(listed.path(0).path("hash").asText());
    assertThat(kept()).contains("\"sha256\" : \"" + hash + "\"").doesNotContain(token);

    operator.types("tokens", "revoke", "maria", "--hash", hash, "--yes").exits(0);
    assertThat(kept()).doesNotContain(hash).contains("maria");
    operator.types("tokens", "revoke", "maria", "--yes").exits(0);
    assertThat(kept()).doesNotContain("maria").contains("ben");
    assertThat(operator.types("tokens", "revoke", "maria", "--yes").exits(1).err())
        .contains("no such token");
    operator.types("tokens", "create", "no name").exits(2);
  }

  private static int maintenance(String token) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(world.uri() + "/maintenance"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static String kept() {
    try (var bucket = DataBucket.of("qdn-maintenance")) {
      return bucket.small("staff-tokens.json").orElseThrow().text();
    }
  }

  @Test
  void credentials_writtenAndChecked_privateAndWithoutAValueOnTheScreen() throws IOException {
    Path from = folder.resolve("from.properties");
    Files.writeString(from, "QDN_BUCKET=b\nQDN_TWILIO_AUTH_TOKENS=nonsense\nPATH=/bin\n");
    Operator other = new Operator(Qdn::commandLine, folder.resolve("other"), Map.of());

    Said written = other.types("credentials", "write", "--from", from.toString(), "--yes").exits(0);
    assertThat(written.out())
        .contains("QDN_BUCKET", "QDN_TWILIO_AUTH_TOKENS")
        .doesNotContain("nonsense", "PATH");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("other"))))
        .isEqualTo("rw-------");
    Said checked = other.types("credentials", "check").exits(1);
    assertThat(checked.out())
        .contains("QDN_TWILIO_AUTH_TOKENS has an entry 1", "QDN_PUBLIC_URL is not set")
        .doesNotContain("nonsense");
    operator.types("credentials", "check").exits(0);

    Files.setPosixFilePermissions(
        folder.resolve("other"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(other.types("credentials", "check", "--json").exits(1).json().toString())
        .contains("chmod 600")
        .doesNotContain("is not set");
    assertThat(other.types("history", "list").exits(1).err()).contains("chmod 600");
  }

  @Test
  void credentials_cannotBeWritten_saysSoAndLeavesNothing() throws IOException {
    Path from = Files.writeString(folder.resolve("some.properties"), "QDN_BUCKET=b\n");
    Path _ = Files.createDirectories(folder.resolve("taken/by/a/folder"));
    StringWriter err = new StringWriter();

    int code =
        Qdn.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(
                "credentials",
                "write",
                "--from",
                from.toString(),
                "--settings",
                folder.resolve("taken").toString(),
                "--yes");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("cannot write").doesNotContain("\tat ");
    assertThat(folder.resolve("taken.new")).doesNotExist();
  }

  @Test
  void anyCommand_settingIsMissing_exitsWith2AndNamesIt() {
    Operator lost =
        new Operator(Qdn::commandLine, folder.resolve("lost"), Map.of("AWS_REGION", "x"));

    assertThat(lost.types("history", "list").exits(2).err())
        .contains("QDN_BUCKET is not set")
        .doesNotContain("\tat ");
  }
}
