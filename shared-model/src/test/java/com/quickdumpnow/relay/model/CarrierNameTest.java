package com.quickdumpnow.relay.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CarrierNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Verizon Wireless | Verizon",
        "verizon | Verizon",
        "CELLCO PARTNERSHIP DBA VERIZON WIRELESS - CA | Verizon",
        "T-Mobile USA, Inc. | T-Mobile",
        "METRO PCS COMMUNICATIONS | T-Mobile",
        "Sprint Spectrum, L.P. | T-Mobile",
        "AT&T Wireless | AT&T",
        "AT&T Mobility | AT&T",
        "New Cingular Wireless PCS, LLC - IL | AT&T",
        "United States Cellular Corp. | UScellular",
        "Google (Grand Central) BWI - Bandwidth.com - SVR | Google Voice",
        "Twilio - SMS/MMS-SVR | Twilio",
        "Bandwidth Inc. | Bandwidth",
        "Cricket Wireless LLC | Cricket",
        "Pacific Bell | Pacific Bell",
        "Sprintly Networks | Sprintly Networks",
        "Wireless | Wireless",
        "Bell Canada/Acme | Bell Canada/Acme",
      })
  void of_freeText_isTheNamePeopleKnow(String text, String expected) {
    assertThat(CarrierName.of(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\u0000\n", "(none)", ", Inc."})
  void of_whatHoldsNoName_isEmpty(String text) {
    assertThat(CarrierName.of(text)).isEmpty();
  }

  @Test
  void of_aLongTextWithControls_isOneShortLine() {
    String name = CarrierName.of("Acme\u001b[31m\nTele" + "x".repeat(500)).orElseThrow();

    assertThat(name).hasSize(40).startsWith("Acme").doesNotContain("\u001b", "\n");
  }
}
