package com.quickdumpnow.relay.worker.sqs;

import static com.quickdumpnow.relay.worker.sqs.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.sqs.SqsTriggerQueue;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.place.StorePlace;
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
  private static final Route PRIMARY = SampleJob.route("primary", PACE);
  private static final Route SECONDARY = SampleJob.route("secondary", 100);

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
      sources.add(SqsTriggerSource.of(queue));
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
  private final class RecordingCarrier extends AcceptingCarrier {
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
      return super.post(text);
    }
  }

  /** Jobs of so many customers, each with a text to send. */
  private List<Trigger> jobs(int from, int count, Instant since) {
    return stores
        .getFirst()
        .store()
        .changeJobs(
            IntStream.range(from, from + count)
                .mapToObj(number -> new SampleJob(number, since).change())
                .toList());
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
