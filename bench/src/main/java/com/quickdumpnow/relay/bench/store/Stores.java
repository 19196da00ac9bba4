package com.quickdumpnow.relay.bench.store;

import com.quickdumpnow.relay.bench.world.NaiveStore;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

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
    stores.ours().create(first);
    return stores;
  }

  private DocumentStore ours() {
    return new DocumentStore(
        objects, KEY, Clockwork.system(), new SecureRandom(), StoreListener.NONE);
  }

  /** The relay's store, an instance of its own. */
  LongConsumer relay() {
    return changing(ours(), jobs);
  }

  /** A read, a change and a conditional write for every change. */
  LongConsumer naive(BooleanSupplier over) {
    return changing(new NaiveStore(objects, KEY, over), jobs);
  }

  /** Changes one of those jobs after the other. */
  static LongConsumer changing(MaintenanceStore store, List<JobId> jobs) {
    return number ->
        store.changeJob(
            job(jobs, number),
            scope -> new Changed<>(noted(scope.history(), number), List.of(), number));
  }

  /** Puts the same bytes again on condition that nobody else did: the least a commit can be. */
  LongConsumer bare() {
    return putting(UnaryOperator.identity());
  }

  /** The same, but each time they are new ones in memory, as those of another version are. */
  LongConsumer bareCopies() {
    return putting(byte[]::clone);
  }

  private LongConsumer putting(UnaryOperator<byte[]> made) {
    if (!(objects.get(KEY, Optional.empty()) instanceof Found found)) {
      throw new IllegalStateException("no document");
    }
    String[] etag = {found.etag()};
    return _ -> {
      Put put = objects.put(KEY, made.apply(found.bytes()), new Condition.IfMatch(etag[0]));
      if (!(put instanceof Put.Stored(var next))) {
        throw new IllegalStateException("somebody else wrote");
      }
      etag[0] = next;
    };
  }

  private static JobId job(List<JobId> jobs, long number) {
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
}
