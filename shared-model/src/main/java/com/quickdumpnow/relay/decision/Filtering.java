package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.JobHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/**
 * Notices when carriers filter our texts as spam more and more (<a
 * href="https://www.twilio.com/docs/api/errors/30007">30007</a>): one such text is the customer's
 * bad luck and goes by email, a rising share of them is for staff to mend.
 */
public final class Filtering {
  private static final int FILTERED = 30007;

  /** Fewer say nothing. */
  static final int LEAST = 3;

  /** What is looked at first. */
  public static final Duration LATELY = Duration.ofHours(1);

  /** What it is compared with. */
  public static final Duration BEFORE = Duration.ofHours(24);

  private Filtering() {}

  /**
   * Whether staff may have to be told, which is for {@link #isRising} to say: of the texts sent
   * within the last hour at least {@value #LEAST} were filtered.
   *
   * @param jobs all that texts were sent for {@link #LATELY}
   */
  public static boolean mayBeRising(Collection<JobHistory> jobs, Instant now) {
    return Share.of(texts(jobs), now.minus(LATELY), now).filtered >= LEAST;
  }

  /**
   * Whether staff are to be told: of the texts sent within the last hour at least {@value #LEAST}
   * were filtered, and their share is more than twice that of the day before.
   *
   * @param jobs all that texts were sent for since {@link #BEFORE}
   */
  public static boolean isRising(Collection<JobHistory> jobs, Instant now) {
    List<Accepted> texts = texts(jobs);
    Share lately = Share.of(texts, now.minus(LATELY), now);
    Share before = Share.of(texts, now.minus(BEFORE), now.minus(LATELY));
    return lately.filtered >= LEAST
        && lately.filtered * before.sent > 2 * before.filtered * lately.sent;
  }

  private static List<Accepted> texts(Collection<JobHistory> jobs) {
    return jobs.stream()
        .flatMap(history -> history.notifications().stream())
        .flatMap(notification -> notification.attempts().stream())
        .filter(attempt -> !attempt.isEmail())
        .map(Attempt::outcome)
        .filter(Accepted.class::isInstance)
        .map(Accepted.class::cast)
        .toList();
  }

  private record Share(long filtered, long sent) {
    /** Nothing sent before counts as one text that went well. */
    static Share of(List<Accepted> texts, Instant from, Instant to) {
      List<Accepted> sent =
          texts.stream()
              .filter(text -> text.sentAt().isAfter(from) && !text.sentAt().isAfter(to))
              .toList();
      long filtered =
          sent.stream().filter(text -> text.code().filter(c -> c == FILTERED).isPresent()).count();
      return new Share(filtered, Math.max(1, sent.size()));
    }
  }

  /**
   * Tells staff, once a day (UTC).
   *
   * @param staff the history of {@link com.quickdumpnow.relay.model.JobId#STAFF}
   */
  public static JobHistory raise(JobHistory staff, Instant now) {
    String words =
        "carriers filter more and more texts as spam (30007), "
            + LocalDate.ofInstant(now, ZoneOffset.UTC)
            + ": look at the senders' registration and at the wording";
    return staff.raise(Alert.Kind.FAILURE, Alert.OF_NO_NOTIFICATION, words, now);
  }
}
