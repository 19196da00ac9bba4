package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.JobId;
import java.util.ArrayList;
import java.util.List;

/**
 * What staff are told of a bundle of alerts, in English. Ids and our own words only: no personal
 * data.
 */
public final class StaffTexts {
  private static final String SENDER = "QuickDumpNow relay";

  /** An email lists so many; more than that nobody reads. */
  private static final int MOST_LISTED = 100;

  private StaffTexts() {}

  /**
   * One GSM-7 segment, whatever the number of alerts: how many of each kind, and as many job ids as
   * fit.
   */
  public static RenderedText text(List<Alert> alerts) {
    List<JobId> jobs =
        alerts.stream().map(Alert::jobId).filter(id -> !id.equals(JobId.STAFF)).distinct().toList();
    String begin = SENDER + ": " + counts(alerts) + ".";
    RenderedText text = RenderedText.of(begin);
    for (int named = 1; named <= jobs.size(); named++) {
      RenderedText longer = RenderedText.of(begin + jobs(jobs, named));
      if (!longer.segments().isOneOfGsm7()) {
        break;
      }
      text = longer;
    }
    return text;
  }

  /** Everything about the alerts, a line each. */
  public static RenderedEmail email(List<Alert> alerts) {
    String subject = SENDER + ": " + counts(alerts);
    List<String> lines = new ArrayList<>();
    for (Alert alert : alerts.subList(0, Math.min(alerts.size(), MOST_LISTED))) {
      lines.add("%s, %s: %s".formatted(about(alert), alert.raisedAt(), words(alert)));
    }
    if (alerts.size() > MOST_LISTED) {
      lines.add("and " + (alerts.size() - MOST_LISTED) + " more");
    }
    StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n");
    html.append("<head><meta charset=\"utf-8\"><title>")
        .append(subject)
        .append("</title></head>\n");
    html.append("<body>\n<p>").append(subject).append("</p>\n<ul>\n");
    lines.forEach(
        line -> html.append("<li>").append(EmailTemplates.escape(line)).append("</li>\n"));
    html.append("</ul>\n</body>\n</html>\n");
    return new RenderedEmail(
        subject, subject + ".\n\n" + String.join("\n", lines) + "\n", html.toString());
  }

  private static String about(Alert alert) {
    return alert.jobId().equals(JobId.STAFF)
        ? "The relay"
        : "Job %s (%s)".formatted(alert.jobId(), alert.notificationId());
  }

  private static String jobs(List<JobId> jobs, int named) {
    String names = String.join(", ", jobs.subList(0, named).stream().map(JobId::value).toList());
    int more = jobs.size() - named;
    return (jobs.size() == 1 ? " Job " : " Jobs ")
        + names
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String counts(List<Alert> alerts) {
    List<String> counts = new ArrayList<>();
    for (Alert.Kind kind : Alert.Kind.values()) {
      long count = alerts.stream().filter(alert -> alert.kind() == kind).count();
      if (count > 0) {
        counts.add(count + " " + noun(kind, count != 1));
      }
    }
    return String.join(", ", counts);
  }

  private static String noun(Alert.Kind kind, boolean several) {
    return switch (kind) {
      case EXHAUSTED ->
          several ? "customers not reached, please call" : "customer not reached, please call";
      case FAILURE -> several ? "failures to mend" : "failure to mend";
      case UNEXPLAINED_MESSAGE -> several ? "unexplained messages" : "unexplained message";
    };
  }

  private static String words(Alert alert) {
    String what =
        switch (alert.kind()) {
          case EXHAUSTED -> "the customer was not reached, please call";
          case FAILURE -> "a failure to mend";
          case UNEXPLAINED_MESSAGE -> "an unexplained message";
        };
    return what + " (" + Clean.line(alert.words()) + ")";
  }
}
