package com.quickdumpnow.relay.ops.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.document.Codec;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Fetched;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A document of ten busiest days: jobs of three statuses each, and for each job four messages. Made
 * as JSON, since so it is told most briefly, and read back, so that it is a document.
 */
public final class BusyDocument {
  private static final String[] STATUSES = {"queued", "dispatched", "completed"};

  private BusyDocument() {}

  /** The document, everything in it happened within the last days. */
  public static MaintenanceDocument of(int jobs, Instant now) {
    StringJoiner jobList = new StringJoiner(",");
    StringJoiner notifications = new StringJoiner(",");
    StringJoiner messages = new StringJoiner(",");
    for (int job = 0; job < jobs; job++) {
      Instant begun = now.minus(30L + job, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
      StringJoiner timeline = new StringJoiner(",");
      for (int step = 0; step < STATUSES.length; step++) {
        Instant at = begun.plus(step * 10L, ChronoUnit.MINUTES);
        timeline.add(
            "{\"status\":\"%s\",\"at\":\"%s\",\"by\":\"dana\"}".formatted(STATUSES[step], at));
        notifications.add(notification(job, step, at));
        messages.add(message(job, step, 1, at, step != 1));
        if (step == 1) {
          messages.add(message(job, step, 2, at.plusSeconds(20), true));
        }
      }
      jobList.add(
          """
          {"jobId":"job-%d","customer":{"name":"Customer Number %d","phone":"%s"},
           "load":{"material":"Gravel","tons":7.5,"address":"%d Oak Street"},"trailerVin":"T%d-GPS",
           "timeline":[%s]}\
          """
              .formatted(job, job, phone(job), job, job % 40, timeline));
    }
    String json =
        """
        {"schemaVersion":1,"revision":1,"commits":[],"jobs":[%s],"trailers":[],"messages":[%s],
         "notifications":[%s],"recipients":[]}\
        """
            .formatted(jobList, messages, notifications);
    return MaintenanceJson.read(json.getBytes(UTF_8));
  }

  private static String notification(int job, int step, Instant at) {
    return """
    {"notificationId":"%s","jobId":"job-%d","about":"%s","sequence":%d,"createdAt":"%s",
     "text":"Your job is %s. Track: quickdumpnow.com/track?j=job-%d.k1AAAAAAAAAAAAAAAA","segments":1,
     "link":"quickdumpnow.com/track?j=job-%d.k1AAAAAAAAAAAAAAAA","generation":1,"state":"DELIVERED",
     "since":"%s","reason":"the carrier says so","attempt":%d}\
    """
        .formatted(
            notificationId(job, step),
            job,
            STATUSES[step],
            step + 1,
            at,
            STATUSES[step],
            job,
            job,
            at.plusSeconds(30),
            step == 1 ? 2 : 1);
  }

  private static String message(int job, int step, int attempt, Instant at, boolean delivered) {
    return """
    {"messageId":"SM%08d%d%d","jobId":"job-%d","trailerVin":null,"recipientPhone":"%s",
     "body":"Your job is %s. Track: quickdumpnow.com/track?j=job-%d.k1AAAAAAAAAAAAAAAA","sentAt":"%s",
     "deliveredAt":%s,"twilioStatus":"%s","carrier":"Verizon","notificationId":"%s","attempt":%d,
     "route":"primary","segments":1,"claim":{"owner":"w","epoch":1,"at":"%s","postWithin":"PT10S"},
     "reason":"the first of the chain","outcome":"ACCEPTED"%s}\
    """
        .formatted(
            job,
            step,
            attempt,
            job,
            phone(job),
            STATUSES[step],
            job,
            at.plusSeconds(2),
            delivered ? "\"" + at.plusSeconds(7) + "\"" : "null",
            delivered ? "delivered" : "undelivered",
            notificationId(job, step),
            attempt,
            at.plusSeconds(1),
            delivered ? "" : ",\"code\":30008,\"then\":\"NEXT\"");
  }

  private static String notificationId(int job, int step) {
    StringBuilder letters = new StringBuilder();
    for (int rest = job * STATUSES.length + step, i = 0; i < 16; i++, rest /= 26) {
      letters.append((char) ('a' + rest % 26));
    }
    return "n_" + letters;
  }

  private static String phone(int job) {
    return "+1619%07d".formatted(5_000_000 + job);
  }

  /**
   * Puts it in the place of the document in a bucket, whatever that holds, written as the store
   * does.
   */
  public static void store(MaintenanceDocument document, String bucket) {
    try (S3ObjectStore objects = S3ObjectStore.of(bucket)) {
      Fetched now = objects.get("maintenance.json", Optional.empty());
      assertThat(now).isInstanceOf(Found.class);
      Put put =
          objects.put(
              "maintenance.json",
              Codec.gzip().encode(document),
              new Condition.IfMatch(((Found) now).etag()));
      assertThat(put).isInstanceOf(Put.Stored.class);
    }
  }
}
