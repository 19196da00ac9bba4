package com.quickdumpnow.relay.store.register;

import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.store.table.Item;
import com.quickdumpnow.relay.store.table.Table;
import com.quickdumpnow.relay.store.table.Table.Edit;
import com.quickdumpnow.relay.store.table.Table.Found;
import com.quickdumpnow.relay.store.table.Table.Outcome;
import com.quickdumpnow.relay.store.table.TableException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** An item of the store's table, in none of its indexes. */
public final class TableRegister implements Register {
  private final Table table;
  private final String key;
  private final InstantSource clock;
  private final String writer;
  private final AtomicLong writes = new AtomicLong();

  /**
   * @param random makes this writer another one than all others
   */
  public TableRegister(Table table, String key, InstantSource clock, RandomGenerator random) {
    this.table = table;
    this.key = key;
    this.clock = clock;
    this.writer = "r" + Long.toString(random.nextLong() >>> 4, 36);
  }

  @Override
  public Optional<Version> read() {
    Found found;
    try {
      found = table.get(List.of(key));
    } catch (TableException e) {
      throw new RegisterException("the register could not be read", e);
    }
    if (!found.unread().isEmpty()) {
      throw new RegisterException("the register was not read", null);
    }
    return found.items().stream().findFirst().map(item -> new Version(item.json(), item.stamp()));
  }

  @Override
  public boolean write(String text, Optional<Version> onto) {
    Commit commit = new Commit(writer, writes.incrementAndGet(), clock.instant());
    Item item = new Item(key, text, List.of(commit), Map.of());
    try {
      return table.write(List.of(new Edit.Put(item, onto.map(Version::stamp))), item.stamp())
          instanceof Outcome.Written;
    } catch (TableException e) {
      throw new RegisterException("the register may not have been written", e);
    }
  }
}
