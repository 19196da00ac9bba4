package com.quickdumpnow.relay.bench.lambda;

import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.sample.BusyDays;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;

/**
 * Gives every run the same: a bucket with a document, and empty queues.
 *
 * @param jobs how many are active, all of them queued
 */
record Stage(World world, int jobs) {
  private static final Instant MORNING = Instant.parse("2026-11-01T08:00:00Z");

  /**
   * What one run finds.
   *
   * @param environment of the function
   */
  record Run(String bucket, Map<String, String> environment) {
    /**
     * Whether the function really did what it answered.
     *
     * @param changesTheJob whether it is one that does
     * @throws IllegalStateException when it did not
     */
    void check(Functions function, String job, boolean changesTheJob)
        throws IOException, InterruptedException {
      if (function == Functions.API && changesTheJob && !isDispatched(job)) {
        throw new IllegalStateException("the job is still what it was");
      }
      if (!holdsAMessage(function.queue(environment))) {
        throw new IllegalStateException("nothing was queued");
      }
    }

    private boolean isDispatched(String job) {
      try (S3ObjectStore objects = S3ObjectStore.of(bucket)) {
        return store(objects)
            .read()
            .document()
            .job(new JobId(job))
            .job()
            .filter(now -> now.status() == JobStatus.DISPATCHED)
            .isPresent();
      }
    }

    private static boolean holdsAMessage(String queueUrl) throws IOException, InterruptedException {
      try (HttpClient http = HttpClient.newHttpClient()) {
        HttpRequest receive =
            HttpRequest.newBuilder(URI.create(queueUrl).resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS.ReceiveMessage")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"QueueUrl\":\"%s\",\"WaitTimeSeconds\":1}".formatted(queueUrl)))
                .build();
        return http.send(receive, BodyHandlers.ofString()).body().contains("\"Body\"");
      }
    }
  }

  Run set() {
    String bucket = world.newBucket();
    MaintenanceDocument document = BusyDays.document(jobs, 1, MORNING);
    try (S3ObjectStore objects = S3ObjectStore.of(bucket)) {
      store(objects).create(document);
    }
    return new Run(bucket, Functions.environment(world, bucket));
  }

  private static DocumentStore store(S3ObjectStore objects) {
    return new DocumentStore(
        objects, "maintenance.json", Clockwork.system(), new SecureRandom(), StoreListener.NONE);
  }
}
