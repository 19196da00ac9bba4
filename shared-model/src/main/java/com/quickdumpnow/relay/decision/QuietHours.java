package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.JobStatus;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * When customers get no text that can wait. The default has the limits that US law sets for
 * telephone solicitation, 9 pm and 8 am where the called party is (<a
 * href="https://www.ecfr.gov/current/title-47/section-64.1200">47 CFR 64.1200(c)(1)</a>): texts
 * about one's own job are none, but they wake one up all the same.
 *
 * @param from when they begin, by the customer's clock
 * @param to when they are over; before {@code from} when midnight lies between
 * @param urgent what is told at any hour
 */
public record QuietHours(LocalTime from, LocalTime to, Set<JobStatus> urgent) {
  /**
   * That a job is done can wait until the morning. A booking answers what the customer just asked
   * for, a trailer that is on its way needs somebody there, and nobody should wait for one that was
   * cancelled.
   */
  public static final QuietHours DEFAULT =
      new QuietHours(
          LocalTime.of(21, 0),
          LocalTime.of(8, 0),
          EnumSet.of(JobStatus.QUEUED, JobStatus.DISPATCHED, JobStatus.CANCELLED));

  public QuietHours {
    urgent = Set.copyOf(urgent);
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours without an end");
    }
  }

  boolean canWait(JobStatus about) {
    return !urgent.contains(about);
  }

  /** Whether it is quiet in one of the zones. */
  public boolean isQuiet(Instant time, Collection<ZoneId> zones) {
    return zones.stream().anyMatch(zone -> isQuiet(time, zone));
  }

  /** When it is quiet in none of the zones any more; {@code time} itself when it is not now. */
  Instant endAfter(Instant time, Collection<ZoneId> zones) {
    Instant end = time;
    // A zone whose quiet hours are over may have others again before the last one's are.
    for (int i = 0; i <= zones.size() && isQuiet(end, zones); i++) {
      end = latestEnd(end, zones);
    }
    return end;
  }

  /** When it is quiet in one of the zones next, while it is not now. */
  public Instant nextAfter(Instant time, Collection<ZoneId> zones) {
    return zones.stream()
        .map(zone -> next(time, from, zone))
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  private Instant latestEnd(Instant time, Collection<ZoneId> zones) {
    return zones.stream()
        .filter(zone -> isQuiet(time, zone))
        .map(zone -> next(time, to, zone))
        .max(Comparator.naturalOrder())
        .orElse(time);
  }

  private boolean isQuiet(Instant time, ZoneId zone) {
    LocalTime clock = time.atZone(zone).toLocalTime();
    boolean begun = !clock.isBefore(from);
    boolean notOver = clock.isBefore(to);
    return from.isAfter(to) ? begun || notOver : begun && notOver;
  }

  /**
   * When that zone's clock shows that time next. Where it skips it, when it jumps; where it shows
   * it twice, the second time, or the first if that is all that is left.
   */
  private static Instant next(Instant after, LocalTime time, ZoneId zone) {
    LocalDateTime today = after.atZone(zone).toLocalDate().atTime(time);
    Instant next = instant(today, zone);
    return next.isAfter(after) ? next : instant(today.plusDays(1), zone);
  }

  private static Instant instant(LocalDateTime time, ZoneId zone) {
    ZoneOffsetTransition jump = zone.getRules().getTransition(time);
    return jump != null && jump.isGap()
        ? jump.getInstant()
        : time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }
}
