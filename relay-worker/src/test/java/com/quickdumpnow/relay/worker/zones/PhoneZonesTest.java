package com.quickdumpnow.relay.worker.zones;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhoneZonesTest {
  private final PhoneZones zones = new PhoneZones();

  @ParameterizedTest
  @CsvSource({
    "+16195551234, America/Los_Angeles",
    "+13055551234, America/New_York",
    "+18085551234, Pacific/Honolulu",
    "+525512345678, America/Mexico_City",
  })
  void of_areaCodeOfOneZone_isThat(String number, String zone) {
    assertThat(zones.of(new PhoneNumber(number))).containsExactly(ZoneId.of(zone));
  }

  @Test
  void of_areaCodeOfTwoZones_isBoth() {
    assertThat(zones.of(new PhoneNumber("+12085551234")))
        .containsExactlyInAnyOrder(ZoneId.of("America/Boise"), ZoneId.of("America/Los_Angeles"));
  }

  @Test
  void of_tollFreeNumber_isWholeAmerica() {
    assertThat(zones.of(new PhoneNumber("+18005550199"))).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({"+9991234567", "+12345", "+8190123"})
  void of_numberThatIsNone_isUnknown(String number) {
    assertThat(zones.of(new PhoneNumber(number))).isEmpty();
  }
}
