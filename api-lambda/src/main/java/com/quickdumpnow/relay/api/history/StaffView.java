package com.quickdumpnow.relay.api.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.decision.FailureTable;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What staff see of a job: its entries of {@code maintenance.json} in the very form they have
 * there, with codes explained, and each notification with its attempts.
 */
final class StaffView {
  /** What an attempt tells beside its notification; the whole record stands in {@code messages}. */
  private static final List<String> OF_AN_ATTEMPT =
      List.of(
          "attempt",
          "route",
          "carrier",
          "messageId",
          "outcome",
          "twilioStatus",
          "code",
          "meaning",
          "outcomeReason",
          "label",
          "reason",
          "sentAt",
          "deliveredAt");

  private StaffView() {}

  /**
   * @param history may have no job but receipts that belong to none: they are shown all the same
   * @param link the job's tracking link
   */
  static ObjectNode of(JobHistory history, String link) {
    JsonNode entries =
        read(MaintenanceJson.write(MaintenanceDocument.EMPTY.withJobs(List.of(history))));
    ObjectNode view = Json.object();
    view.putNull("job");
    history.job().ifPresent(job -> view.set("job", job(job, entries.path("jobs").path(0), link)));
    ArrayNode notifications = view.putArray("notifications");
    ArrayNode messages = view.putArray("messages");
    ArrayNode strays = view.putArray("strays");
    for (JsonNode message : entries.path("messages")) {
      boolean stray = message.path("outcome").asText().equals("STRAY");
      (stray ? strays : messages).add(explained((ObjectNode) message));
    }
    for (JsonNode notification : entries.path("notifications")) {
      notifications.add(withAttempts((ObjectNode) notification, messages));
    }
    return view;
  }

  private static JsonNode job(Job job, JsonNode entry, String link) {
    ObjectNode view = ((ObjectNode) entry).put("updatedAt", job.since().toString());
    view.remove("idempotency");
    return view.put("trackingUrl", link);
  }

  private static ObjectNode explained(ObjectNode message) {
    // It tells workers apart, and tells people nothing.
    message.remove("claim");
    if (message.has("code")) {
      message.put("meaning", FailureTable.meaning(message.path("code").asInt()));
    }
    return message;
  }

  private static ObjectNode withAttempts(ObjectNode notification, ArrayNode messages) {
    ArrayNode attempts = notification.putArray("attempts");
    for (JsonNode message : messages) {
      if (message.path("notificationId").equals(notification.path("notificationId"))) {
        ObjectNode attempt = attempts.addObject();
        for (String member : OF_AN_ATTEMPT) {
          if (message.has(member)) {
            attempt.set(member, message.get(member));
          }
        }
      }
    }
    return notification;
  }

  private static JsonNode read(byte[] json) {
    try {
      return Json.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException("what was just written can be read", e);
    }
  }
}
