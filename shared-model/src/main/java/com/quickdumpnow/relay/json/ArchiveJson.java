package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file of an archived job: a {@code maintenance.json} with that one job in it, which fits the
 * same schema, and two members of its own.
 */
public final class ArchiveJson {
  private static final String ARCHIVED_AT = "archivedAt";
  private static final String REDACTED_AT = "redactedAt";

  private ArchiveJson() {}

  /** UTF-8 JSON. */
  public static byte[] write(ArchivedJob archived) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put(ARCHIVED_AT, quoted(archived.archivedAt()));
    archived.redactedAt().ifPresent(at -> members.put(REDACTED_AT, quoted(at)));
    archived.extras().json().forEach(members::putIfAbsent);
    return MaintenanceJson.write(
        MaintenanceDocument.EMPTY.with(new Extras(members)).withJobs(List.of(archived.history())));
  }

  /**
   * @param json UTF-8
   * @throws BadJsonException as {@link MaintenanceJson#read}, and when it holds not exactly one job
   */
  public static ArchivedJob read(byte[] json) {
    MaintenanceDocument document = MaintenanceJson.read(json);
    if (document.jobs().size() != 1) {
      throw new BadJsonException("/jobs", "not one job, but " + document.jobs().size());
    }
    JobHistory history = document.jobs().values().iterator().next();
    Map<String, String> unknown = new LinkedHashMap<>(document.extras().json());
    Instant archivedAt =
        instant(ARCHIVED_AT, unknown)
            .orElseThrow(() -> new BadJsonException("/" + ARCHIVED_AT, "missing"));
    Optional<Instant> redactedAt = instant(REDACTED_AT, unknown);
    return new ArchivedJob(history, archivedAt, redactedAt, new Extras(unknown));
  }

  private static String quoted(Instant instant) {
    return '"' + instant.toString() + '"';
  }

  private static Optional<Instant> instant(String name, Map<String, String> members) {
    String json = members.remove(name);
    if (json == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(json.replace("\"", "")));
    } catch (DateTimeException _) {
      throw new BadJsonException("/" + name, "not an ISO-8601 instant");
    }
  }
}
