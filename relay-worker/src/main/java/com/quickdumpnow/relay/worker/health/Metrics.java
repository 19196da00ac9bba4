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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What the worker counts, in Prometheus's words:
 *
 * <ul>
 *   <li>{@code qdn_triggers_received_total} and {@code qdn_queue_age_seconds}: triggers taken up,
 *       and how long each had lain in the queue
 *   <li>{@code qdn_triggers_worked_total{how}}: done, later, failed, released, unusable
 *   <li>{@code qdn_sent_total{route,outcome}}: attempts handed to a carrier
 *   <li>{@code qdn_enqueue_to_carrier_seconds{route}}: from the trigger's enqueueing to the
 *       carrier's yes
 *   <li>{@code qdn_commits_seconds} and {@code qdn_commit_failures_total{how}}: decisions made
 *       durable; unavailable, unknown, refused
 *   <li>{@code qdn_store_writes_seconds}, {@code qdn_store_changes_total}, {@code qdn_store_bytes},
 *       {@code qdn_store_conflicts_total}, {@code qdn_store_retries_total}, {@code
 *       qdn_store_own_writes_recognised_total}: the store's writes
 *   <li>{@code qdn_route_up{route}}: 1 while a route takes texts, 0 while it rests or its breaker
 *       is open
 *   <li>{@code qdn_polling}: 1 while the queue is polled; {@code qdn_in_hand}: triggers in work
 *   <li>{@code qdn_archived_jobs_total}, {@code qdn_redacted_jobs_total}
 *   <li>{@code qdn_alerts_raised_total{kind}}, {@code qdn_alerts_told_total{kind}}, {@code
 *       qdn_alerts_waiting}: by this worker; those not being told yet, in the whole store
 *   <li>{@code qdn_swept_triggers_total}
 * </ul>
 *
 * Thread-safe.
 */
public final class Metrics implements Journal, StoreListener {
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

  public Metrics() {
    Gauge.builder("qdn.store.bytes", () -> storeBytes).register(registry);
    Gauge.builder("qdn.alerts.waiting", () -> alertsWaiting).register(registry);
  }

  /** Shows how the relay is; to be called once. */
  public void watch(Supplier<Relay.Status> status) {
    Gauge.builder("qdn.polling", () -> status.get().paused().isEmpty() ? 1 : 0).register(registry);
    Gauge.builder("qdn.in.hand", () -> status.get().inHand().count()).register(registry);
    for (Condition condition : status.get().routes()) {
      RouteName route = condition.route();
      Gauge.builder("qdn.route.up", () -> isWell(status.get(), route) ? 1 : 0)
          .tag("route", route.value())
          .register(registry);
    }
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
    counter("qdn.triggers.received").increment();
    timer("qdn.queue.age").record(age.isNegative() ? Duration.ZERO : age);
  }

  @Override
  public void worked(String how) {
    counter("qdn.triggers.worked", "how", how).increment();
  }

  @Override
  public void sent(RouteName route, SendOutcome outcome) {
    counter("qdn.sent", "route", route.value(), "outcome", OutcomeNames.of(outcome)).increment();
  }

  @Override
  public void accepted(RouteName route, Duration latency) {
    timer("qdn.enqueue.to.carrier", "route", route.value()).record(latency);
  }

  @Override
  public void committed(Duration took) {
    timer("qdn.commits").record(took);
  }

  @Override
  public void commitFailed(String how) {
    counter("qdn.commit.failures", "how", how).increment();
  }

  @Override
  public void alerted(Alert.Kind kind) {
    counter("qdn.alerts.raised", "kind", kind.name()).increment();
  }

  @Override
  public void told(Alert.Kind kind) {
    counter("qdn.alerts.told", "kind", kind.name()).increment();
  }

  @Override
  public void alertsWaiting(int count) {
    alertsWaiting = count;
  }

  @Override
  public void swept(int triggers) {
    counter("qdn.swept.triggers").increment(triggers);
  }

  @Override
  public void archived(int jobs) {
    counter("qdn.archived.jobs").increment(jobs);
  }

  @Override
  public void redacted(int jobs) {
    counter("qdn.redacted.jobs").increment(jobs);
  }

  @Override
  public void lookedUp(String how) {
    counter("qdn.lookups", "how", how).increment();
  }

  @Override
  public void committed(int changes, int bytes, Duration took) {
    commits.increment();
    timer("qdn.store.writes").record(took);
    counter("qdn.store.changes").increment(changes);
    storeBytes = bytes;
  }

  @Override
  public void conflict() {
    conflicts.increment();
    counter("qdn.store.conflicts").increment();
  }

  @Override
  public void retried() {
    counter("qdn.store.retries").increment();
  }

  @Override
  public void ownWriteRecognised() {
    counter("qdn.store.own.writes.recognised").increment();
  }

  private Counter counter(String name, String... tags) {
    return registry.counter(name, tags);
  }

  private Timer timer(String name, String... tags) {
    return Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry);
  }
}
