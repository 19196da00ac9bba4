package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.sqs.LocalSqs;
import com.quickdumpnow.relay.localcloud.sqs.Queue;
import com.quickdumpnow.relay.ops.aws.LetterBox;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.local.AwsProperties;
import com.quickdumpnow.relay.ops.testing.Eventually;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.queue.DeadLetters.Letter;
import com.quickdumpnow.relay.queue.sqs.SqsDeadLetters;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Putting dead letters back takes longer than SQS hides them, and somebody else looks as well. */
final class HeldLettersIT {
  private static final Duration HELD = Duration.ofSeconds(2);

  private static LocalSqs queues;
  private static AwsProperties aws;
  private static SqsClient sqs;

  private final StringWriter terminal = new StringWriter();
  private final Output output =
      Output.impatient(
          new CommandLine(CommandSpec.create()).setErr(new PrintWriter(terminal, true)));
  private final List<String> stolen = new ArrayList<>();
  private String queue = "";
  private String dead = "";
  private LetterBox box;

  @BeforeAll
  static void start() {
    queues = LocalSqs.start(0, List.of());
    aws =
        new AwsProperties(
            Map.of(
                "AWS_ENDPOINT_URL_SQS", queues.endpoint().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
    sqs = SqsClient.create();
  }

  @AfterAll
  static void stop() {
    sqs.close();
    aws.close();
    queues.close();
  }

  @BeforeEach
  void makeQueues() {
    String name = "q" + System.nanoTime();
    queues.create(Queue.of(name + "-dead", Duration.ofSeconds(60)));
    queues.create(Queue.of(name, Duration.ofSeconds(60)).redrivenTo(name + "-dead", 10));
    queue = queues.queueUrl(name).toString();
    dead = queues.queueUrl(name + "-dead").toString();
    box = LetterBox.of(queue, HELD);
  }

  @AfterEach
  void close() {
    box.close();
  }

  private void bury(int letters) {
    SqsDeadLetters buried = SqsDeadLetters.of(queue);
    for (int i = 0; i < letters; i++) {
      assertThat(buried.bury(new Letter("poison " + i, "so", Optional.empty(), Optional.empty())))
          .isTrue();
    }
  }

  /** Somebody who keeps what is to be had, which is nothing that we hold. */
  private boolean steals() {
    sqs.receiveMessage(r -> r.queueUrl(dead).maxNumberOfMessages(10).visibilityTimeout(600))
        .messages()
        .forEach(message -> stolen.add(message.body()));
    return !stolen.isEmpty();
  }

  private List<String> putBack() {
    List<String> all = new ArrayList<>();
    List<String> some;
    do {
      some =
          sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages().stream()
              .map(message -> message.body())
              .toList();
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }

  /** The system's clock, in whose pauses somebody else looks. */
  private final class Pauses implements Clockwork {
    private final Clockwork system = Clockwork.system();

    @Override
    public Instant instant() {
      return system.instant();
    }

    @Override
    public long ticks() {
      return system.ticks();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      system.sleep(duration);
      boolean _ = steals();
    }

    @Override
    public Signal signal() {
      return system.signal();
    }
  }

  @Test
  void redrive_longerThanLettersAreHidden_putsEachBackOnceAndNobodyElseGetsOne() throws Exception {
    bury(12);
    try (HeldLetters held = new HeldLetters(List.of(box), new Pauses(), output)) {
      int done = held.redrive(held.all().keySet(), HELD.dividedBy(5));

      assertThat(done).isEqualTo(12);
      assertThat(held.all()).isEmpty();
    }

    assertThat(stolen).isEmpty();
    assertThat(putBack()).hasSize(12).doesNotHaveDuplicates();
    assertThat(terminal.toString()).contains("putting back: ", " of 12, about ");
  }

  @Test
  void redrive_ofWhatSomebodyElseHasMeanwhile_leavesItToThem() throws Exception {
    bury(1);
    try (HeldLetters held = new HeldLetters(List.of(box), Clockwork.system(), output)) {
      assertThat(held.all()).hasSize(1);
      Eventually.holds("it is hidden no more", this::steals);

      assertThat(held.redrive(held.all().keySet(), Duration.ZERO)).isZero();
    }

    assertThat(stolen).containsExactly("poison 0");
    assertThat(putBack()).isEmpty();
  }

  @Test
  void list_saysHowManyThereAreAndSoWhenThereIsNone(@TempDir Path folder) {
    Operator operator =
        new Operator(
            Qdn::commandLine,
            folder.resolve("settings"),
            Map.of("QDN_NOTIFICATIONS_QUEUE_URL", queue));

    assertThat(operator.types("dead-letters", "list").exits(0).out())
        .isEqualToIgnoringNewLines("0 in all.");
    bury(1);
    assertThat(operator.types("dead-letters", "list").exits(1).out()).contains("so", "1 in all.");
  }

  @Test
  void receive_saysHowManyOfThemCame_andGivesThemBackAtTheEnd() {
    bury(12);
    List<String> told = new ArrayList<>();

    var letters = box.receive((count, all) -> told.add(count + " of " + all)).letters();

    assertThat(letters).hasSize(12);
    assertThat(told).startsWith("0 of 12", "10 of 12").endsWith("12 of 12");
    assertThat(box.release(letters)).hasSize(12);
    assertThat(steals()).isTrue();
    assertThat(stolen).hasSize(10);
  }
}
