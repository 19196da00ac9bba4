package com.quickdumpnow.relay.bench.latency;

import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.sample.BusyDays;
import com.quickdumpnow.relay.store.document.Codec;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt to change the document is made of, with nobody else at work: the look at what is
 * there, reading it, where another program changed one job; writing it, with one job more; the
 * write, and the part of it that is the hash which signs the bytes.
 */
final class Round {
  /** Its steps, in order. */
  static final List<String> STEPS =
      List.of("look (GET)", "read", "write", "replace (PUT)", "of that, the hash of the bytes");

  private static final String KEY = "document";
  private static final int TIMES = 400;

  /** Of more jobs than this the steps take long enough for fewer of them. */
  private static final int MANY_JOBS = 5_000;

  private static final int TIMES_OF_MANY = 80;
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

  private final S3ObjectStore objects;
  private final Codec own = Codec.gzip();
  private final Codec others = Codec.gzip();
  private final List<List<Double>> millis = new ArrayList<>();

  private Round(S3ObjectStore objects) {
    this.objects = objects;
    STEPS.forEach(_ -> millis.add(new ArrayList<>()));
  }

  /**
   * Prints a line with the median of the milliseconds of each step; then waits to be ended.
   *
   * @param arguments a bucket; how many active jobs
   */
  public static void main(String[] arguments)
      throws IOException, NoSuchAlgorithmException, InterruptedException {
    try (S3ObjectStore objects = S3ObjectStore.of(arguments[0])) {
      Round round = new Round(objects);
      round.measure(Integer.parseInt(arguments[1]));
      StringBuilder line = new StringBuilder(BareWrites.DONE);
      for (List<Double> step : round.millis) {
        // The first half warms up.
        List<Double> warm = step.subList(step.size() / 2, step.size());
        line.append(' ').append(new Figure("", "", 0, "ms", warm).median());
      }
      System.out.println(line);
      Thread.currentThread().join();
    }
  }

  private void measure(int jobs) throws IOException, NoSuchAlgorithmException {
    int times = jobs > MANY_JOBS ? TIMES_OF_MANY : TIMES;
    List<JobHistory> all = List.copyOf(BusyDays.document(jobs + 2 * times, 1, AT).jobs().values());
    MaintenanceDocument document = MaintenanceDocument.EMPTY.withJobs(all.subList(0, jobs));
    Condition condition = replaced(others.encode(document), new Condition.IfAbsent());
    for (int next = jobs; next < all.size(); next += 2) {
      document = with(document, all.get(next));
      condition = replaced(others.encode(document), condition);
      long begin = System.nanoTime();
      Found found = look();
      begin = took(0, begin);
      MaintenanceDocument read = own.decode(found.bytes());
      begin = took(1, begin);
      byte[] bytes = own.encode(with(read, all.get(next + 1)));
      begin = took(2, begin);
      condition = replaced(bytes, condition);
      begin = took(3, begin);
      MessageDigest.getInstance("SHA-256").digest(bytes);
      took(4, begin);
      document = others.decode(bytes);
    }
  }

  private static MaintenanceDocument with(MaintenanceDocument document, JobHistory job) {
    long revision = document.revision() + 1;
    return document
        .withJobs(List.of(job))
        .withCommits(revision, List.of(new Commit("bench", revision, AT)));
  }

  private Found look() {
    return objects.get(KEY, Optional.empty()) instanceof Found found ? found : gone();
  }

  private static Found gone() {
    throw new IllegalStateException("the document is gone");
  }

  private Condition replaced(byte[] bytes, Condition condition) {
    if (objects.put(KEY, bytes, condition) instanceof Put.Stored(var etag)) {
      return new Condition.IfMatch(etag);
    }
    throw new IllegalStateException("somebody else wrote");
  }

  private long took(int step, long begin) {
    long now = System.nanoTime();
    millis.get(step).add((now - begin) / 1e6);
    return System.nanoTime();
  }
}
