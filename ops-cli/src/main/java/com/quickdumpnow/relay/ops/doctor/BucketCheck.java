package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.ops.aws.AwsException;
import com.quickdumpnow.relay.ops.aws.BucketProbe;
import com.quickdumpnow.relay.ops.aws.BucketProbe.Facts;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.store.place.StorePlace;
import java.util.UUID;

/** The data bucket, unless a table is the store: there, versioned, and written under conditions. */
final class BucketCheck implements Check {
  /** Never the document itself: what ignores a condition would empty it. */
  private static final String KEYS = "doctor/";

  private final Deployment on;
  private final Clocks clocks;
  private final boolean probeWrites;

  BucketCheck(Deployment on, Clocks clocks, boolean probeWrites) {
    this.on = on;
    this.clocks = clocks;
    this.probeWrites = probeWrites;
  }

  @Override
  public String area() {
    return "bucket";
  }

  @Override
  public void examine(Notes notes) {
    if (!(on.place() instanceof StorePlace.Bucket(String name))) {
      return;
    }
    try (BucketProbe bucket = BucketProbe.of(name)) {
      Facts facts = bucket.facts();
      facts.time().ifPresent(time -> clocks.heard("S3", time));
      notes.judge(
          facts.versioned(),
          name + " is there, and versioned",
          Finding.BUCKET_UNVERSIONED,
          name + " keeps no versions");
      examineWriting(bucket, notes);
    } catch (AwsException e) {
      notes.wrong(finding(e), name + ": " + e.getMessage());
    }
  }

  private void examineWriting(BucketProbe bucket, Notes notes) {
    switch (bucket.tryWriting(KEYS + "never")) {
      case UNCONDITIONAL ->
          notes.wrong(Finding.BUCKET_UNCONDITIONAL, "a write went through against its condition");
      case FORBIDDEN ->
          // The document stays untried: a store that overlooks conditions would empty it.
          notes.notSeen(
              "may not write below %s: whether conditions are kept was not looked at"
                  .formatted(KEYS));
      case ALLOWED -> {
        if (bucket.tryWriting(Deployment.DOCUMENT) == BucketProbe.Writing.ALLOWED) {
          notes.fine("may be written, and keeps to conditions");
        } else {
          notes.wrong(
              Finding.BUCKET_WRITE_FORBIDDEN,
              "these credentials may not write " + Deployment.DOCUMENT);
        }
        if (probeWrites) {
          probe(bucket, notes);
        }
      }
    }
  }

  private static void probe(BucketProbe bucket, Notes notes) {
    String key = KEYS + UUID.randomUUID();
    try {
      notes.judge(
          bucket.writeReadDelete(key),
          "an object was written, read and deleted",
          Finding.BUCKET_PROBE_FAILED,
          key + " was read as something else than was written");
    } catch (AwsException e) {
      notes.wrong(Finding.BUCKET_PROBE_FAILED, key + ": " + e.getMessage());
    }
  }

  /** What it means that S3 did not give what was asked of a bucket. */
  static Finding finding(AwsException e) {
    return switch (e.status()) {
      case 404 -> Finding.BUCKET_MISSING;
      case 401, 403 -> Finding.BUCKET_FORBIDDEN;
      default -> Finding.S3_UNREACHABLE;
    };
  }
}
