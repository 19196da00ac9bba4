package com.quickdumpnow.relay.store.place;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.dynamodb.DynamoTable;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Where the truth is kept. */
public sealed interface StorePlace {
  /** The key of the one object that is the store, in a bucket. */
  String DOCUMENT = "maintenance.json";

  /** One document in an S3 bucket. */
  record Bucket(String name) implements StorePlace {}

  /** A table of DynamoDB. */
  record Table(String name) implements StorePlace {}

  /** {@code QDN_TABLE} where that is set, or else {@code QDN_BUCKET}. */
  static Supplier<StorePlace> of(Settings settings) {
    Supplier<Optional<String>> table =
        settings.parsed("QDN_TABLE", "the name of a DynamoDB table", StorePlace::table).optional();
    if (table.get().isPresent()) {
      return () -> new Table(table.get().orElseThrow());
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
            new DocumentStore(objects, DOCUMENT, clock, random, listener), objects::close);
      }
      case Table(String name) -> {
        DynamoTable table = DynamoTable.of(name);
        yield new Open(new TableStore(table, clock, random, listener), table::close);
      }
    };
  }

  /** A store, and how to give back what it holds of the machine. */
  record Open(MaintenanceStore store, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }
}
