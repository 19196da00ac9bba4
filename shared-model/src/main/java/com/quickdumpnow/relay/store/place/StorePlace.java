package com.quickdumpnow.relay.store.place;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.dynamodb.DynamoTable;
import com.quickdumpnow.relay.store.dynamodb.DynamoTables;
import com.quickdumpnow.relay.store.register.ObjectRegister;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.TableRegister;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
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

  /** {@code QDN_TABLE} where that is set, or else {@code QDN_BUCKET}. */
  static Supplier<StorePlace> of(Settings settings) {
    Supplier<Optional<String>> table =
        settings.parsed("QDN_TABLE", "the name of a DynamoDB table", StorePlace::table).optional();
    if (table.get().isPresent()) {
      Supplier<Optional<Duration>> archiveFor =
          settings
              .duration("QDN_ARCHIVE_FOR", Duration.ofDays(1), Duration.ofDays(36_500))
              .optional();
      return () -> new Table(table.get().orElseThrow(), archiveFor.get());
    }
    Supplier<String> bucket = settings.text("QDN_BUCKET").required();
    return () -> new Bucket(bucket.get());
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
      case Bucket(String name) -> {
        S3ObjectStore objects = S3ObjectStore.of(name);
        yield new Open(
            new DocumentStore(objects, DOCUMENT, clock, random, listener),
            new ObjectRegister(objects, WORKERS),
            objects::close);
      }
      case Table(String name, Optional<Duration> archiveFor) -> {
        DynamoTable table = DynamoTable.of(name);
        yield new Open(
            new TableStore(table, clock, random, listener, archiveFor),
            new TableRegister(table, WORKERS, clock, random),
            table::close);
      }
    };
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
