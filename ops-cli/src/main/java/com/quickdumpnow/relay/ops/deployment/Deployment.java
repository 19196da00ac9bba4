package com.quickdumpnow.relay.ops.deployment;

import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.json.ChainJson;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.ops.aws.DataBucket;
import com.quickdumpnow.relay.ops.aws.LetterBox;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.local.AwsProperties;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.WorkerSettings;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A deployment of the relay, opened for an operator: each part when it is asked for first. A
 * setting that is missing or wrong is reported then, as a {@code ConfigurationException}. The AWS
 * SDK of this process is pointed at it until it is closed. For one thread; its parts are for many.
 */
public final class Deployment implements AutoCloseable {
  /** The document's key in the data bucket. */
  public static final String DOCUMENT = StorePlace.DOCUMENT;

  private final DeploymentSettings settings;
  private final Output output;
  private final StoreListener waiting;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Supplier<S3ObjectStore> objects;
  private final Supplier<DataBucket> bucket;
  private final Supplier<MaintenanceStore> store;

  /**
   * @param output for whoever waits
   */
  Deployment(DeploymentSettings settings, Output output) {
    this.settings = settings;
    this.output = output;
    this.waiting = new Waiting(System::nanoTime, output);
    open.push(new AwsProperties(settings.values()));
    this.objects = once(() -> kept(S3ObjectStore.of(text("QDN_BUCKET"), waiting)));
    this.bucket = once(() -> kept(DataBucket.of(text("QDN_BUCKET"))));
    this.store =
        once(
            () ->
                kept(read(StorePlace::of).open(Clockwork.system(), new SecureRandom(), waiting))
                    .store());
  }

  /** Where the store is. */
  public StorePlace place() {
    return read(StorePlace::of);
  }

  /** Tells whoever waits for a store that was opened elsewhere. */
  public StoreListener waiting() {
    return waiting;
  }

  public DeploymentSettings settings() {
    return settings;
  }

  /** Who does this, as it is kept with what is done. */
  public static String operator() {
    return "qdn " + System.getProperty("user.name", "operator");
  }

  public MaintenanceStore store() {
    return store.get();
  }

  /** Where it is told what is done with it. */
  public Output output() {
    return output;
  }

  /** Which jobs are in the archive. */
  public Set<JobId> archived() {
    try (Progress listed = output.progress("listing the archive")) {
      return Archived.ids(store().archive(), listed);
    }
  }

  /** What the store keeps its document and archive in. */
  public ObjectStore objects() {
    return objects.get();
  }

  public DataBucket bucket() {
    return bucket.get();
  }

  /** The dead letters of each queue that is configured; of the triggers' at least. */
  public List<LetterBox> letterBoxes() {
    List<LetterBox> boxes = new ArrayList<>();
    boxes.add(kept(LetterBox.of(text("QDN_NOTIFICATIONS_QUEUE_URL"))));
    read(s -> s.text("QDN_OUTCOMES_QUEUE_URL").optional())
        .ifPresent(url -> boxes.add(kept(LetterBox.of(url))));
    return boxes;
  }

  /** The carrier chain, where it is configured. */
  public Optional<Chain> chain() {
    return read(s -> s.parsed("QDN_CHAIN", ChainJson.FORMAT, ChainJson::parse).optional());
  }

  /** For how long the worker keeps things. */
  public Retention retention() {
    return read(WorkerSettings::retention);
  }

  /** A setting's value as {@code ask} reads it. */
  public <T> T read(Function<Settings, Supplier<T>> ask) {
    Settings reader = Settings.of(settings.values());
    return reader.build(ask.apply(reader));
  }

  private String text(String name) {
    return read(s -> s.text(name).required());
  }

  private <T extends AutoCloseable> T kept(T part) {
    open.push(part);
    return part;
  }

  private static <T> Supplier<T> once(Supplier<T> make) {
    return new Supplier<>() {
      private Optional<T> made = Optional.empty();

      @Override
      public T get() {
        if (made.isEmpty()) {
          made = Optional.of(make.get());
        }
        return made.get();
      }
    };
  }

  /** Closes whatever was opened. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of the deployment did not close", e);
      }
    }
  }
}
