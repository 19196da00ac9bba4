package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What holds for the whole relay.
 *
 * @param sending staff's last word on whether anything is sent; empty while nobody ever paused it
 * @param spending the last day on which money was counted; empty while none ever was
 * @param move empty while this store was never moved from or into
 */
public record DocumentSettings(
    Optional<SendingSwitch> sending,
    Optional<DaySpending> spending,
    Optional<MoveMark> move,
    Extras extras) {
  public static final DocumentSettings NONE =
      new DocumentSettings(Optional.empty(), Optional.empty(), Optional.empty(), Extras.NONE);

  /**
   * @param since when it was set so
   * @param by the name of the staff token
   * @param reason in staff's words; may be empty when it was resumed
   */
  public record SendingSwitch(
      boolean paused, Instant since, String by, String reason, Extras extras) {
    public SendingSwitch(boolean paused, Instant since, String by, String reason) {
      this(paused, since, by, reason, Extras.NONE);
    }
  }

  /**
   * What texts may have cost on a day, by the prices of the chain; or a part of that account.
   *
   * @param day by the depot's clock
   * @param drawn millionths of a dollar that this part has from others, or less than nothing for
   *     what it gave; over all parts of a day's account that is nothing
   * @param limit under which it drew; empty for the part that the whole limit is in at first
   * @param limitMet whether a text was kept back for it; staff were told then
   */
  public record DaySpending(
      LocalDate day,
      Money spent,
      long drawn,
      Optional<Money> limit,
      boolean limitMet,
      Extras extras) {
    /** An account in one part. */
    public DaySpending(LocalDate day, Money spent, boolean limitMet, Extras extras) {
      this(day, spent, 0, Optional.empty(), limitMet, extras);
    }

    public static DaySpending none(LocalDate day) {
      return new DaySpending(day, Money.ZERO, false, Extras.NONE);
    }

    public DaySpending with(Money newSpent, boolean newLimitMet) {
      return new DaySpending(day, newSpent, drawn, limit, newLimitMet, extras);
    }

    public DaySpending drawing(long more) {
      return new DaySpending(day, spent, Math.addExact(drawn, more), limit, limitMet, extras);
    }

    public DaySpending under(Money newLimit) {
      return new DaySpending(day, spent, drawn, Optional.of(newLimit), limitMet, extras);
    }
  }

  public boolean isPaused() {
    return sending.filter(SendingSwitch::paused).isPresent();
  }

  public DocumentSettings with(SendingSwitch newSending) {
    return new DocumentSettings(Optional.of(newSending), spending, move, extras);
  }

  public DocumentSettings with(DaySpending newSpending) {
    return withSpending(Optional.of(newSpending));
  }

  public DocumentSettings withSpending(Optional<DaySpending> newSpending) {
    return new DocumentSettings(sending, newSpending, move, extras);
  }

  public DocumentSettings withMove(Optional<MoveMark> newMove) {
    return new DocumentSettings(sending, spending, newMove, extras);
  }
}
