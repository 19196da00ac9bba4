package com.quickdumpnow.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TwilioUrlsTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.twilio.com, https://api.twilio.com/2010-04-01/A.json?Page=1,"
        + " https://api.twilio.com/2010-04-01/A.json?Page=1",
    "https://api.twilio.com, https://messaging.twilio.com/v1/S, https://messaging.twilio.com/v1/S",
    "https://api.dublin.ie1.twilio.com, https://lookups.twilio.com/v2/P,"
        + " https://lookups.dublin.ie1.twilio.com/v2/P",
    "http://127.0.0.1:8080, https://lookups.twilio.com/v2/P%2B1, http://127.0.0.1:8080/v2/P%2B1",
    "https://proxy.example/twilio, https://lookups.twilio.com/v2/P,"
        + " https://proxy.example/twilio/v2/P"
  })
  void at_aBaseUrl_keepsTheProductsHostAtTwilioOnly(URI base, URI url, URI expected) {
    assertThat(TwilioUrls.at(base, url)).isEqualTo(expected);
  }
}
