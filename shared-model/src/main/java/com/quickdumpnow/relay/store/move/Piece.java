package com.quickdumpnow.relay.store.move;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is moved as one, and compared as the model has it, whatever its bytes in either store. */
public sealed interface Piece {
  /** Names it, in both stores alike; begins with a prefix for its kind. */
  default String key() {
    return switch (this) {
      case Active(var history) -> Active.key(history.id());
      case Archived(var job) -> Archived.key(job.id());
      case Person(var recipient) -> Person.key(recipient.phone());
      case Vehicle(var trailer) -> Vehicle.key(trailer.vin());
      case Everywhere _ -> Everywhere.KEY;
    };
  }

  /** Whether a key is that of a piece; settings have another one. */
  static boolean isKey(String key) {
    return Stream.of(Active.PREFIX, Archived.PREFIX, Person.PREFIX, Vehicle.PREFIX)
        .anyMatch(key::startsWith);
  }

  /** Everything in the document but its settings. */
  static List<Piece> all(MaintenanceDocument document) {
    List<Piece> all = new ArrayList<>();
    document.jobs().values().forEach(history -> all.add(new Active(history)));
    document.recipients().values().forEach(recipient -> all.add(new Person(recipient)));
    document.trailers().values().forEach(trailer -> all.add(new Vehicle(trailer)));
    return all;
  }

  /** What the document has under a key of the active ones. */
  static Optional<Piece> in(MaintenanceDocument document, String key) {
    String name = key.substring(key.indexOf('#') + 1);
    return switch (key.substring(0, key.indexOf('#') + 1)) {
      case Active.PREFIX ->
          Optional.ofNullable(document.jobs().get(new JobId(name))).map(Active::new);
      case Person.PREFIX ->
          Optional.ofNullable(document.recipients().get(new PhoneNumber(name))).map(Person::new);
      case Vehicle.PREFIX ->
          Optional.ofNullable(document.trailers().get(new Vin(name))).map(Vehicle::new);
      default -> throw new IllegalArgumentException("no part of a document: " + key);
    };
  }

  /** A job with its notifications, messages, stray receipts and alerts. */
  record Active(JobHistory history) implements Piece {
    public static final String PREFIX = "job#";

    public static String key(JobId id) {
      return PREFIX + id.value();
    }
  }

  record Archived(ArchivedJob job) implements Piece {
    public static final String PREFIX = "archive#";

    public static String key(JobId id) {
      return PREFIX + id.value();
    }
  }

  record Person(Recipient recipient) implements Piece {
    public static final String PREFIX = "recipient#";

    public static String key(PhoneNumber phone) {
      return PREFIX + phone.value();
    }
  }

  record Vehicle(Trailer trailer) implements Piece {
    public static final String PREFIX = "trailer#";

    public static String key(Vin vin) {
      return PREFIX + vin.value();
    }
  }

  /** What staff set for the whole relay; not the store's own mark. */
  record Everywhere(DocumentSettings settings) implements Piece {
    public static final String KEY = "settings";

    public Everywhere {
      settings = settings.withMove(Optional.empty());
    }
  }
}
