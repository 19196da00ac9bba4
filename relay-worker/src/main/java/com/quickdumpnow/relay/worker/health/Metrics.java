package com.quickdumpnow.relay.worker.health;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.worker.relay.Journal;
import com.quickdumpnow.relay.worker.relay.OutcomeNames;
import com.quickdumpnow.relay.worker.relay.Relay;
import com.quickdumpnow.relay.worker.relay.RouteStates.Condition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the worker counts, in Prometheus's words: each {@link Meter}. All are there from the start,
 * at 0, so that a rate sees the first event too; those by route as soon as the routes are known.
 * Thread-safe.
 */
public final class Metrics implements Journal, StoreListener {
  private static final String HOW = "how";
  private static final String KIND = "kind";
  private static final String ROUTE = "route";
  private static final String OUTCOME = "outcome";

  /** From a quick commit to a text that waited out an outage. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10),
    Duration.ofHours(1)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LongAdder commits = new LongAdder();
  private final LongAdder conflicts = new LongAdder();
  private volatile double storeBytes;
  private volatile int alertsWaiting;
  private volatile BooleanSupplier leads = () -> true;

  public Metrics() {
    gauge(Meter.STORE_BYTES, () -> storeBytes);
    // Who looked once and does not any more would tell of the past.
    gauge(Meter.ALERTS_WAITING, () -> leads.getAsBoolean() ? alertsWaiting : 0);
    List.of(Meter.QUEUE_AGE, Meter.COMMITS, Meter.STORE_WRITES).forEach(this::timer);
    List.of(
            Meter.TRIGGERS_RECEIVED,
            Meter.STORE_CHANGES,
            Meter.STORE_CONFLICTS,
            Meter.STORE_RETRIES,
            Meter.STORE_OWN_WRITES_RECOGNISED,
            Meter.ARCHIVED_JOBS,
            Meter.REDACTED_JOBS,
            Meter.SWEPT_TRIGGERS)
        .forEach(this::counter);
    List.of("done", "later", "failed", "released", "unusable")
        .forEach(how -> counter(Meter.TRIGGERS_WORKED, HOW, how));
    List.of("found", "nothing", "failed", "skipped")
        .forEach(how -> counter(Meter.LOOKUPS, HOW, how));
    List.of("unavailable", "unknown", "refused")
        .forEach(how -> counter(Meter.COMMIT_FAILURES, HOW, how));
    for (Alert.Kind kind : Alert.Kind.values()) {
      counter(Meter.ALERTS_RAISED, KIND, kind.name());
      counter(Meter.ALERTS_TOLD, KIND, kind.name());
    }
  }

  /** Shows how the relay is; to be called once. */
  public void watch(Supplier<Relay.Status> status) {
    gauge(Meter.POLLING, () -> isPolling(status.get()) ? 1 : 0);
    gauge(Meter.IN_HAND, () -> status.get().inHand().count());
    gauge(Meter.FLEET_MEMBERS, () -> status.get().standing().members());
    gauge(Meter.FLEET_LEADER, () -> status.get().standing().leads() ? 1 : 0);
    gauge(Meter.FLEET_SHARE, () -> status.get().standing().share());
    leads = () -> status.get().standing().leads();
    for (Condition condition : status.get().routes()) {
      RouteName route = condition.route();
      gauge(Meter.ROUTE_UP, () -> isWell(status.get(), route) ? 1 : 0, ROUTE, route.value());
      sending(route);
    }
    sending(RouteName.EMAIL);
  }

  private void sending(RouteName route) {
    timer(Meter.ENQUEUE_TO_CARRIER, ROUTE, route.value());
    for (String outcome : OutcomeNames.all()) {
      counter(Meter.SENT, ROUTE, route.value(), OUTCOME, outcome);
    }
  }

  private static boolean isPolling(Relay.Status status) {
    return status.paused().isEmpty() && status.standing().share() > 0;
  }

  private static boolean isWell(Relay.Status status, RouteName route) {
    return status.routes().stream().anyMatch(c -> c.route().equals(route) && c.well());
  }

  /** The store's writes, and how many more were lost to other writers. */
  record StoreWork(long commits, long conflicts) {}

  /** Since it was asked last. */
  StoreWork takeStoreWork() {
    return new StoreWork(commits.sumThenReset(), conflicts.sumThenReset());
  }

  /** Everything, in Prometheus's text format. */
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void received(Duration age) {
    counter(Meter.TRIGGERS_RECEIVED).increment();
    timer(Meter.QUEUE_AGE).record(age.isNegative() ? Duration.ZERO : age);
  }

  @Override
  public void worked(String how) {
    counter(Meter.TRIGGERS_WORKED, HOW, how).increment();
  }

  @Override
  public void sent(RouteName route, SendOutcome outcome) {
    counter(Meter.SENT, ROUTE, route.value(), OUTCOME, OutcomeNames.of(outcome)).increment();
  }

  @Override
  public void accepted(RouteName route, Duration latency) {
    timer(Meter.ENQUEUE_TO_CARRIER, ROUTE, route.value()).record(latency);
  }

  @Override
  public void committed(Duration took) {
    timer(Meter.COMMITS).record(took);
  }

  @Override
  public void commitFailed(String how) {
    counter(Meter.COMMIT_FAILURES, HOW, how).increment();
  }

  @Override
  public void alerted(Alert.Kind kind) {
    counter(Meter.ALERTS_RAISED, KIND, kind.name()).increment();
  }

  @Override
  public void told(Alert.Kind kind) {
    counter(Meter.ALERTS_TOLD, KIND, kind.name()).increment();
  }

  @Override
  public void alertsWaiting(int count) {
    alertsWaiting = count;
  }

  @Override
  public void swept(int triggers) {
    counter(Meter.SWEPT_TRIGGERS).increment(triggers);
  }

  @Override
  public void archived(int jobs) {
    counter(Meter.ARCHIVED_JOBS).increment(jobs);
  }

  @Override
  public void redacted(int jobs) {
    counter(Meter.REDACTED_JOBS).increment(jobs);
  }

  @Override
  public void lookedUp(String how) {
    counter(Meter.LOOKUPS, HOW, how).increment();
  }

  @Override
  public void committed(int changes, int bytes, Duration took) {
    commits.increment();
    timer(Meter.STORE_WRITES).record(took);
    counter(Meter.STORE_CHANGES).increment(changes);
    storeBytes = bytes;
  }

  @Override
  public void conflict() {
    conflicts.increment();
    counter(Meter.STORE_CONFLICTS).increment();
  }

  @Override
  public void retried() {
    counter(Meter.STORE_RETRIES).increment();
  }

  @Override
  public void ownWriteRecognised() {
    counter(Meter.STORE_OWN_WRITES_RECOGNISED).increment();
  }

  private Counter counter(Meter meter, String... tags) {
    return Counter.builder(meter.id()).description(meter.help()).tags(tags).register(registry);
  }

  private Timer timer(Meter meter, String... tags) {
    return Timer.builder(meter.id())
        .description(meter.help())
        .tags(tags)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private void gauge(Meter meter, Supplier<Number> value, String... tags) {
    Gauge.builder(meter.id(), value).description(meter.help()).tags(tags).register(registry);
  }
}
