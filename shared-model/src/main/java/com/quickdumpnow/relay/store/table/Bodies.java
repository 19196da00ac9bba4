package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.json.ArchiveJson;
import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in an item: a {@code maintenance.json} with that one thing in it, so that its schema,
 * its version and its care for unknown members are those of the document.
 */
final class Bodies {
  private Bodies() {}

  /** Makes an item once it is known who wrote it. */
  @FunctionalInterface
  interface Body {
    Item item(List<Commit> commits);
  }

  static Body of(JobHistory history, Instant now) {
    return commits ->
        new Item(
            Layout.job(history.id()),
            json(MaintenanceDocument.EMPTY.withJobs(List.of(history))),
            commits,
            Layout.places(history, now));
  }

  static Body of(Recipient recipient) {
    return commits ->
        new Item(
            Layout.recipient(recipient.phone()),
            json(MaintenanceDocument.EMPTY.withRecipients(List.of(recipient))),
            commits,
            Layout.places(recipient));
  }

  static Body of(Trailer trailer) {
    return commits ->
        new Item(
            Layout.trailer(trailer.vin()),
            json(MaintenanceDocument.EMPTY.withTrailers(List.of(trailer))),
            commits,
            Layout.places(trailer.vin()));
  }

  static Body of(DocumentSettings settings, String key) {
    String json = json(MaintenanceDocument.EMPTY.with(settings));
    return commits -> new Item(key, json, commits, Map.of());
  }

  /** A part of the day's account; an empty one holds nothing. */
  static Body of(Optional<DaySpending> spending, String key) {
    return of(DocumentSettings.NONE.withSpending(spending), key);
  }

  /**
   * @param kept for how long after it was archived; for ever, if empty
   */
  static Body of(ArchivedJob archived, Optional<Duration> kept) {
    return commits ->
        new Item(
            Layout.archived(archived.id()),
            new String(ArchiveJson.write(archived), StandardCharsets.UTF_8),
            commits,
            Layout.places(archived),
            kept.map(archived.archivedAt()::plus),
            false);
  }

  /** The same once more. */
  static Body of(Item item) {
    return commits ->
        new Item(item.key(), item.json(), commits, item.places(), item.expires(), item.fenced());
  }

  /** A text that is no part of a document. */
  static Body of(String key, String text) {
    return commits -> new Item(key, text, commits, Map.of());
  }

  /**
   * The document with what stands in that item.
   *
   * @throws DocumentRefused when this release cannot read it
   */
  static MaintenanceDocument document(Item item) {
    try {
      return MaintenanceJson.read(item.json().getBytes(StandardCharsets.UTF_8));
    } catch (BadJsonException e) {
      throw refused(item, e);
    }
  }

  static JobHistory history(Item item) {
    List<JobHistory> jobs = List.copyOf(document(item).jobs().values());
    if (jobs.size() != 1 || !Layout.job(jobs.getFirst().id()).equals(item.key())) {
      throw new DocumentRefused(name(item) + " holds another job", null);
    }
    return jobs.getFirst();
  }

  static ArchivedJob archived(Item item) {
    try {
      return ArchiveJson.read(item.json().getBytes(StandardCharsets.UTF_8));
    } catch (BadJsonException e) {
      throw refused(item, e);
    }
  }

  private static String json(MaintenanceDocument document) {
    return new String(MaintenanceJson.write(document), StandardCharsets.UTF_8);
  }

  private static DocumentRefused refused(Item item, BadJsonException e) {
    return new DocumentRefused("the item " + name(item) + " at " + e.getMessage(), e);
  }

  /** A number stays out of logs. */
  private static String name(Item item) {
    return item.key().startsWith("recipient#") ? "of a recipient" : item.key();
  }
}
