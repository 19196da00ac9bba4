package com.quickdumpnow.relay.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  private static final ZoneId SAN_DIEGO = ZoneId.of("America/Los_Angeles");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final QuietHours NIGHT = QuietHours.DEFAULT;

  @ParameterizedTest
  @CsvSource({
    // 21:00 and 08:00 Pacific standard time
    "2026-01-16T04:59:59.999Z, false, ",
    "2026-01-16T05:00:00Z, true, 2026-01-16T16:00:00Z",
    "2026-01-16T12:00:00Z, true, 2026-01-16T16:00:00Z",
    "2026-01-16T15:59:59Z, true, 2026-01-16T16:00:00Z",
    "2026-01-16T16:00:00Z, false, ",
    // the night in which clocks go forward, and the one in which they go back
    "2026-03-08T06:00:00Z, true, 2026-03-08T15:00:00Z",
    "2026-11-01T05:00:00Z, true, 2026-11-01T16:00:00Z",
  })
  void night_inOneZone_isByItsClock(Instant time, boolean quiet, Instant end) {
    assertThat(NIGHT.isQuiet(time, List.of(SAN_DIEGO))).isEqualTo(quiet);
    assertThat(NIGHT.endAfter(time, List.of(SAN_DIEGO))).isEqualTo(quiet ? end : time);
  }

  @Test
  void noon_withinADay_isQuietBetweenItsLimits() {
    QuietHours noon = new QuietHours(LocalTime.NOON, LocalTime.of(13, 0), Set.of());
    Instant halfPastTwelve = Instant.parse("2026-01-16T20:30:00Z");

    assertThat(noon.endAfter(halfPastTwelve, List.of(SAN_DIEGO)))
        .isEqualTo(Instant.parse("2026-01-16T21:00:00Z"));
    assertThat(noon.isQuiet(Instant.parse("2026-01-16T19:59:59Z"), List.of(SAN_DIEGO))).isFalse();
  }

  /** 02:30 does not exist on that day: it is over when the clock jumps from 02:00 to 03:00. */
  @Test
  void end_thatTheClockSkips_isWhenItJumps() {
    QuietHours hours = new QuietHours(LocalTime.of(21, 0), LocalTime.of(2, 30), Set.of());

    assertThat(hours.endAfter(Instant.parse("2026-03-08T08:00:00Z"), List.of(SAN_DIEGO)))
        .isEqualTo(Instant.parse("2026-03-08T10:00:00Z"));
  }

  @Test
  void severalZones_areQuietWhileOneIs() {
    Instant nineInNewYork = Instant.parse("2026-01-16T02:00:00Z");

    assertThat(NIGHT.isQuiet(nineInNewYork, Set.of(SAN_DIEGO, NEW_YORK))).isTrue();
    assertThat(NIGHT.endAfter(nineInNewYork, Set.of(SAN_DIEGO, NEW_YORK)))
        .isEqualTo(Instant.parse("2026-01-16T16:00:00Z"));
  }

  @Test
  void next_whileItIsNotQuiet_isTheEarliestOfTheZones() {
    Instant noon = Instant.parse("2026-01-16T20:00:00Z");

    assertThat(NIGHT.nextAfter(noon, Set.of(SAN_DIEGO, NEW_YORK)))
        .isEqualTo(Instant.parse("2026-01-17T02:00:00Z"));
  }

  @Test
  void new_withoutLength_isRefused() {
    assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Over two years of every zone, its changes of the clock included. */
  @Property(tries = 3000)
  void end_ofAnyWindowInAnyZone_isTheFirstMomentThatIsNotQuiet(
      @ForAll("windows") QuietHours hours,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = 1767225600L, max = 1830297600L) long second) {
    Instant time = Instant.ofEpochSecond(second);
    List<ZoneId> zones = List.of(zone);
    Instant end = hours.endAfter(time, zones);

    assertThat(hours.isQuiet(end, zones)).isFalse();
    assertThat(end).isBetween(time, time.plus(Duration.ofHours(27)));
    if (hours.isQuiet(time, zones)) {
      boolean clockStoodStill =
          zone.getRules().getOffset(time).equals(zone.getRules().getOffset(end));
      Assume.that(clockStoodStill);
      for (int i = 0; i < 20; i++) {
        Instant between = time.plus(Duration.between(time, end).multipliedBy(i).dividedBy(20));
        assertThat(hours.isQuiet(between, zones)).as(between.toString()).isTrue();
      }
    } else {
      assertThat(hours.isQuiet(hours.nextAfter(time, zones).plusSeconds(1), zones)).isTrue();
    }
  }

  @Property(tries = 500)
  void end_ofTheNightInAnyFewZones_isQuietInNone(
      @ForAll("americanZones") @Size(min = 1, max = 4) List<ZoneId> zones,
      @ForAll @LongRange(min = 1767225600L, max = 1830297600L) long second) {
    assertThat(NIGHT.isQuiet(NIGHT.endAfter(Instant.ofEpochSecond(second), zones), zones))
        .isFalse();
  }

  @Provide
  Arbitrary<QuietHours> windows() {
    Arbitrary<LocalTime> times =
        Arbitraries.integers().between(0, 24 * 60 - 1).map(m -> LocalTime.of(m / 60, m % 60));
    return times
        .tuple2()
        .filter(pair -> Math.abs(pair.get1().toSecondOfDay() - pair.get2().toSecondOfDay()) > 60)
        .map(pair -> new QuietHours(pair.get1(), pair.get2(), Set.of(JobStatus.DISPATCHED)));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds()).map(ZoneId::of);
  }

  @Provide
  Arbitrary<List<ZoneId>> americanZones() {
    return Arbitraries.of(
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Boise",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "Pacific/Honolulu",
            "America/Puerto_Rico")
        .map(ZoneId::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }
}
