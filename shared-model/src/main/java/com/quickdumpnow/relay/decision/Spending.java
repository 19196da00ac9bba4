package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.Notification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What texts may cost, on the chain's own estimate: segments times the route's price. What a
 * carrier refused, or never got, costs nothing; whatever may have been sent counts. Emails cost
 * nothing, and staff's texts do not count: they tell of the limit.
 *
 * @param perDay the most on a day by the depot's clock; empty for no limit
 * @param perJob the most for a job, over its whole life
 */
public record Spending(Optional<Money> perDay, Optional<Money> perJob) {
  public static final Spending UNLIMITED = new Spending(Optional.empty(), Optional.empty());

  /** A limit that a text would exceed. */
  sealed interface Limit {
    /** In words, for staff. */
    String words();
  }

  record OfDay(Money most, LocalDate day) implements Limit {
    @Override
    public String words() {
      return "the limit of %s for texts on %s is reached".formatted(most, day);
    }
  }

  record OfJob(Money most) implements Limit {
    @Override
    public String words() {
      return "the limit of %s for texts of one job is reached".formatted(most);
    }
  }

  /**
   * The limit that a text of that cost would exceed.
   *
   * @param today as {@link #account} has it
   */
  Optional<Limit> exceeded(Money cost, JobHistory job, DaySpending today, Chain chain) {
    if (perJob.filter(most -> ofJob(job, chain).plus(cost).compareTo(most) > 0).isPresent()) {
      return perJob.map(OfJob::new);
    }
    return perDay
        .filter(most -> today.spent().plus(cost).compareTo(most) > 0)
        .map(most -> new OfDay(most, today.day()));
  }

  /** The day that counts now: a clock that is behind the last one's does not open it again. */
  private static DaySpending today(Optional<DaySpending> last, ZoneId depot, Instant now) {
    LocalDate day = now.atZone(depot).toLocalDate();
    return last.filter(known -> !known.day().isBefore(day)).orElseGet(() -> DaySpending.none(day));
  }

  /**
   * The account of the day once a job has changed: what its texts may cost is on it then, and what
   * turned out to cost nothing is off it again if it was claimed today.
   */
  static DaySpending account(
      Optional<DaySpending> last, JobHistory before, JobHistory after, Chain chain, Instant now) {
    ZoneId depot = chain.rules().depot();
    DaySpending today = today(last, depot, now);
    Money more = Money.ZERO;
    Money less = Money.ZERO;
    for (Notification notification : after.notifications()) {
      Optional<Notification> old = before.notification(notification.id());
      for (Attempt attempt : notification.attempts()) {
        Money is = cost(attempt, chain);
        Money was =
            old.flatMap(known -> known.attempt(attempt.number()))
                .map(known -> cost(known, chain))
                .orElse(Money.ZERO);
        more = more.plus(is.minus(was));
        boolean claimedToday = attempt.claim().at().atZone(depot).toLocalDate().equals(today.day());
        less = claimedToday ? less.plus(was.minus(is)) : less;
      }
    }
    return today.with(today.spent().plus(more).minus(less), today.limitMet());
  }

  /**
   * The settings once a job has changed, with the new account of the day.
   *
   * @param limitMet whether a text was kept back for the day's limit
   */
  DocumentSettings after(
      DocumentSettings settings,
      JobHistory before,
      JobHistory after,
      boolean limitMet,
      Chain chain,
      Instant now) {
    if (perDay.isEmpty()) {
      return settings;
    }
    DaySpending account = account(settings.spending(), before, after, chain, now);
    DaySpending changed = account.with(account.spent(), account.limitMet() || limitMet);
    boolean nothingNew = changed.equals(today(settings.spending(), chain.rules().depot(), now));
    return nothingNew ? settings : settings.with(changed);
  }

  private static Money ofJob(JobHistory job, Chain chain) {
    Money sum = Money.ZERO;
    for (Notification notification : job.notifications()) {
      for (Attempt attempt : notification.attempts()) {
        sum = sum.plus(cost(attempt, chain));
      }
    }
    return sum;
  }

  private static Money cost(Attempt attempt, Chain chain) {
    return switch (attempt.outcome()) {
      case AttemptOutcome.Refused _, AttemptOutcome.Abandoned _ -> Money.ZERO;
      case AttemptOutcome.Open _,
          AttemptOutcome.Ambiguous _,
          AttemptOutcome.NoTrace _,
          AttemptOutcome.Accepted _ ->
          // An email has no segments.
          chain
              .route(attempt.route())
              .map(Route::pricePerSegment)
              .orElse(Route.LIST_PRICE)
              .times(attempt.segments());
    };
  }
}
