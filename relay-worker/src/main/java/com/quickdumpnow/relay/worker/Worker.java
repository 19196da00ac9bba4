package com.quickdumpnow.relay.worker;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.queue.sqs.SqsTriggerQueue;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.store.s3.StoredTexts;
import com.quickdumpnow.relay.text.EmailTemplates;
import com.quickdumpnow.relay.text.Templates;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.worker.health.HealthServer;
import com.quickdumpnow.relay.worker.health.Metrics;
import com.quickdumpnow.relay.worker.health.Pulse;
import com.quickdumpnow.relay.worker.relay.Relay;
import com.quickdumpnow.relay.worker.relay.TextCarrier;
import com.quickdumpnow.relay.worker.ses.SesMailer;
import com.quickdumpnow.relay.worker.sqs.SqsTriggerSource;
import com.quickdumpnow.relay.worker.twilio.TwilioLookup;
import com.quickdumpnow.relay.worker.twilio.TwilioTexts;
import com.quickdumpnow.relay.worker.zones.PhoneZones;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole worker, running: the relay, its adapters, its health over HTTP. */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** Added to what a number's first text takes, where the directory is slow. */
  private static final Duration LOOKUP_WITHIN = Duration.ofSeconds(2);

  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final Relay relay;
  private final HealthServer health;
  private final Pulse pulse;
  private final SqsTriggerSource source;
  private final SesMailer mailer;
  private final StorePlace.Open store;
  private final Tracer tracer;

  private Worker(
      Relay relay,
      HealthServer health,
      Pulse pulse,
      SqsTriggerSource source,
      SesMailer mailer,
      StorePlace.Open store,
      Tracer tracer) {
    this.relay = relay;
    this.health = health;
    this.pulse = pulse;
    this.source = source;
    this.mailer = mailer;
    this.store = store;
    this.tracer = tracer;
  }

  /**
   * Starts it; returns once it polls. Nothing is polled unless its HTTP port is ours. The AWS SDK
   * takes its region, credentials and endpoints from the process, not from {@code environment}.
   *
   * @param environment the variables of the README's table
   * @throws ConfigurationException with every problem at once; or that the port is taken
   */
  public static Worker start(Map<String, String> environment) {
    return start(environment, _ -> {});
  }

  /**
   * {@link #start(Map)}, for who must have the worker in hand before anybody hears that it is well.
   *
   * @param up is called with the worker once it polls, before {@code /health} says so: whoever
   *     stops a worker that is well may rely on what was prepared for it here
   */
  static Worker start(Map<String, String> environment, Consumer<Worker> up) {
    WorkerConfig config = WorkerConfig.from(environment);
    Clockwork clock = Clockwork.system();
    Metrics metrics = new Metrics();
    HealthServer health =
        HealthServer.start(
            new InetSocketAddress(config.httpHost(), config.httpPort()), metrics, clock);
    try {
      Worker worker = start(config, clock, metrics, health);
      up.accept(worker);
      health.watch(worker.relay::status);
      return worker;
    } catch (RuntimeException e) {
      health.close();
      throw e;
    }
  }

  private static Worker start(
      WorkerConfig config, Clockwork clock, Metrics metrics, HealthServer health) {
    Chain chain = config.chain().locating(new PhoneZones());
    Templates templates = config.templates().load(StoredTexts::read);
    RandomGenerator random = new SecureRandom();
    StorePlace.Open store = config.place().open(clock, random, metrics);
    SqsTriggerSource source = SqsTriggerSource.of(config.queueUrl(), config.poll());
    Tracer tracer = config.tracing().tracer("qdn-worker");
    Duration timeout = chain.timing().httpTimeout();
    SesMailer mailer =
        SesMailer.of(
            config.emailFrom(), config.sesConfigurationSet(), TextCarrier.CONNECT_WITHIN, timeout);
    Relay relay =
        Relay.start(
            new Relay.Ports(
                store.store(),
                store.workers(),
                source,
                SqsTriggerQueue.of(config.queueUrl()),
                new TwilioTexts(
                    config.tokens(),
                    config.twilioBaseUrl(),
                    config.publicUrl(),
                    TextCarrier.CONNECT_WITHIN,
                    timeout),
                mailer,
                config.lookups().map(account -> lookup(config, account)),
                metrics,
                tracer),
            new Relay.Settings(
                chain,
                config.staff(),
                new EmailTemplates(templates, Optional.empty()),
                "w-" + Long.toString(random.nextLong() >>> 4, 36),
                config.concurrency(),
                config.visibility(),
                DRAIN,
                config.sweepEvery(),
                config.retention(),
                config.lease()),
            new Relay.Machine(clock, random, virtualThreads()));
    metrics.watch(relay::status);
    LOG.atInfo()
        .addKeyValue(LogKey.ROUTES, chain.routes().size())
        .addKeyValue(LogKey.HTTP_PORT, health.port())
        .log("the worker is up");
    Pulse pulse = Pulse.start(metrics, clock, virtualThreads());
    return new Worker(relay, health, pulse, source, mailer, store, tracer);
  }

  private static TwilioLookup lookup(WorkerConfig config, String account) {
    return new TwilioLookup(
        account,
        Objects.requireNonNull(config.tokens().get(account)),
        config.twilioBaseUrl(),
        TextCarrier.CONNECT_WITHIN,
        LOOKUP_WITHIN);
  }

  private static ThreadFactory virtualThreads() {
    return Thread.ofVirtual().name("relay-", 0).factory();
  }

  /** Where health and metrics are served. */
  public int httpPort() {
    return health.port();
  }

  /** Stops polling, finishes what is in hand within 20 s and gives the rest back. Idempotent. */
  @Override
  public void close() {
    relay.close();
    pulse.close();
    health.close();
    source.close();
    mailer.close();
    store.close();
    tracer.close();
    LOG.info("the worker is down");
  }
}
