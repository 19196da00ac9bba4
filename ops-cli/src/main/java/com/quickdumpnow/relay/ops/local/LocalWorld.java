package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.localcloud.cdn.Cdn;
import com.quickdumpnow.relay.localcloud.cdn.FrontDoor;
import com.quickdumpnow.relay.localcloud.lambda.SqsEventSource;
import com.quickdumpnow.relay.localcloud.s3.LocalS3;
import com.quickdumpnow.relay.localcloud.ses.LocalSes;
import com.quickdumpnow.relay.localcloud.twilio.LocalTwilio;
import com.quickdumpnow.relay.ops.local.Layers.Layer;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.worker.Worker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The relay, running: the stand-ins, the packaged Lambdas behind the front door, the pages, and the
 * worker in this process. The AWS SDK is pointed at the stand-ins for the whole process, so there
 * is one at a time. Safe for use by many threads.
 */
public final class LocalWorld implements AutoCloseable {
  private static final int RECORDER_BATCH = 100;
  private static final Duration RECORDER_WINDOW = Duration.ofMillis(50);

  private final Ports ports;
  private final LocalSecrets secrets;
  private final Map<String, String> environment;
  private final Layers layers;
  private final Cloud cloud;
  private final Object workerLock = new Object();
  private Optional<Worker> worker = Optional.empty();

  private LocalWorld(WorldSettings settings, Layers layers) {
    this.layers = layers;
    this.ports = settings.ports();
    DataFolder folder = layers.add(Layer.FOLDER, DataFolder.open(settings.data()));
    this.secrets = LocalSecrets.of(folder.path());
    this.environment = Environment.of(settings, secrets);
    layers.add(Layer.SETTINGS, new AwsProperties(ports));
    this.cloud = Cloud.start(settings, secrets, folder, layers);
    Functions functions = startSlowParts(settings);
    layers.add(Layer.CONSUMERS, this::stopWorker);
    startWorker();
    open(settings.installation(), functions);
  }

  /**
   * Starts everything, and returns when a status change would go all the way.
   *
   * @throws com.quickdumpnow.relay.localcloud.web.PortTakenException naming the port
   * @throws LocalWorldException when something else is missing
   */
  public static LocalWorld start(WorldSettings settings) {
    settings.installation().requireBuilt();
    settings.ports().requireFree();
    Layers layers = new Layers();
    try {
      return new LocalWorld(settings, layers);
    } catch (RuntimeException e) {
      layers.close();
      throw e;
    }
  }

  private Functions startSlowParts(WorldSettings settings) {
    Supplier<Functions> functions;
    try (Startup startup = new Startup()) {
      startup.begin(() -> Cloud.startSqs(ports.sqs(), layers));
      functions = startup.begin(() -> Functions.load(settings.installation(), environment, layers));
      startup.begin(() -> createStore(settings));
    }
    return functions.get();
  }

  private boolean createStore(WorldSettings settings) {
    boolean isNew = Documents.create(environment, settings.withSamples());
    // A move from the bucket begins without a table.
    if (settings.table() && !"bucket".equals(environment.get("QDN_MOVING_FROM"))) {
      Cloud.makeTableRecoverable(ports);
    }
    return isNew;
  }

  private void open(Installation installation, Functions functions) {
    layers.add(
        Layer.CONSUMERS,
        SqsEventSource.start(
            URI.create(environment.getOrDefault("QDN_OUTCOMES_QUEUE_URL", "")),
            functions.recorder(),
            RECORDER_BATCH,
            RECORDER_WINDOW));
    Path site = installation.site();
    Cdn cdn =
        new Cdn(
            site,
            Set.of("track", "dashboard"),
            site.resolve("edge/qdn-track-rewrite.js"),
            site.resolve("edge/qdn-security-headers.js"));
    layers.add(
        Layer.FRONT_DOOR,
        FrontDoor.open(ports.front(), functions.routes(), cdn, new IndexPage(links())));
  }

  /** The API, the pages and the index; without a slash at the end. */
  public URI uri() {
    return Ports.uri(ports.front());
  }

  /** What there is to open. */
  public Links links() {
    return new Links(ports, environment);
  }

  /** The bearer token of a member of staff. */
  public Secret staffToken() {
    return secrets.staffToken();
  }

  public LocalS3 s3() {
    return cloud.s3();
  }

  public LocalTwilio twilio() {
    return cloud.twilio();
  }

  public LocalSes ses() {
    return cloud.ses();
  }

  /** The settings that the programs here run with. Secrets among them. */
  public Map<String, String> environment() {
    return environment;
  }

  /** As {@link #environment}, with what the AWS SDK of a process of its own needs besides. */
  public Map<String, String> environmentOfAProcess() {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(AwsProperties.environment(ports));
    return all;
  }

  /** Starts the worker, unless it runs. */
  public void startWorker() {
    synchronized (workerLock) {
      if (worker.isEmpty()) {
        worker = Optional.of(Worker.start(environment));
      }
    }
  }

  /** Stops the worker as a deployment would: it finishes what is in hand. */
  public void stopWorker() {
    synchronized (workerLock) {
      worker.ifPresent(Worker::close);
      worker = Optional.empty();
    }
  }

  /** Stops everything; idempotent. */
  @Override
  public void close() {
    layers.close();
  }
}
