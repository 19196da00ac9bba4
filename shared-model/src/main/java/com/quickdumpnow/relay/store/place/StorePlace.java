package com.quickdumpnow.relay.store.place;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.DocumentHome;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.dynamodb.DynamoTable;
import com.quickdumpnow.relay.store.dynamodb.DynamoTables;
import com.quickdumpnow.relay.store.move.Following;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.MovingStore;
import com.quickdumpnow.relay.store.register.ObjectRegister;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.TableRegister;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.store.table.TableHome;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Where the truth is kept. */
public sealed interface StorePlace {
  /** The key of the one object that is the store, in a bucket. */
  String DOCUMENT = "maintenance.json";

  /** Where the workers' roster is: an object beside the document, or an item of the table. */
  String WORKERS = "workers.json";

  /** One document in an S3 bucket. */
  record Bucket(String name) implements StorePlace {}

  /**
   * A table of DynamoDB.
   *
   * @param archiveFor for how long after it was archived a job is kept; for ever, if empty
   */
  record Table(String name, Optional<Duration> archiveFor) implements StorePlace {}

  /**
   * Both, during a move from one to the other: wherever the truth is.
   *
   * @param from which of them it is in while neither says otherwise
   */
  record Moving(Bucket bucket, Table table, Kind from) implements StorePlace {
    private StorePlace origin() {
      return from == Kind.BUCKET ? bucket : table;
    }

    /**
     * Both stores, for whoever moves one into the other.
     *
     * @param random as for {@link StorePlace#open}
     */
    public OpenBoth both(Clockwork clock, RandomGenerator random, StoreListener listener) {
      OpenHome document = home(bucket, clock, random, listener);
      OpenHome items = home(table, clock, random, listener);
      Following following =
          from == Kind.BUCKET
              ? new Following(document.home(), items.home(), clock, random)
              : new Following(items.home(), document.home(), clock, random);
      return new OpenBoth(
          following,
          document.home(),
          items.home(),
          // One roster for all, where programs that are not yet told of the move have it.
          (from == Kind.BUCKET ? document : items).workers(),
          () -> {
            document.closing().run();
            items.closing().run();
          });
    }
  }

  /** What a place is. */
  enum Kind {
    BUCKET,
    TABLE
  }

  /**
   * {@code QDN_TABLE} where that is set, or else {@code QDN_BUCKET}; both, where {@code
   * QDN_MOVING_FROM} says {@code bucket} or {@code table}.
   */
  static Supplier<StorePlace> of(Settings settings) {
    Supplier<Optional<Kind>> from =
        settings.parsed("QDN_MOVING_FROM", "bucket or table", StorePlace::kind).optional();
    if (from.get().isPresent()) {
      Supplier<String> bucket = settings.text("QDN_BUCKET").required();
      Supplier<String> table =
          settings
              .parsed("QDN_TABLE", "the name of a DynamoDB table", StorePlace::table)
              .required();
      Supplier<Optional<Duration>> archiveFor = archiveFor(settings);
      return () ->
          new Moving(
              new Bucket(bucket.get()),
              new Table(table.get(), archiveFor.get()),
              from.get().orElseThrow());
    }
    return alone(settings);
  }

  private static Supplier<StorePlace> alone(Settings settings) {
    Supplier<Optional<String>> table =
        settings.parsed("QDN_TABLE", "the name of a DynamoDB table", StorePlace::table).optional();
    if (table.get().isPresent()) {
      Supplier<Optional<Duration>> archiveFor = archiveFor(settings);
      return () -> new Table(table.get().orElseThrow(), archiveFor.get());
    }
    Supplier<String> bucket = settings.text("QDN_BUCKET").required();
    return () -> new Bucket(bucket.get());
  }

  private static Supplier<Optional<Duration>> archiveFor(Settings settings) {
    return settings
        .duration("QDN_ARCHIVE_FOR", Duration.ofDays(1), Duration.ofDays(36_500))
        .optional();
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "bucket" -> Kind.BUCKET;
      case "table" -> Kind.TABLE;
      default -> throw new MalformedSettingException("is neither bucket nor table");
    };
  }

  private static String table(String name) {
    if (!Pattern.matches("[a-zA-Z0-9_.-]{3,255}", name)) {
      throw new MalformedSettingException("is no name that a table can have");
    }
    return name;
  }

  /**
   * A store in that place, with region, credentials and endpoint from where the AWS SDK looks for
   * them. Nothing is asked of it yet.
   *
   * @param random as {@link DocumentStore} and {@link TableStore} want it
   */
  default Open open(Clockwork clock, RandomGenerator random, StoreListener listener) {
    return switch (this) {
      case Bucket bucket -> opened(home(bucket, clock, random, listener));
      case Table table -> opened(home(table, clock, random, listener));
      case Moving moving -> {
        OpenBoth both = moving.both(clock, random, listener);
        yield new Open(new MovingStore(both.following()), both.workers(), both.closing());
      }
    };
  }

  private static OpenHome home(
      Bucket bucket, Clockwork clock, RandomGenerator random, StoreListener listener) {
    S3ObjectStore objects = S3ObjectStore.of(bucket.name(), listener);
    DocumentStore store = new DocumentStore(objects, DOCUMENT, clock, random, listener);
    return new OpenHome(
        new DocumentHome("the document in " + bucket.name(), store),
        new ObjectRegister(objects, WORKERS),
        objects::close);
  }

  private static OpenHome home(
      Table place, Clockwork clock, RandomGenerator random, StoreListener listener) {
    DynamoTable table = DynamoTable.of(place.name());
    TableStore store = new TableStore(table, clock, random, listener, place.archiveFor());
    return new OpenHome(
        new TableHome("the table " + place.name(), store),
        new TableRegister(table, WORKERS, clock, random),
        table::close);
  }

  private static Open opened(OpenHome home) {
    return new Open(home.home().store(), home.workers(), home.closing());
  }

  /**
   * Makes the store, unless there is one already: that is left alone.
   *
   * @param first what it holds then
   * @return whether it was made
   * @throws com.quickdumpnow.relay.store.StoreException when the place is not to be had
   */
  default boolean create(MaintenanceDocument first) {
    Clockwork clock = Clockwork.system();
    RandomGenerator random = new SecureRandom();
    switch (this) {
      case Bucket(String name) -> {
        try (S3ObjectStore objects = S3ObjectStore.of(name)) {
          return new DocumentStore(objects, DOCUMENT, clock, random, StoreListener.NONE)
              .create(first);
        }
      }
      case Moving moving -> {
        return moving.origin().create(first);
      }
      case Table(String name, var _) -> {
        if (!DynamoTables.create(name)) {
          return false;
        }
        try (Open open = open(clock, random, StoreListener.NONE)) {
          fill(open.store(), first);
        }
        return true;
      }
    }
  }

  private static void fill(MaintenanceStore store, MaintenanceDocument first) {
    first.recipients().forEach((phone, kept) -> store.changeRecipient(phone, _ -> kept));
    first.trailers().forEach((vin, kept) -> store.changeTrailer(vin, _ -> kept));
    for (JobHistory history : first.jobs().values()) {
      boolean _ = store.changeJob(history.id(), _ -> new Changed<>(history, true));
    }
    store.changeSettings(_ -> first.settings());
  }

  /** A store that can be moved, its workers' roster, and how to give back what both hold. */
  record OpenHome(Home home, Register workers, Runnable closing) {}

  /** Two of them. */
  record OpenBoth(
      Following following, Home document, Home table, Register workers, Runnable closing)
      implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  /**
   * A store.
   *
   * @param workers the workers' roster
   * @param closing gives back what it holds of the machine
   */
  record Open(MaintenanceStore store, Register workers, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }
}
