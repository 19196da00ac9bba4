package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Writes the parts of a document: what stands before and after its lists, and their entries, by the
 * list that they belong to, a line each.
 */
final class MaintenanceWriter {
  /** How a document of this release's schema version begins. */
  static final String BEGINNING = "{\"schemaVersion\":" + MaintenanceDocument.SCHEMA_VERSION + ",";

  /** The lists that say something of jobs. */
  static final List<String> OF_JOBS =
      List.of("jobs", "messages", "notifications", "alerts", "staffCalls");

  private static final Set<String> KNOWN = known();

  private MaintenanceWriter() {}

  private static Set<String> known() {
    Set<String> known = new HashSet<>(MaintenanceReader.LISTS);
    known.addAll(List.of("schemaVersion", "revision", "commits", "settings"));
    return Set.copyOf(known);
  }

  /** What stands before the lists; the object is open. */
  static String head(MaintenanceDocument document) {
    return ObjectText.open(
        out -> {
          out.number("schemaVersion", MaintenanceDocument.SCHEMA_VERSION);
          out.number("revision", document.revision());
          out.list("commits", document.commits(), MaintenanceWriter::writeCommit);
          out.maybeObject(
              "settings",
              Optional.of(document.settings()).filter(set -> !set.equals(DocumentSettings.NONE)),
              SettingsCodec::write);
        });
  }

  private static void writeCommit(ObjectText out, Commit commit) {
    out.text("writer", commit.writer());
    out.number("sequence", commit.sequence());
    out.instant("at", commit.at());
    out.extras(commit.extras());
  }

  /** What stands after the lists. */
  static String tail(MaintenanceDocument document) {
    Map<String, String> unknown = new LinkedHashMap<>(document.extras().json());
    unknown.keySet().removeAll(KNOWN);
    String extras = ObjectText.of(out -> out.extras(new Extras(unknown)));
    return extras.equals("{}") ? "\n}\n" : ",\n" + extras.substring(1) + "\n";
  }

  static Map<String, String> histories(List<JobHistory> some) {
    Map<String, List<String>> entries = new LinkedHashMap<>();
    OF_JOBS.forEach(list -> entries.put(list, new ArrayList<>()));
    for (JobHistory history : some) {
      history
          .job()
          .ifPresent(job -> add(entries, "jobs", ObjectText.of(out -> JobCodec.write(out, job))));
      for (Notification notification : history.notifications()) {
        add(
            entries,
            "notifications",
            ObjectText.of(out -> NotificationCodec.write(out, notification)));
        for (Attempt attempt : notification.attempts()) {
          add(
              entries,
              "messages",
              ObjectText.of(out -> MessageCodec.write(out, history.job(), notification, attempt)));
        }
      }
      for (Receipt stray : history.strays()) {
        add(
            entries,
            "messages",
            ObjectText.of(out -> MessageCodec.write(out, history.job(), stray)));
      }
      for (Alert alert : history.alerts()) {
        add(entries, "alerts", ObjectText.of(out -> AlertCodec.write(out, alert)));
      }
      history
          .call()
          .ifPresent(
              call ->
                  add(
                      entries,
                      "staffCalls",
                      ObjectText.of(out -> StaffCallCodec.write(out, history.id(), call))));
    }
    return joined(entries);
  }

  private static void add(Map<String, List<String>> entries, String list, String entry) {
    Optional.ofNullable(entries.get(list)).orElseThrow().add(entry);
  }

  static Map<String, String> trailers(List<Trailer> some) {
    return single("trailers", some, TrailerCodec::write);
  }

  static Map<String, String> recipients(List<Recipient> some) {
    return single("recipients", some, RecipientCodec::write);
  }

  private static <T> Map<String, String> single(
      String list, List<T> some, BiConsumer<ObjectText, T> write) {
    return joined(
        Map.of(
            list,
            some.stream().map(value -> ObjectText.of(out -> write.accept(out, value))).toList()));
  }

  /** Of lists that have any. */
  private static Map<String, String> joined(Map<String, List<String>> entries) {
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach(
        (list, own) -> {
          if (!own.isEmpty()) {
            texts.put(list, String.join(",\n", own));
          }
        });
    return texts;
  }
}
