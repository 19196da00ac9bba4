package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.aws.AwsException;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.place.StorePlace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * {@code maintenance.json}, unless a table is the store: there, readable, of a known schema, and
 * not too large.
 */
final class DocumentCheck implements Check {
  /** Of the most that a program takes; growth from here on leaves time to act. */
  private static final double LARGE = 0.5;

  private final Deployment on;

  DocumentCheck(Deployment on) {
    this.on = on;
  }

  @Override
  public String area() {
    return "document";
  }

  @Override
  public void examine(Notes notes) {
    if (!(on.place() instanceof StorePlace.Bucket)) {
      return;
    }
    Optional<Long> size;
    try {
      size = on.bucket().current(Deployment.DOCUMENT).map(DocumentCheck::size);
    } catch (AwsException e) {
      notes.wrong(BucketCheck.finding(e), Deployment.DOCUMENT + ": " + e.getMessage());
      return;
    }
    if (size.isEmpty()) {
      notes.wrong(Finding.DOCUMENT_MISSING, "there is no " + Deployment.DOCUMENT);
      return;
    }
    try {
      examine(on.store().read().document(), size.get(), notes);
    } catch (StoreException.DocumentRefused e) {
      notes.wrong(Finding.DOCUMENT_REFUSED, String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      notes.wrong(Finding.S3_UNREACHABLE, String.valueOf(e.getMessage()));
    }
  }

  private static void examine(MaintenanceDocument document, long size, Notes notes) {
    String words =
        String.format(
            Locale.ROOT,
            "%d jobs, revision %d, %.1f of at most %d MB",
            document.jobs().size(),
            document.revision(),
            size / 1e6,
            DocumentStore.MAX_BYTES / 1_000_000);
    notes.judge(size < LARGE * DocumentStore.MAX_BYTES, words, Finding.DOCUMENT_LARGE, words);
    examine(document.settings(), notes);
  }

  /** What staff set for the whole relay, wherever it is kept. */
  static void examine(DocumentSettings settings, Notes notes) {
    settings
        .sending()
        .filter(DocumentSettings.SendingSwitch::paused)
        .ifPresent(
            pause ->
                notes.wrong(
                    Finding.SENDING_PAUSED,
                    "sending is paused since %s by %s: %s"
                        .formatted(
                            pause.since().truncatedTo(ChronoUnit.SECONDS),
                            pause.by(),
                            pause.reason())));
  }

  /** Of the JSON; what is no gzip counts as it is. */
  private static long size(byte[] gzip) {
    try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return json.transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      return gzip.length;
    }
  }
}
