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
   * What texts may have cost on a day, by the prices of the chain.
   *
   * @param day by the depot's clock
   * @param limitMet whether a text was kept back for it; staff were told then
   */
  public record DaySpending(LocalDate day, Money spent, boolean limitMet, Extras extras) {
    public static DaySpending none(LocalDate day) {
      return new DaySpending(day, Money.ZERO, false, Extras.NONE);
    }

    public DaySpending with(Money newSpent, boolean newLimitMet) {
      return new DaySpending(day, newSpent, newLimitMet, extras);
    }
  }

  public boolean isPaused() {
    return sending.filter(SendingSwitch::paused).isPresent();
  }

  public DocumentSettings with(SendingSwitch newSending) {
    return new DocumentSettings(Optional.of(newSending), spending, move, extras);
  }

  public DocumentSettings with(DaySpending newSpending) {
    return new DocumentSettings(sending, Optional.of(newSpending), move, extras);
  }

  public DocumentSettings withMove(Optional<MoveMark> newMove) {
    return new DocumentSettings(sending, spending, newMove, extras);
  }
}
