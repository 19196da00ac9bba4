package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.json.ArchiveJson;
import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.ops.simulation.Chaos.Fate;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.store.table.Item;
import com.quickdumpnow.relay.store.table.Table;
import com.quickdumpnow.relay.store.table.TableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * DynamoDB below the adapter: items and conditions, transactions that others' get in the way of,
 * throttling, batches that are read in part, indexes that lag behind, and every way in which an
 * answer can go missing.
 */
final class FakeTable implements Table {
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final Duration SLOW = Duration.ofSeconds(5);

  /** What a program may lose to a garbage collection or a sleeping machine after its call. */
  private static final Duration STALL = Duration.ofSeconds(200);

  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  private final Scheduler scheduler;
  private final Chaos chaos;
  private final SimulatedProcess world;
  private final Truth truth;
  private final InMemoryTable table = new InMemoryTable();
  private InMemoryTable indexes = table.copy();
  private MaintenanceDocument document = MaintenanceDocument.EMPTY;
  private long written;

  /**
   * @param world the process in which requests arrive that nobody waits for any more
   * @param truth is shown what the whole store holds after every write
   */
  FakeTable(Scheduler scheduler, Chaos chaos, SimulatedProcess world, Truth truth) {
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.world = world;
    this.truth = truth;
  }

  @Override
  public Found get(Collection<String> keys) {
    ask();
    List<String> asked = List.copyOf(keys);
    int unread = 0;
    while (unread < asked.size() && chaos.chance(0.05)) {
      unread++;
    }
    List<String> read = asked.subList(unread, asked.size());
    List<Item> items = read.isEmpty() ? List.of() : table.get(read).items();
    answer();
    return new Found(items, asked.subList(0, unread));
  }

  @Override
  public Outcome write(List<Edit> edits, String token) {
    scheduler.pause(LATENCY);
    Fate fate = chaos.fate(Service.STORE);
    switch (fate) {
      case WELL, ANSWER_LOST -> {}
      case NOT_DONE -> throw new TableException.NotDone("simulated: throttled", null);
      case LATE -> {
        world.run(
            () -> {
              scheduler.pause(SLOW.multipliedBy(12));
              var _ = store(edits, token);
            });
        throw lost();
      }
      case LOST -> throw lost();
      case SLOW -> scheduler.pause(SLOW);
    }
    if (edits.size() > 1 && chaos.chance(0.02)) {
      throw new TableException.NotDone("simulated: a transaction is in the way", null);
    }
    Outcome outcome = store(edits, token);
    if (fate == Fate.ANSWER_LOST) {
      throw lost();
    }
    answer();
    return outcome;
  }

  @Override
  public Slice query(Query query) {
    ask();
    if (!chaos.chance(0.3)) {
      indexes = table.copy();
    }
    Slice slice =
        indexes.query(
            new Query(
                query.index(),
                query.list(),
                query.from(),
                query.to(),
                query.after(),
                chaos.chance(0.2) ? 1 : query.most()));
    answer();
    return slice;
  }

  @Override
  public Items scan(Optional<String> after) {
    ask();
    return table.scan(after);
  }

  @Override
  public void count(String counter) {
    ask();
    table.count(counter);
  }

  @Override
  public Counted counted(Collection<String> counters) {
    ask();
    return table.counted(counters);
  }

  private void ask() {
    scheduler.pause(LATENCY);
    switch (chaos.fate(Service.STORE)) {
      case WELL -> {}
      case NOT_DONE -> throw new TableException.NotDone("simulated: throttled", null);
      case ANSWER_LOST, LATE, LOST -> throw lost();
      case SLOW -> scheduler.pause(SLOW);
    }
  }

  private void answer() {
    scheduler.pause(chaos.chance(0.005) ? STALL : LATENCY);
  }

  private TableException lost() {
    scheduler.pause(TIMEOUT);
    return new TableException.OutcomeUnknown("simulated: no answer", null);
  }

  private Outcome store(List<Edit> edits, String token) {
    List<Edit> effective = edits.stream().filter(this::changes).toList();
    Outcome outcome = table.write(edits, token);
    if (outcome instanceof Outcome.Written && !effective.isEmpty()) {
      show(effective);
    }
    return outcome;
  }

  /** Not what only is looked at, nor what a transaction did before that is asked for again. */
  private boolean changes(Edit edit) {
    Optional<String> now =
        table.get(List.of(edit.key())).items().stream().map(Item::stamp).findFirst();
    return !(edit instanceof Edit.Check) && now.equals(edit.onto());
  }

  private void show(List<Edit> edits) {
    MaintenanceDocument next = document;
    List<Commit> commits =
        new ArrayList<>(List.of(new Commit("nobody", ++written, scheduler.instant())));
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.Put(Item item, var _) -> {
          commits.add(item.commits().getLast());
          next = with(next, item);
        }
        case Edit.Delete(String key, var _) -> next = without(next, key);
        case Edit.Check _ -> {}
      }
    }
    if (!next.equals(document)) {
      document = next.withCommits(next.revision() + 1, List.of(commits.getLast()));
      truth.committed(Engine.DYNAMODB, document);
    }
  }

  private MaintenanceDocument with(MaintenanceDocument document, Item item) {
    byte[] json = item.json().getBytes(StandardCharsets.UTF_8);
    try {
      if (item.key().startsWith("archive#")) {
        truth.archived(Engine.DYNAMODB, ArchiveJson.read(json).history());
        return document;
      }
      if (!item.json().startsWith("{") || item.key().equals(StorePlace.WORKERS)) {
        return document;
      }
      MaintenanceDocument one = MaintenanceJson.read(json);
      MaintenanceDocument next =
          document
              .withJobs(one.jobs().values())
              .withRecipients(one.recipients().values())
              .withTrailers(one.trailers().values());
      return item.key().startsWith("settings#") ? next.with(one.settings()) : next;
    } catch (BadJsonException e) {
      throw new Violation("an item does not parse: " + e.getMessage());
    }
  }

  private static MaintenanceDocument without(MaintenanceDocument document, String key) {
    String name = key.substring(key.indexOf('#') + 1);
    return key.startsWith("job#")
        ? document.withJobs(List.of(JobHistory.empty(new JobId(name))))
        : document.withRecipients(List.of(Recipient.unknown(new PhoneNumber(name))));
  }
}
