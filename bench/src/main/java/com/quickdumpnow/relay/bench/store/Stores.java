package com.quickdumpnow.relay.bench.store;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The contenders: each makes one small change to one job and returns once it is durable. */
final class Stores {
  private static final String KEY = "maintenance.json";

  private final S3ObjectStore objects;
  private final List<JobId> jobs;

  private Stores(S3ObjectStore objects, List<JobId> jobs) {
    this.objects = objects;
    this.jobs = jobs;
  }

  /** Over a bucket that is to hold {@code first}. */
  static Stores over(String bucket, MaintenanceDocument first) {
    S3ObjectStore objects = S3ObjectStore.of(bucket);
    Stores stores = new Stores(objects, List.copyOf(first.jobs().keySet()));
    stores.ours(StoreListener.NONE).create(first);
    return stores;
  }

  private DocumentStore ours(StoreListener listener) {
    return new DocumentStore(objects, KEY, Clockwork.system(), new SecureRandom(), listener);
  }

  /** The relay's store, an instance of its own. */
  LongConsumer relay() {
    DocumentStore store = ours(StoreListener.NONE);
    return number ->
        store.changeJob(
            job(number), scope -> new Changed<>(noted(scope.history(), number), List.of(), number));
  }

  /** Reads the document, changes it, writes it on condition; again when others were first. */
  LongConsumer naive() {
    return number -> {
      while (true) {
        if (!(objects.get(KEY, Optional.empty()) instanceof Found found)) {
          throw new IllegalStateException("no document");
        }
        MaintenanceDocument old = MaintenanceJson.read(expanded(found.bytes()));
        MaintenanceDocument changed =
            old.withJobs(List.of(noted(old.job(job(number)), number)))
                .withCommits(old.revision() + 1, old.commits());
        byte[] bytes = compressed(MaintenanceJson.write(changed));
        if (objects.put(KEY, bytes, new Condition.IfMatch(found.etag())) instanceof Put.Stored) {
          return;
        }
      }
    };
  }

  /** Puts the same bytes again on condition that nobody else did: the least a commit can be. */
  LongConsumer bare() {
    if (!(objects.get(KEY, Optional.empty()) instanceof Found found)) {
      throw new IllegalStateException("no document");
    }
    String[] etag = {found.etag()};
    return _ -> {
      Put put = objects.put(KEY, found.bytes(), new Condition.IfMatch(etag[0]));
      if (!(put instanceof Put.Stored(var next))) {
        throw new IllegalStateException("somebody else wrote");
      }
      etag[0] = next;
    };
  }

  /** The stored object's size in bytes. */
  int size() {
    return objects.get(KEY, Optional.empty()) instanceof Found found ? found.bytes().length : 0;
  }

  private JobId job(long number) {
    // A step that shares no factor with the number of jobs visits all of them.
    return jobs.get((int) (number * 7919 % jobs.size()));
  }

  private static JobHistory noted(JobHistory history, long number) {
    return history
        .job()
        .map(
            job ->
                history.with(
                    job.amended(
                        job.dispatchId(),
                        job.customer(),
                        new Load(
                            job.load().material(),
                            job.load().tons(),
                            job.load().address(),
                            Optional.of("gate code " + number),
                            job.load().extras()),
                        job.trailerVin())))
        .orElseThrow();
  }

  private static byte[] expanded(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] compressed(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
