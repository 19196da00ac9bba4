package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.SlicedMap;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a document, or the parts of one. */
final class MaintenanceReader {
  /** The lists of entries: everything of a document that grows. */
  static final List<String> LISTS =
      List.of(
          "jobs", "trailers", "messages", "notifications", "alerts", "staffCalls", "recipients");

  private MaintenanceReader() {}

  static MaintenanceDocument read(byte[] json) {
    Fields in = Fields.of(Json.parse(json));
    in.checkVersion("schemaVersion", MaintenanceDocument.SCHEMA_VERSION);
    return head(
        in,
        map(MaintenanceDocument.JOBS, HistoriesReader.read(in)),
        map(MaintenanceDocument.TRAILERS, trailers(in)),
        map(MaintenanceDocument.RECIPIENTS, recipients(in)));
  }

  private static <K, V> SlicedMap<K, V> map(SlicedMap.Rule<K, V> rule, Map<K, V> entries) {
    return SlicedMap.of(rule, List.of(List.copyOf(entries.values())));
  }

  /** What stands beside the lists, with what they held. */
  static MaintenanceDocument head(
      Fields in,
      SlicedMap<JobId, JobHistory> histories,
      SlicedMap<Vin, Trailer> trailers,
      SlicedMap<PhoneNumber, Recipient> recipients) {
    in.checkVersion("schemaVersion", MaintenanceDocument.SCHEMA_VERSION);
    List<Commit> commits = in.list("commits", MaintenanceReader::readCommit);
    DocumentSettings settings =
        in.maybeObject("settings").map(SettingsCodec::read).orElse(DocumentSettings.NONE);
    return new MaintenanceDocument(
        in.wholeNumber("revision"),
        commits,
        histories,
        trailers,
        recipients,
        settings,
        in.extras());
  }

  static Map<Vin, Trailer> trailers(Fields in) {
    Map<Vin, Trailer> trailers = new LinkedHashMap<>();
    in.list(
        "trailers",
        entry ->
            HistoriesReader.unique(entry, "vin", trailers, TrailerCodec.read(entry), Trailer::vin));
    return trailers;
  }

  static Map<PhoneNumber, Recipient> recipients(Fields in) {
    Map<PhoneNumber, Recipient> recipients = new LinkedHashMap<>();
    in.list(
        "recipients",
        entry ->
            HistoriesReader.unique(
                entry, "phone", recipients, RecipientCodec.read(entry), Recipient::phone));
    return recipients;
  }

  private static Commit readCommit(Fields in) {
    return new Commit(in.text("writer"), in.wholeNumber("sequence"), in.instant("at"), in.extras());
  }
}
