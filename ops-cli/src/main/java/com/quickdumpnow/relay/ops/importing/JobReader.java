package com.quickdumpnow.relay.ops.importing;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.TimeZoneName;
import com.quickdumpnow.relay.model.Vin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A job out of a row. */
final class JobReader {
  /** Who made the status changes of a job that was imported. */
  static final String BY = "import";

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final Columns columns;
  private final Instant now;

  JobReader(Columns columns, Instant now) {
    this.columns = columns;
    this.now = now;
  }

  /** Empty when it has problems, which {@code cells} then has. */
  Optional<Job> read(Cells cells) {
    Optional<JobId> id = id(cells);
    Optional<Customer> customer = customer(cells);
    Optional<Load> load = load(cells);
    List<StatusChange> timeline = timeline(cells);
    Optional<Vin> trailer = cells.parsed("trailer", Vin::new);
    if (!cells.problems().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Job(
            id.orElseThrow(),
            cells.text("dispatch"),
            customer.orElseThrow(),
            load.orElseThrow(),
            trailer,
            timeline,
            List.of(),
            Extras.NONE));
  }

  private static Optional<JobId> id(Cells cells) {
    if (cells.text("job").isEmpty() && cells.text("dispatch").isEmpty()) {
      cells.reject("job", "neither a job id nor a dispatch number");
      return Optional.empty();
    }
    Optional<JobId> id =
        cells.text("job").isPresent()
            ? cells.parsed("job", JobId::new)
            : cells.parsed("dispatch", number -> new JobId("job-" + number));
    if (id.filter(JobId.STAFF::equals).isPresent()) {
      cells.reject("job", "is kept for staff");
    }
    return id;
  }

  private static Optional<Customer> customer(Cells cells) {
    Optional<String> name = cells.text("customer");
    if (name.isEmpty()) {
      cells.reject("customer", "missing");
    }
    var phone = cells.phone("phone");
    var email = cells.email("email");
    var language = cells.parsed("language", Language::ofTag);
    var zone = cells.parsed("customerTimeZone", TimeZoneName::known);
    return cells.parsed(
        "customer", text -> new Customer(text, phone, email, language, zone, Extras.NONE));
  }

  private static Optional<Load> load(Cells cells) {
    try {
      return Optional.of(
          new Load(
              cells.text("material"),
              cells.number("tons"),
              cells.text("address"),
              cells.text("notes"),
              Extras.NONE));
    } catch (IllegalArgumentException e) {
      cells.reject("tons", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private List<StatusChange> timeline(Cells cells) {
    Map<JobStatus, Instant> times = new EnumMap<>(JobStatus.class);
    for (JobStatus status : JobStatus.values()) {
      cells.time(status.wireName()).ifPresent(at -> times.put(status, at));
    }
    List<StatusChange> timeline = new ArrayList<>();
    times.forEach((status, at) -> timeline.add(new StatusChange(status, at, BY)));
    Optional<JobStatus> status = status(cells);
    boolean hasTimes =
        Stream.of(JobStatus.values()).anyMatch(s -> cells.text(s.wireName()).isPresent());
    if (!hasTimes) {
      cells.reject("queued", "no time of any status");
    } else if (!timeline.isEmpty()) {
      checkOrder(cells, timeline);
      status
          .filter(said -> said != timeline.getLast().status())
          .ifPresent(
              said ->
                  cells.reject(
                      "status",
                      "is %s, but the last time is of %s"
                          .formatted(said.wireName(), timeline.getLast().status().wireName())));
    }
    return timeline;
  }

  private Optional<JobStatus> status(Cells cells) {
    Optional<String> word = cells.text("status");
    Optional<JobStatus> status = word.flatMap(columns::status);
    if (word.isPresent() && status.isEmpty()) {
      cells.reject("status", "unknown word: name it in a columns file");
    }
    return status;
  }

  private void checkOrder(Cells cells, List<StatusChange> timeline) {
    for (int i = 1; i < timeline.size(); i++) {
      StatusChange before = timeline.get(i - 1);
      if (before.status().isFinal()) {
        cells.reject(timeline.get(i).status().wireName(), "it is completed as well");
      } else if (timeline.get(i).at().isBefore(before.at())) {
        cells.reject(
            timeline.get(i).status().wireName(), "earlier than " + before.status().wireName());
      }
    }
    if (timeline.stream().anyMatch(change -> change.at().isAfter(now.plus(CLOCK_SKEW)))) {
      cells.reject("queued", "a time in the future");
    }
  }
}
