package com.quickdumpnow.relay.worker.sqs;

import static com.quickdumpnow.relay.worker.sqs.Until.until;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.sqs.SqsTriggerQueue;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.text.EmailTemplates;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.worker.fleet.Lease;
import com.quickdumpnow.relay.worker.relay.Journal;
import com.quickdumpnow.relay.worker.relay.Relay;
import com.quickdumpnow.relay.worker.relay.TextCarrier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four workers on one queue, over the real protocols of queue and store. */
final class FleetOverSqsIT {
  private static final int WORKERS = 4;
  private static final int PACE = 40;
  private static final int TEXTS = 120;
  private static final Lease LEASE = new Lease(Duration.ofSeconds(6), Duration.ofMillis(200));
  private static final Route PRIMARY = route("primary", PACE);
  private static final Route SECONDARY = route("secondary", 100);

  /** What a thread may lag behind its turn on a machine that does other things. */
  private static final Duration LAG = Duration.ofMillis(1500);

  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final String bucket = cloud.newBucket();
  private final String queue = cloud.newFifoQueue(Duration.ofSeconds(30));
  private final List<Posted> posts = new CopyOnWriteArrayList<>();
  private final List<Relay> relays = new ArrayList<>();
  private final List<StorePlace.Open> stores = new ArrayList<>();
  private final List<SqsTriggerSource> sources = new ArrayList<>();
  private final AtomicInteger[] swept = {
    new AtomicInteger(), new AtomicInteger(), new AtomicInteger(), new AtomicInteger()
  };
  private volatile int cutOff = -1;
  private Map<String, String> properties = Map.of();

  private record Posted(int worker, long at) {}

  private static Route route(String name, double pace) {
    return new Route(
        new RouteName(name),
        "AC" + "a".repeat(32),
        "+16195550100",
        SenderKind.SHORT_CODE,
        "Twilio",
        pace,
        Duration.ofMinutes(5));
  }

  @BeforeEach
  void start() {
    properties =
        Map.of(
            "aws.region", "us-east-1",
            "aws.accessKeyId", "test",
            "aws.secretAccessKey", "test",
            "aws.endpointUrlSqs", cloud.sqsEndpoint().toString(),
            "aws.endpointUrlS3", cloud.s3Endpoint().toString());
    properties.forEach(System::setProperty);
    new StorePlace.Bucket(bucket).create(MaintenanceDocument.EMPTY);
    for (int i = 0; i < WORKERS; i++) {
      stores.add(
          new StorePlace.Bucket(bucket)
              .open(Clockwork.system(), new Random(i), StoreListener.NONE));
      sources.add(SqsTriggerSource.of(queue, Duration.ofSeconds(1)));
      relays.add(relay(i));
    }
    until(
        "each has a quarter",
        () -> relays.stream().allMatch(relay -> relay.standing().share() == 0.25));
  }

  @AfterEach
  void stop() {
    relays.parallelStream().forEach(Relay::close);
    sources.forEach(SqsTriggerSource::close);
    stores.forEach(StorePlace.Open::close);
    properties.keySet().forEach(System::clearProperty);
  }

  private Relay relay(int number) {
    return Relay.start(
        new Relay.Ports(
            stores.get(number).store(),
            stores.get(number).workers(),
            sources.get(number),
            SqsTriggerQueue.of(queue),
            new RecordingCarrier(number),
            _ -> new SendOutcome.Unreachable("there is no email here"),
            Optional.empty(),
            new Journal() {
              @Override
              public void swept(int triggers) {
                swept[number].addAndGet(triggers);
              }
            },
            Tracer.OFF),
        new Relay.Settings(
            new Chain(List.of(PRIMARY, SECONDARY), true, Timing.DEFAULT),
            Optional.empty(),
            new EmailTemplates(TemplatesJson.standard(), Optional.empty()),
            "w-" + number,
            16,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofMillis(300),
            Retention.DEFAULT,
            LEASE),
        new Relay.Machine(Clockwork.system(), new Random(number), Thread.ofVirtual().factory()));
  }

  /** Remembers when; one worker can be cut off from the primary route. */
  private final class RecordingCarrier implements TextCarrier {
    private final int worker;

    RecordingCarrier(int worker) {
      this.worker = worker;
    }

    @Override
    public SendOutcome post(Text text) {
      if (text.route().equals(PRIMARY)) {
        if (cutOff == worker) {
          return new SendOutcome.Unreachable("no way there");
        }
        posts.add(new Posted(worker, System.nanoTime()));
      }
      return new SendOutcome.Accepted(
          new MessageId("SM" + text.notificationId()), DeliveryStatus.QUEUED);
    }

    @Override
    public Optional<Trace> fetch(Route route, MessageId messageId) {
      return Optional.empty();
    }

    @Override
    public List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
      return List.of();
    }
  }

  /** Jobs of so many customers, each with a text to send. */
  private List<Trigger> jobs(int from, int count, Instant since) {
    List<JobChange<Trigger>> changes = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      JobId id = new JobId("job-" + i);
      Notification notification = notification(id, i, since);
      Job job = job(id, i, since);
      changes.add(
          new JobChange<>(
              id,
              scope ->
                  new Changed<>(
                      scope.history().with(job).with(notification), Trigger.of(notification))));
    }
    return stores.getFirst().store().changeJobs(changes);
  }

  private static Job job(JobId id, int number, Instant since) {
    return new Job(
        id,
        Optional.empty(),
        new Customer(
            "Ann",
            Optional.of(new PhoneNumber("+1619555" + (2000 + number))),
            Optional.empty(),
            Extras.NONE),
        Load.UNKNOWN,
        Optional.empty(),
        List.of(new StatusChange(JobStatus.QUEUED, since, "test")),
        List.of(),
        Extras.NONE);
  }

  private static Notification notification(JobId id, int number, Instant since) {
    return new Notification(
        new NotificationId("n_" + letters(number)),
        id,
        JobStatus.QUEUED,
        1,
        since,
        Optional.empty(),
        "QDN: your load is booked.",
        1,
        "quickdumpnow.com/track?j=x",
        1,
        new NotificationState.Pending(since, "new"),
        List.of(),
        Extras.NONE);
  }

  /** The number in sixteen letters. */
  private static String letters(int number) {
    return "%016d"
        .formatted(number)
        .chars()
        .mapToObj(digit -> String.valueOf((char) (digit - '0' + 'a')))
        .collect(joining());
  }

  private boolean isWell(Relay relay) {
    return relay.status().routes().stream()
        .filter(condition -> condition.route().equals(PRIMARY.name()))
        .allMatch(condition -> condition.well());
  }

  @Test
  void fourWorkers_oneQueue_keepThePaceSweepOnceAndLearnOfEachOthersBreaker() {
    SqsTriggerQueue.of(queue).send(jobs(0, TEXTS, Instant.now()));
    until("all texts are sent", () -> posts.size() == TEXTS);

    List<Long> times = posts.stream().map(Posted::at).sorted().toList();
    for (int i = 0; i < times.size(); i++) {
      for (int j = i; j < times.size(); j++) {
        double window = (times.get(j) - times.get(i)) / 1e9;
        assertThat((double) j - i + 1)
            .as("texts within %.3f s", window)
            .isLessThanOrEqualTo(PACE * (window + LAG.toMillis() / 1000.0) + WORKERS);
      }
    }
    assertThat((times.getLast() - times.getFirst()) / 1e9)
        .as("seconds for all of them")
        .isGreaterThan(0.7 * TEXTS / PACE);
    assertThat(posts.stream().map(Posted::worker).distinct()).as("who sent").hasSize(WORKERS);

    int leader =
        IntStream.range(0, WORKERS)
            .filter(i -> relays.get(i).standing().leads())
            .reduce((_, _) -> -1)
            .orElse(-1);
    assertThat(leader).as("the only one that leads").isNotNegative();
    jobs(TEXTS, 1, Instant.now().minus(Duration.ofMinutes(2)));
    until("what lost its trigger is sent", () -> posts.size() == TEXTS + 1);
    for (int i = 0; i < WORKERS; i++) {
      assertThat(swept[i].get()).as("triggers made by worker %d", i).isEqualTo(i == leader ? 1 : 0);
    }

    cutOff = (leader + 1) % WORKERS;
    SqsTriggerQueue.of(queue).send(jobs(TEXTS + 1, TEXTS, Instant.now()));
    until("its breaker opens", () -> !isWell(relays.get(cutOff)));
    until("all know", () -> relays.stream().noneMatch(this::isWell));
  }
}
