package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.ops.simulation.Gateway.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Dispatchers change their jobs' states, and repeat a call that gets no answer. */
final class Dispatchers {
  static final int JOBS = 4;

  private static final String JOB = "job-";

  private static final List<List<String>> LIVES =
      List.of(
          List.of("queued", "dispatched", "completed"),
          List.of("queued", "cancelled"),
          List.of("dispatched", "completed"),
          List.of("queued", "dispatched"));
  private static final Duration BETWEEN_CALLS = Duration.ofMinutes(5);

  private final StaffApi api;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Random random;
  private final Judge judge;
  private int busy;

  Dispatchers(StaffApi api, Scheduler scheduler, Chaos chaos, Random random, Judge judge) {
    this.api = api;
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.random = random;
    this.judge = judge;
  }

  /** Whether that job began here: those of a document to begin with have links that are made up. */
  static boolean began(JobId id) {
    return id.value().startsWith(JOB);
  }

  void start(SimulatedProcess outside) {
    for (int job = 1; job <= JOBS; job++) {
      int number = job;
      List<String> life = LIVES.get(random.nextInt(LIVES.size()));
      String customer = customer(number, number);
      busy++;
      outside.run(() -> live(number, life, customer));
    }
  }

  boolean areDone() {
    return busy == 0;
  }

  /** Two jobs may share a customer; some have no email, some no phone. */
  private String customer(int job, int line) {
    String phone = "\"phone\":\"+1619555010" + (random.nextInt(4) == 0 ? 0 : line) + "\"";
    String email = "\"email\":\"customer" + line + "@example.com\"";
    String reach =
        switch (random.nextInt(6)) {
          case 0, 1 -> email;
          case 2 -> phone;
          default -> phone + "," + email;
        };
    // Without a draw: whom they tell in which language, and where, changes no other run.
    String where = job % 2 == 0 ? ",\"timeZone\":\"America/Denver\"" : "";
    String language = job % 3 == 0 ? ",\"language\":\"es\"" : "";
    return "{\"name\":\"Customer " + job + "\"," + reach + where + language + "}";
  }

  private void live(int job, List<String> life, String atFirst) {
    String customer = atFirst;
    for (int i = 0; i < life.size(); i++) {
      scheduler.pause(BETWEEN_CALLS);
      tell(JOB + job, life.get(i), customer, JOB + job + "-" + i);
      if (chaos.chance(0.1)) {
        // Another number or address: whatever is not sent yet goes there.
        customer = customer(job, job + JOBS);
        tell(JOB + job, life.get(i), customer, JOB + job + "-" + i + "-corrected");
      }
    }
    busy--;
  }

  private void tell(String jobId, String status, String customer, String key) {
    String body = "{\"status\":\"" + status + "\",\"customer\":" + customer + "}";
    Optional<Reply> reply =
        api.insist(
            "dispatcher",
            "POST",
            "/jobs/" + jobId + "/status",
            body,
            key,
            // Whoever goes back in time may undo the job, or its last status.
            _ -> judge.wasRestored());
    if (reply.filter(answer -> answer.status() == 202).isPresent()) {
      NotificationId id =
          StaffApi.notification(reply.get())
              .orElseThrow(() -> new Violation("202 without a notification id"));
      judge.promised(new JobId(jobId), id);
    }
  }
}
