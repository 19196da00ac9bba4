package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.Wakeups;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.move.Piece;
import com.quickdumpnow.relay.store.table.Item.Index;
import com.quickdumpnow.relay.store.table.Item.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the table's keys are called, and where the indexes have each item. Every list, and whatever
 * all changes look at, is there {@value #SHARDS} times, so that no key is hot.
 */
final class Layout {
  /** An index takes 1,000 writes a second in each list; nobody has to change this ever. */
  static final int SHARDS = 16;

  static final String ACTIVE = "active";
  static final String ARCHIVED = "archived";
  static final String UNFINISHED = "unfinished";
  static final String FINISHED = "finished";
  static final String STAFF = "staff";
  static final String SUPPRESSED = "suppressed";
  static final String CHANGED = "changed";

  /** Where the walk through the archive has come to. */
  static final String WALK = "walk";

  /** Before and behind every position. */
  static final String FIRST = "!";

  static final String LAST = "~";

  private static final String SPENDING = "spending#";

  /** Behind every hour. */
  private static final String OPEN = "open";

  /** Claims of as many jobs spend at once without a meeting. */
  static final int PARTS = 64;

  private Layout() {}

  static String job(JobId id) {
    return Piece.Active.key(id);
  }

  static String archived(JobId id) {
    return Piece.Archived.key(id);
  }

  static JobId archivedId(String key) {
    return new JobId(key.substring(Piece.Archived.PREFIX.length()));
  }

  static boolean isArchived(String key) {
    return key.startsWith(Piece.Archived.PREFIX);
  }

  static boolean isSettings(String key) {
    return key.startsWith("settings#");
  }

  static String recipient(PhoneNumber phone) {
    return Piece.Person.key(phone);
  }

  static String trailer(Vin vin) {
    return Piece.Vehicle.key(vin);
  }

  static String settings(int shard) {
    return inShard("settings", shard);
  }

  static List<String> allSettings() {
    return IntStream.range(0, SHARDS).mapToObj(Layout::settings).toList();
  }

  /** The part of the day's account that a job's texts are paid from. */
  static String part(JobId id) {
    return "%02d".formatted(hash(job(id)) >>> 26);
  }

  static String spending(String part) {
    return SPENDING + part;
  }

  /** All parts that draw on the reserve. */
  static List<String> parts() {
    return IntStream.range(0, PARTS).mapToObj("%02d"::formatted).toList();
  }

  static boolean isSpending(String key) {
    return key.startsWith(SPENDING);
  }

  static String counter(int shard) {
    return inShard("counter", shard);
  }

  static List<String> counters() {
    return IntStream.range(0, SHARDS).mapToObj(Layout::counter).toList();
  }

  /** Where a key belongs, for ever. */
  static int shard(String key) {
    return hash(key) >>> 28;
  }

  private static int hash(String key) {
    return key.hashCode() * 0x9E3779B9;
  }

  static String inShard(String list, int shard) {
    return list + "#" + (char) ('a' + shard);
  }

  static String position(Instant at) {
    return "%015d".formatted(Math.max(0, at.toEpochMilli()));
  }

  static String hour(Instant at) {
    return "%010d".formatted(Math.max(0, at.getEpochSecond() / Duration.ofHours(1).toSeconds()));
  }

  static Map<Index, Place> places(JobHistory history, Instant now) {
    String key = job(history.id());
    int shard = shard(key);
    Map<Index, Place> places = new EnumMap<>(Index.class);
    places.put(Index.LISTED, new Place(inShard(ACTIVE, shard), key));
    places.put(
        Index.RECENT, new Place(inShard(CHANGED, shard), isOpen(history) ? OPEN : hour(now)));
    due(history)
        .map(at -> new Place(inShard(UNFINISHED, shard), position(at)))
        .or(
            () ->
                Retention.finishedAt(history)
                    .map(at -> new Place(inShard(FINISHED, shard), position(at))))
        .ifPresent(place -> places.put(Index.DUE, place));
    if (history.concernsStaff()) {
      places.put(Index.NOTED, new Place(inShard(STAFF, shard), key));
    }
    history
        .job()
        .flatMap(job -> Optional.of(job.customer()).flatMap(Customer::phone))
        .ifPresent(phone -> places.put(Index.PHONE, new Place(phone.value(), key)));
    return places;
  }

  private static Optional<Instant> due(JobHistory history) {
    return history.notifications().stream()
        .flatMap(notification -> Wakeups.earliest(notification).stream())
        .min(Comparator.naturalOrder());
  }

  private static boolean isOpen(JobHistory history) {
    return history.notifications().stream()
        .map(notification -> notification.state())
        .anyMatch(
            state ->
                !state.isFinished()
                    || (state instanceof Exhausted exhausted && exhausted.called().isEmpty()));
  }

  static Map<Index, Place> places(Recipient recipient) {
    String key = recipient(recipient.phone());
    int shard = shard(key);
    Place active = new Place(inShard(ACTIVE, shard), key);
    return recipient.isOptedOut() || recipient.suppression().isPresent()
        ? Map.of(Index.LISTED, active, Index.NOTED, new Place(inShard(SUPPRESSED, shard), key))
        : Map.of(Index.LISTED, active);
  }

  static Map<Index, Place> places(Vin vin) {
    String key = trailer(vin);
    return Map.of(Index.LISTED, new Place(inShard(ACTIVE, shard(key)), key));
  }

  static Map<Index, Place> places(ArchivedJob archived) {
    String key = archived(archived.id());
    return Map.of(Index.LISTED, new Place(inShard(ARCHIVED, shard(key)), key));
  }
}
