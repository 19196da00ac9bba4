package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.store.table.Item.Index;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table of items by key, changed under conditions. Thread-safe. Nothing here is tried twice: who
 * calls, decides about that.
 *
 * <p>Every method throws {@link TableException}, which says whether it may have taken effect.
 */
public interface Table {
  /** As many keys may be read, and as many edits made, at once. */
  int MOST_AT_ONCE = 100;

  /** How many entries a query may give. */
  int MOST_ENTRIES = 500;

  /**
   * Strongly consistent: sees every write that was answered before.
   *
   * @param keys 1 to {@value #MOST_AT_ONCE}, each once
   */
  Found get(Collection<String> keys);

  /**
   * Makes all edits, or none.
   *
   * @param edits 1 to {@value #MOST_AT_ONCE}, each of another item
   * @param token names these edits, in at most 36 characters: asked for again within ten minutes
   *     they are {@link Outcome.Written} without being made twice, or else {@link
   *     Outcome.Overtaken}
   */
  Outcome write(List<Edit> edits, String token);

  /**
   * A part of an index. Entries may be missing that came within the last seconds, and there may be
   * some that are gone.
   */
  Slice query(Query query);

  /**
   * A part of the whole table, in an order of its own; strongly consistent.
   *
   * @param after the last key of the part before
   */
  Items scan(Optional<String> after);

  /**
   * How many items there are, as was known some hours ago; empty where nobody knows. For nothing
   * but to tell people how far a scan is: throws nothing.
   */
  default OptionalLong about() {
    return OptionalLong.empty();
  }

  /** Adds one to a counter. Repeated, it may count twice. */
  void count(String counter);

  /** How far each of those counters that exist has come; strongly consistent. */
  Counted counted(Collection<String> counters);

  /**
   * @param items those that exist of what was read
   * @param unread what the table was too busy for
   */
  record Found(List<Item> items, List<String> unread) {
    public Found {
      items = List.copyOf(items);
      unread = List.copyOf(unread);
    }
  }

  /**
   * @param sum of those that were read
   */
  record Counted(long sum, List<String> unread) {
    public Counted {
      unread = List.copyOf(unread);
    }
  }

  /** A part of a write. */
  sealed interface Edit {
    String key();

    /** The stamp of the version it holds for; empty for no item at all. */
    Optional<String> onto();

    /** Puts an item in the place of another version. */
    record Put(Item item, Optional<String> onto) implements Edit {
      @Override
      public String key() {
        return item.key();
      }
    }

    /** Takes an item out. */
    record Delete(String key, Optional<String> onto) implements Edit {}

    /** Changes nothing, but lets nothing happen unless it holds. */
    record Check(String key, Optional<String> onto) implements Edit {}
  }

  /** What became of a write. */
  sealed interface Outcome {
    record Written() implements Outcome {}

    /**
     * An edit does not hold: this write did not take effect. An earlier one may have.
     *
     * @param current the items that are there where an edit does not hold
     */
    record Overtaken(List<Item> current) implements Outcome {
      public Overtaken {
        current = List.copyOf(current);
      }
    }
  }

  /**
   * @param from the first position
   * @param to the last position
   * @param after only those behind it
   * @param most how many, 1 to {@value Table#MOST_ENTRIES}
   */
  record Query(Index index, String list, String from, String to, Optional<Entry> after, int most) {}

  /**
   * @param stamp of the version that the index knows, in {@link Index#LISTED}; else empty
   */
  record Entry(String key, String position, String stamp) {}

  /**
   * @param isLast whether nothing follows
   */
  record Slice(List<Entry> entries, boolean isLast) {
    public Slice {
      entries = List.copyOf(entries);
    }
  }

  /**
   * @param next where the part after it begins; empty when there is none
   */
  record Items(List<Item> items, Optional<String> next) {
    public Items {
      items = List.copyOf(items);
    }
  }
}
