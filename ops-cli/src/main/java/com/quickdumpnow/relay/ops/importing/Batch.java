package com.quickdumpnow.relay.ops.importing;

import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.ops.importing.Export.Row;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What several files hold, validated: each job and trailer once, and the rows that are none. Not
 * thread-safe.
 */
public final class Batch {
  private final Columns columns;
  private final JobReader jobReader;
  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final Map<Vin, Trailer> trailers = new LinkedHashMap<>();
  private final Map<Object, String> places = new HashMap<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private int repeated;

  public Batch(Columns columns, Instant now) {
    this.columns = columns;
    this.jobReader = new JobReader(columns, now);
  }

  /**
   * A row that is not taken.
   *
   * @param headers of its file
   */
  record Rejected(Path file, List<String> headers, Row row, String reason) {}

  /**
   * Adds what {@code file} holds.
   *
   * @throws ImportException when it cannot be read at all, or there is nothing in it
   */
  public void add(Path file) {
    List<Export> filled =
        Export.read(file).stream().filter(export -> !export.rows().isEmpty()).toList();
    if (filled.isEmpty()) {
      throw new ImportException(file + " holds no jobs and no trailers", null);
    }
    filled.forEach(export -> add(file, export));
  }

  private void add(Path file, Export export) {
    boolean areJobs = columns.areJobs(export.headers());
    Map<String, String> headers = new HashMap<>();
    for (String field : columns.fields(areJobs)) {
      columns.header(field, export.headers()).ifPresent(header -> headers.put(field, header));
    }
    if (!areJobs && !headers.containsKey("vin")) {
      throw new ImportException(
          file
              + " has no column for a job's customer or status, nor for a trailer's VIN: name them"
              + " in a columns file",
          null);
    }
    for (Row row : export.rows()) {
      Cells cells = new Cells(row, columns, headers);
      String place = file.getFileName() + ", " + row.place();
      Optional<String> doubt =
          areJobs
              ? jobReader.read(cells).flatMap(job -> addOnce(jobs, job.id(), job, place))
              : TrailerReader.read(cells).flatMap(t -> addOnce(trailers, t.vin(), t, place));
      List<String> problems = new ArrayList<>(cells.problems());
      doubt.ifPresent(problems::add);
      if (!problems.isEmpty()) {
        rejected.add(new Rejected(file, export.headers(), row, String.join("; ", problems)));
      }
    }
  }

  /** What is wrong with it: another one of that id was there before. */
  private <K, V> Optional<String> addOnce(Map<K, V> known, K id, V value, String place) {
    Optional<V> before = Optional.ofNullable(known.putIfAbsent(id, value));
    if (before.isEmpty()) {
      places.put(id, place);
      return Optional.empty();
    }
    if (before.get().equals(value)) {
      repeated++;
      return Optional.empty();
    }
    return Optional.of("another one of the same id, with other details, is in " + places.get(id));
  }

  public List<Job> jobs() {
    return List.copyOf(jobs.values());
  }

  public List<Trailer> trailers() {
    return List.copyOf(trailers.values());
  }

  /** How many rows said again what one before them had said. */
  public int repeated() {
    return repeated;
  }

  List<Rejected> rejected() {
    return List.copyOf(rejected);
  }

  public int rejections() {
    return rejected.size();
  }
}
