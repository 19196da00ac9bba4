package com.quickdumpnow.relay.worker.sqs;

import static com.quickdumpnow.relay.worker.sqs.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.json.TriggerJson;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.store.memory.InMemoryRegister;
import com.quickdumpnow.relay.store.memory.InMemoryStore;
import com.quickdumpnow.relay.text.EmailTemplates;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.worker.fleet.Lease;
import com.quickdumpnow.relay.worker.relay.Journal;
import com.quickdumpnow.relay.worker.relay.Relay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

final class RelayOverSqsIT {
  private static final Duration VISIBILITY = Duration.ofSeconds(2);
  private static final int MAX_RECEIVES = 3;
  private static final Route ROUTE = SampleJob.route("primary", 100);

  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final InMemoryStore store = new InMemoryStore();
  private final RecordingCarrier carrier = new RecordingCarrier();
  private SqsClient sqs;
  private String deadLetters;
  private String queue;

  @BeforeEach
  void makeQueues() {
    sqs = cloud.sqs();
    deadLetters = cloud.newFifoQueue(VISIBILITY);
    queue = cloud.newFifoQueue(VISIBILITY, deadLetters, MAX_RECEIVES);
  }

  @AfterEach
  void closeClient() {
    carrier.goOn.countDown();
    sqs.close();
  }

  /** Accepts everything, once it may. */
  private static final class RecordingCarrier extends AcceptingCarrier {
    final List<JobId> posts = new CopyOnWriteArrayList<>();
    final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public SendOutcome post(Text text) {
      posts.add(text.jobId());
      try {
        var _ = goOn.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new SendOutcome.Ambiguous("interrupted");
      }
      return super.post(text);
    }
  }

  private Relay relay(Duration drain) {
    return Relay.start(
        new Relay.Ports(
            store,
            new InMemoryRegister(),
            new SqsTriggerSource(cloud.sqs(), queue, Duration.ofSeconds(1)),
            triggers ->
                triggers.forEach(trigger -> send(trigger.jobId(), TriggerJson.write(trigger))),
            carrier,
            _ -> new SendOutcome.Unreachable("there is no email here"),
            Optional.empty(),
            Journal.NONE,
            Tracer.OFF),
        new Relay.Settings(
            new Chain(List.of(ROUTE), true, Timing.DEFAULT),
            Optional.empty(),
            new EmailTemplates(TemplatesJson.standard(), Optional.empty()),
            "w-test",
            8,
            VISIBILITY,
            drain,
            Duration.ofMinutes(10),
            Retention.DEFAULT,
            Lease.STANDARD),
        new Relay.Machine(
            Clockwork.system(), new Random(1), Thread.ofVirtual().name("relay-", 0).factory()));
  }

  private void send(JobId job, String body) {
    sqs.sendMessage(
        r ->
            r.queueUrl(queue)
                .messageBody(body)
                .messageGroupId(job.value())
                .messageDeduplicationId(job + Integer.toHexString(body.hashCode())));
  }

  private void jobWithNotification(int number) {
    SampleJob job = new SampleJob(number, Instant.now());
    store
        .changeJobs(List.of(job.change()))
        .forEach(trigger -> send(job.id(), TriggerJson.write(trigger)));
  }

  private NotificationState state(int number) {
    SampleJob job = new SampleJob(number, Instant.EPOCH);
    return store.document().job(job.id()).notification(job.notificationId()).orElseThrow().state();
  }

  private List<Message> receive(String from, Duration wait) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(from)
                    .waitTimeSeconds(Math.toIntExact(wait.toSeconds()))
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
        .messages();
  }

  @Test
  void trigger_queued_sentAndDeleted() {
    carrier.goOn.countDown();
    jobWithNotification(1);
    jobWithNotification(2);

    try (Relay relay = relay(Duration.ofSeconds(10))) {
      until("both are sent", () -> carrier.posts.size() == 2);
      until("nothing is in hand", () -> relay.status().inHand().count() <= 0);
    }

    assertThat(state(1)).isInstanceOf(NotificationState.AwaitingReceipt.class);
    assertThat(receive(queue, VISIBILITY.plusSeconds(1))).isEmpty();
  }

  @Test
  void trigger_workedForLongerThanItsVisibility_nobodyElseGetsIt() {
    jobWithNotification(3);
    try (Relay relay = relay(Duration.ofSeconds(10))) {
      until("it is being sent", () -> carrier.posts.size() == 1);

      List<Message> stolen = receive(queue, VISIBILITY.plusSeconds(3));

      assertThat(stolen).isEmpty();
      assertThat(relay.status().paused()).isEmpty();
      carrier.goOn.countDown();
    }
    assertThat(carrier.posts).hasSize(1);
  }

  @Test
  void trigger_thatIsNone_reachesTheDeadLettersWithTheReasonAndItsGroupMovesOn() {
    carrier.goOn.countDown();
    String poison = "not a trigger: { \"é\\n\u2028 ";
    send(new JobId("job-4"), poison);
    jobWithNotification(4);
    List<Message> dead = new ArrayList<>();

    try (Relay _ = relay(Duration.ofSeconds(10))) {
      until("the good one is sent", () -> carrier.posts.contains(new JobId("job-4")));
      until(
          "the bad one is dead",
          () -> {
            dead.addAll(receive(deadLetters, Duration.ofSeconds(1)));
            return !dead.isEmpty();
          });
    }

    assertThat(dead)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.body()).isEqualTo(poison);
              assertThat(attribute(letter, "reason")).isEqualTo("its body is not a trigger");
              assertThat(Instant.parse(attribute(letter, "buriedAt")))
                  .isBeforeOrEqualTo(Instant.now());
            });
    assertThat(receive(queue, VISIBILITY.plusSeconds(1))).isEmpty();
  }

  @Test
  void trigger_thatIsNoneAndNoDeadLetterQueueIsNamed_holdsUpNobodyOfItsGroup() {
    carrier.goOn.countDown();
    queue = cloud.newFifoQueue(VISIBILITY);
    send(new JobId("job-7"), "not a trigger");
    jobWithNotification(7);

    try (Relay _ = relay(Duration.ofSeconds(10))) {
      until("the good one is sent", () -> carrier.posts.contains(new JobId("job-7")));
    }
  }

  private static String attribute(Message letter, String name) {
    return Objects.requireNonNull(letter.messageAttributes().get(name)).stringValue();
  }

  @Test
  void close_whileSending_finishesItFirst() {
    jobWithNotification(5);
    Relay relay = relay(Duration.ofSeconds(20));
    until("it is being sent", () -> carrier.posts.size() == 1);
    Thread closing = Thread.ofVirtual().start(relay::close);

    carrier.goOn.countDown();

    until("it is closed", () -> !closing.isAlive());
    assertThat(state(5)).isInstanceOf(NotificationState.AwaitingReceipt.class);
    assertThat(receive(queue, VISIBILITY.plusSeconds(1))).isEmpty();
  }

  @Test
  void close_sendingTakesTooLong_givesItBackAtOnceWithinTheLimit() {
    jobWithNotification(6);
    Relay relay = relay(Duration.ofSeconds(4));
    until("it is being sent", () -> carrier.posts.size() == 1);
    long begin = System.nanoTime();

    relay.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    assertThat(receive(queue, Duration.ofSeconds(3))).hasSize(1);
  }
}
