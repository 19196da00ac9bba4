package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.Notification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /**
   * @param met whether it was met before on that day
   */
  record OfDay(Money most, LocalDate day, boolean met) implements Limit {
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
   * @param before the job as it was before the change
   * @param job as the change has it so far
   */
  Optional<Limit> exceeded(
      Money cost, JobHistory before, JobHistory job, DayAccount account, Chain chain, Instant now) {
    if (perJob.filter(most -> ofJob(job, chain).plus(cost).compareTo(most) > 0).isPresent()) {
      return perJob.map(OfJob::new);
    }
    return perDay.flatMap(
        most -> {
          DayBook book = book(account, most, chain, now);
          return book.spend(on(book.day(), Cost.between(before, job, chain)) + cost.micros())
              ? Optional.empty()
              : Optional.of(new OfDay(most, book.day(), book.wasMet()));
        });
  }

  /**
   * The parts of the day's account that are other ones once a job has changed: what its texts may
   * cost is on them then, and what turned out to cost nothing is off them again if it was claimed
   * today.
   *
   * @param limitMet whether a text was kept back for the day's limit
   */
  Map<String, DaySpending> after(
      DayAccount account,
      JobHistory before,
      JobHistory after,
      boolean limitMet,
      Chain chain,
      Instant now) {
    List<Cost> costs = perDay.isEmpty() ? List.of() : Cost.between(before, after, chain);
    if (perDay.isEmpty() || (costs.isEmpty() && !limitMet)) {
      return Map.of();
    }
    DayBook book = book(account, perDay.get(), chain, now);
    long more = on(book.day(), costs);
    if (!book.spend(more)) {
      book.overdraw(more);
    }
    if (limitMet) {
      book.meet();
    }
    return book.changed();
  }

  private static DayBook book(DayAccount account, Money most, Chain chain, Instant now) {
    return new DayBook(account, most, now.atZone(chain.rules().depot()).toLocalDate());
  }

  /** What comes back is of the day on which it was spent. */
  private static long on(LocalDate day, List<Cost> costs) {
    return costs.stream()
        .filter(cost -> cost.micros() > 0 || cost.claimed().equals(day))
        .mapToLong(Cost::micros)
        .sum();
  }

  /**
   * What an attempt costs more than before, in millionths of a dollar.
   *
   * @param claimed on what day
   */
  private record Cost(long micros, LocalDate claimed) {
    static List<Cost> between(JobHistory before, JobHistory after, Chain chain) {
      List<Cost> costs = new ArrayList<>();
      for (Notification notification : after.notifications()) {
        Optional<Notification> old = before.notification(notification.id());
        for (Attempt attempt : notification.attempts()) {
          Money is = cost(attempt, chain);
          Money was =
              old.flatMap(known -> known.attempt(attempt.number()))
                  .map(known -> cost(known, chain))
                  .orElse(Money.ZERO);
          if (!is.equals(was)) {
            costs.add(
                new Cost(
                    is.micros() - was.micros(),
                    attempt.claim().at().atZone(chain.rules().depot()).toLocalDate()));
          }
        }
      }
      return costs;
    }
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
