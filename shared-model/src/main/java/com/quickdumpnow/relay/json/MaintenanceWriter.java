package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.Receipt;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes document after document and remembers how the parts of the last one were written: what did
 * not change between two documents (the same instance in both) is copied, not written anew. Not
 * thread-safe.
 */
public final class MaintenanceWriter {
  private static final Set<String> KNOWN =
      Set.of(
          "schemaVersion",
          "revision",
          "commits",
          "jobs",
          "trailers",
          "messages",
          "notifications",
          "alerts",
          "staffCalls",
          "recipients",
          "settings");

  private IdentityHashMap<Object, Parts> last = new IdentityHashMap<>();

  /** What one part of the document, a history for instance, contributes to the lists. */
  private record Parts(
      Bytes entries, Bytes messages, Bytes notifications, Bytes alerts, Bytes calls) {
    static Parts of(Bytes entries) {
      return new Parts(entries, Bytes.NONE, Bytes.NONE, Bytes.NONE, Bytes.NONE);
    }
  }

  /** UTF-8 text that is written once and never changed. */
  private static final class Bytes {
    static final Bytes NONE = new Bytes("");
    private final byte[] utf8;

    Bytes(String text) {
      // A lone surrogate becomes '?': it must not keep the whole document from being written.
      utf8 = text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** UTF-8 JSON, an entry a line. */
  public byte[] write(MaintenanceDocument document) {
    IdentityHashMap<Object, Parts> parts = new IdentityHashMap<>();
    List<Parts> histories = parts(document.jobs().values(), MaintenanceWriter::partsOf, parts);
    List<Parts> trailers =
        parts(document.trailers().values(), trailer -> single(trailer, TrailerCodec::write), parts);
    List<Parts> recipients =
        parts(
            document.recipients().values(),
            recipient -> single(recipient, RecipientCodec::write),
            parts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    append(out, head(document));
    list(out, "jobs", histories, Parts::entries);
    list(out, "trailers", trailers, Parts::entries);
    list(out, "messages", histories, Parts::messages);
    list(out, "notifications", histories, Parts::notifications);
    list(out, "alerts", histories, Parts::alerts);
    list(out, "staffCalls", histories, Parts::calls);
    list(out, "recipients", recipients, Parts::entries);
    append(out, tail(document));
    last = parts;
    return out.toByteArray();
  }

  private <T> List<Parts> parts(
      Iterable<T> values, Function<T, Parts> encode, IdentityHashMap<Object, Parts> kept) {
    List<Parts> all = new ArrayList<>();
    for (T value : values) {
      Parts parts = last.get(value);
      if (parts == null) {
        parts = encode.apply(value);
      }
      kept.put(value, parts);
      all.add(parts);
    }
    return all;
  }

  private static Parts partsOf(JobHistory history) {
    List<String> messages = new ArrayList<>();
    List<String> notifications = new ArrayList<>();
    for (Notification notification : history.notifications()) {
      notifications.add(ObjectText.of(out -> NotificationCodec.write(out, notification)));
      for (Attempt attempt : notification.attempts()) {
        messages.add(
            ObjectText.of(out -> MessageCodec.write(out, history.job(), notification, attempt)));
      }
    }
    for (Receipt stray : history.strays()) {
      messages.add(ObjectText.of(out -> MessageCodec.write(out, history.job(), stray)));
    }
    List<String> alerts =
        history.alerts().stream()
            .map(alert -> ObjectText.of(out -> AlertCodec.write(out, alert)))
            .toList();
    return new Parts(
        new Bytes(
            history.job().map(job -> ObjectText.of(out -> JobCodec.write(out, job))).orElse("")),
        new Bytes(String.join(",\n", messages)),
        new Bytes(String.join(",\n", notifications)),
        new Bytes(String.join(",\n", alerts)),
        new Bytes(
            history
                .call()
                .map(call -> ObjectText.of(out -> StaffCallCodec.write(out, history.id(), call)))
                .orElse("")));
  }

  private static <T> Parts single(T value, BiConsumer<ObjectText, T> write) {
    return Parts.of(new Bytes(ObjectText.of(out -> write.accept(out, value))));
  }

  private static String head(MaintenanceDocument document) {
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

  private static String tail(MaintenanceDocument document) {
    Map<String, String> unknown = new LinkedHashMap<>(document.extras().json());
    unknown.keySet().removeAll(KNOWN);
    String extras = ObjectText.of(out -> out.extras(new Extras(unknown)));
    return extras.equals("{}") ? "\n}\n" : ",\n" + extras.substring(1) + "\n";
  }

  private static void list(
      ByteArrayOutputStream out, String name, List<Parts> parts, Function<Parts, Bytes> which) {
    append(out, ",\n\"" + name + "\":[");
    String separator = "\n";
    for (Parts part : parts) {
      byte[] utf8 = which.apply(part).utf8;
      if (utf8.length > 0) {
        append(out, separator);
        out.writeBytes(utf8);
        separator = ",\n";
      }
    }
    append(out, "]");
  }

  private static void append(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
