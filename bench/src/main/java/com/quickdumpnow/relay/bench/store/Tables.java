package com.quickdumpnow.relay.bench.store;

import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.dynamodb.DynamoTable;
import com.quickdumpnow.relay.store.move.Piece;
import com.quickdumpnow.relay.store.table.Item;
import com.quickdumpnow.relay.store.table.Table;
import com.quickdumpnow.relay.store.table.TableHome;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/** The contenders over a table of DynamoDB: each makes one small change and returns. */
public final class Tables implements AutoCloseable {
  /** As large as a job of the sample is, compressed. */
  private static final int ITEM_BYTES = 1_000;

  private static final int PART = 1_000;

  private final DynamoTable table;
  private final List<JobId> jobs;

  private Tables(DynamoTable table, List<JobId> jobs) {
    this.table = table;
    this.jobs = jobs;
  }

  /** A new table with the same jobs as that document has. */
  static Tables with(World world, MaintenanceDocument first) {
    return with(world.tablePlace(), first);
  }

  /** A new table at that place with the same jobs as that document has, filled as by a move. */
  public static Tables with(Map<String, String> place, MaintenanceDocument first) {
    boolean _ = Documents.create(place, MaintenanceDocument.EMPTY);
    DynamoTable table = DynamoTable.of(place.getOrDefault(World.TABLE, ""));
    Tables tables = new Tables(table, List.copyOf(first.jobs().keySet()));
    TableHome home = new TableHome("bench", tables.ours());
    MoveMark open = new MoveMark(MoveMark.State.OPEN, 1, "bench", Instant.now());
    if (!home.mark(Optional.empty(), open)) {
      throw new IllegalStateException("the table is somebody else's");
    }
    List<Piece> pieces = Piece.all(first);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int from = 0; from < pieces.size(); from += PART) {
        List<Piece> part = pieces.subList(from, Math.min(from + PART, pieces.size()));
        threads.execute(() -> home.put(open, part));
      }
    }
    return tables;
  }

  private TableStore ours() {
    return new TableStore(
        table, Clockwork.system(), new SecureRandom(), StoreListener.NONE, Optional.empty());
  }

  /** The relay's store, an instance of its own. */
  LongConsumer relay() {
    return Stores.changing(ours(), jobs);
  }

  /** Puts items of about as many bytes on condition that nobody else did, each in no index. */
  LongConsumer bare() {
    String writer = UUID.randomUUID().toString().substring(0, 8);
    String text =
        "\""
            + new java.util.Random(1)
                .ints(ITEM_BYTES, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            + "\"";
    return number -> {
      Commit commit = new Commit(writer, number, Instant.now());
      Item item = new Item("bare#" + writer + number, text, List.of(commit), Map.of());
      var outcome =
          table.write(
              List.of(new Table.Edit.Put(item, Optional.empty())), UUID.randomUUID().toString());
      if (!(outcome instanceof Table.Outcome.Written)) {
        throw new IllegalStateException("somebody else wrote");
      }
    };
  }

  @Override
  public void close() {
    table.close();
  }
}
