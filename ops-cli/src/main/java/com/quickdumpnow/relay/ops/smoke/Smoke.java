package com.quickdumpnow.relay.ops.smoke;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * Sends one test job through a deployment and looks at every station: the API, the text, its
 * receipt, the tracking page. Up to three texts go to the phone. Prints a line for each step.
 */
public final class Smoke {
  private final URI api;
  private final Secret token;
  private final PhoneNumber phone;
  private final Duration timeout;
  private final PrintWriter out;
  private final Output output;

  /**
   * @param api the API's base URL
   * @param token of a member of staff
   * @param phone gets the texts
   * @param timeout how long one text may take to be delivered
   * @param out takes what each step has come to
   * @param output is told of steps that take their time
   */
  public Smoke(
      URI api, Secret token, PhoneNumber phone, Duration timeout, PrintWriter out, Output output) {
    this.api = api;
    this.token = token;
    this.phone = phone;
    this.timeout = timeout;
    this.out = out;
    this.output = output;
  }

  /** Whether every step did what it should; stops at the first that did not. */
  public boolean run() throws InterruptedException {
    JobId jobId = new JobId("smoke-" + UUID.randomUUID().toString().substring(0, 13));
    out.printf("Smoke test of %s with job %s%n%n", api, jobId);
    long start = System.nanoTime();
    try (JobApi client = new JobApi(api, token)) {
      TestJob job = new TestJob(client, jobId, phone, timeout);
      String link = step("create the test job", job::create);
      step("its first text is delivered", () -> job.awaitDelivery("queued"));
      step("change its status to dispatched", () -> job.move("dispatched"));
      step("the receipt of that text is back", () -> job.awaitDelivery("dispatched"));
      step("the tracking page shows it", () -> job.look(link));
      step("complete the job, to tidy up", () -> job.move("completed"));
      out.printf("%nEverything works: %s.%n", since(start));
      return true;
    } catch (SmokeFailure e) {
      out.printf("%n%s%n", e.advice());
      return false;
    } finally {
      out.flush();
    }
  }

  private String step(String name, Step step) throws SmokeFailure, InterruptedException {
    long start = System.nanoTime();
    try {
      String seen = watched(name, step);
      out.printf("  ok    %8s  %s: %s%n", since(start), name, seen);
      return seen;
    } catch (SmokeFailure e) {
      out.printf("  FAIL  %8s  %s: %s%n", since(start), name, e.getMessage());
      throw e;
    } finally {
      out.flush();
    }
  }

  private String watched(String name, Step step) throws SmokeFailure, InterruptedException {
    try (Progress _ = output.progress("  " + name)) {
      return step.take();
    }
  }

  private static String since(long start) {
    return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - start) / 1e9);
  }

  /** Something to do; returns what was seen. */
  @FunctionalInterface
  private interface Step {
    String take() throws SmokeFailure, InterruptedException;
  }
}
