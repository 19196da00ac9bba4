package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.model.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that changes by itself.
 *
 * @param json what it is; UTF-8 and compressed it has to stay below 400 KB (<a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">limits</a>)
 * @param commits those that wrote it lately, its own last; never empty
 * @param places where the indexes have it; nowhere else
 * @param expires when the table may drop it by itself, at the earliest
 * @param fenced whether what changes it has to heed the store's mark, as the store is being moved
 */
public record Item(
    String key,
    String json,
    List<Commit> commits,
    Map<Index, Place> places,
    Optional<Instant> expires,
    boolean fenced) {
  public Item {
    commits = List.copyOf(commits);
    places = Map.copyOf(places);
    if (commits.isEmpty()) {
      throw new IllegalArgumentException("an item was written by somebody");
    }
  }

  public Item(String key, String json, List<Commit> commits, Map<Index, Place> places) {
    this(key, json, commits, places, Optional.empty(), false);
  }

  Item fenced(boolean now) {
    return now == fenced ? this : new Item(key, json, commits, places, expires, now);
  }

  /** An index of the table: lists of keys, each in the order of the positions in it. */
  public enum Index {
    /** Everything that is active, and everything archived; positions are keys. */
    LISTED,
    /** Jobs with something to do at a time, and jobs that finished at a time. */
    DUE,
    /** Jobs that concern staff, and recipients that get no texts. */
    NOTED,
    /** Jobs by the hour in which they changed last. */
    RECENT,
    /** Jobs by their customer's number. */
    PHONE
  }

  /**
   * @param position printable ASCII, in whose order the list is
   */
  public record Place(String list, String position) {}

  /** Names this very version of it, among all that ever were. */
  public String stamp() {
    return stamp(commits.getLast());
  }

  /** The stamp of what that commit writes. */
  static String stamp(Commit commit) {
    return commit.writer() + "-" + commit.sequence();
  }

  /** Whether it was written by that commit, be it below others. */
  boolean has(Commit commit) {
    return commits.stream()
        .anyMatch(
            each -> each.writer().equals(commit.writer()) && each.sequence() == commit.sequence());
  }

  Optional<Place> place(Index index) {
    return Optional.ofNullable(places.get(index));
  }

  /** No personal data. */
  @Override
  public String toString() {
    return "Item[" + stamp() + "]";
  }
}
