package com.quickdumpnow.relay.ops.history;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What differs between two versions of the document, in words without personal data.
 *
 * @param what a job, a recipient, a trailer or the settings
 * @param before empty when there was none
 * @param after empty when there is none
 */
public record Difference(String what, String id, String before, String after) {
  private static final String OTHERWISE = " (other details)";

  /** Everything that differs, in the documents' order. */
  public static List<Difference> between(MaintenanceDocument one, MaintenanceDocument other) {
    List<Difference> all = new ArrayList<>();
    add(all, "job", one.jobs(), other.jobs(), Difference::words);
    add(all, "recipient", one.recipients(), other.recipients(), Difference::words);
    add(all, "trailer", one.trailers(), other.trailers(), Difference::words);
    if (!one.settings().equals(other.settings())) {
      all.add(
          new Difference("settings", "sending", words(one.settings()), words(other.settings())));
    }
    return all;
  }

  private static <K, V> void add(
      List<Difference> all,
      String what,
      Map<K, V> one,
      Map<K, V> other,
      Function<V, String> words) {
    Set<K> ids = new LinkedHashSet<>(one.keySet());
    ids.addAll(other.keySet());
    for (K id : ids) {
      Optional<V> before = Optional.ofNullable(one.get(id));
      Optional<V> after = Optional.ofNullable(other.get(id));
      if (!before.equals(after)) {
        String was = before.map(words).orElse("");
        String is = after.map(words).orElse("");
        all.add(new Difference(what, id.toString(), was, was.equals(is) ? is + OTHERWISE : is));
      }
    }
  }

  private static String words(JobHistory history) {
    StringBuilder words =
        new StringBuilder(history.job().map(job -> job.status().wireName()).orElse("no job"));
    for (Notification notification : history.notifications()) {
      words
          .append(", ")
          .append(notification.about().wireName())
          .append(": ")
          .append(name(notification))
          .append(" after ")
          .append(notification.attempts().size());
    }
    return words.toString();
  }

  private static String name(Notification notification) {
    return notification
        .state()
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=.)([A-Z])", " $1")
        .toLowerCase(Locale.ROOT);
  }

  private static String words(Recipient recipient) {
    String optOut = recipient.isOptedOut() ? "opted out" : "welcomes texts";
    return recipient.suppression().isPresent() ? optOut + ", suppressed" : optOut;
  }

  private static String words(Trailer trailer) {
    return "job %s, %s"
        .formatted(
            trailer.assignedJob().map(Object::toString).orElse("none"),
            trailer.location().orElse("nowhere in words"));
  }

  private static String words(DocumentSettings settings) {
    return settings.isPaused() ? "paused" : "on";
  }
}
