package com.quickdumpnow.relay.worker.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.localcloud.twilio.LineDirectory.Known;
import com.quickdumpnow.relay.localcloud.twilio.LineDirectory.NoData;
import com.quickdumpnow.relay.localcloud.twilio.LineDirectory.NoSuchNumber;
import com.quickdumpnow.relay.localcloud.twilio.LineDirectory.Trouble;
import com.quickdumpnow.relay.localcloud.twilio.LocalTwilio;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSettings;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Network.LineType;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.worker.relay.CarrierUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lookups as Twilio answers them. */
final class TwilioLookupIT {
  private static final String ACCOUNT = "AC" + "1".repeat(32);
  private static final PhoneNumber PHONE = new PhoneNumber("+16195551234");
  private static final Instant NOW = Instant.parse("2026-01-15T14:32:00Z");
  private static LocalTwilio twilio;

  @BeforeAll
  static void start() {
    twilio = LocalTwilio.start(TwilioSettings.of(ACCOUNT, "token"));
  }

  @AfterAll
  static void stop() {
    twilio.close();
  }

  @AfterEach
  void mend() {
    twilio.lines().fail(Optional.empty());
  }

  private static TwilioLookup lookup(String token) {
    return new TwilioLookup(
        ACCOUNT, Secret.of(token), twilio.uri(), Duration.ofSeconds(1), Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource({
    "Verizon Wireless, mobile,       MOBILE,         Verizon",
    "Pacific Bell,     landline,     LANDLINE,       Pacific Bell",
    "Vonage,           fixedVoip,    FIXED_VOIP,     Vonage",
    "Google,           nonFixedVoip, NON_FIXED_VOIP, Google Voice",
    "Acme,             tollFree,     OTHER,          Acme",
    "Acme,             unknown,      UNKNOWN,        Acme",
  })
  void find_aNumberThatIsKnown_saysItsNetworkAndLine(
      String carrier, String type, LineType line, String named) {
    twilio.lines().set(PHONE.value(), new Known(carrier, type));

    assertThat(lookup("token").find(PHONE, NOW))
        .isEqualTo(new Network(Optional.of(named), line, NOW));
  }

  @Test
  void find_nothingIsKnown_isAnAnswerThatIsKept() {
    Network nothing = new Network(Optional.empty(), LineType.UNKNOWN, NOW);

    twilio.lines().set(PHONE.value(), new NoData(60600));
    assertThat(lookup("token").find(PHONE, NOW)).isEqualTo(nothing);

    twilio.lines().set(PHONE.value(), new NoSuchNumber());
    assertThat(lookup("token").find(PHONE, NOW)).isEqualTo(nothing);
  }

  @ParameterizedTest
  @CsvSource({"429, 0", "500, 0", "503, 0", "503, 5000"})
  void find_lookupFailsOrIsSlow_cannotBeAsked(int status, long delay) {
    twilio.lines().fail(Optional.of(new Trouble(status, Duration.ofMillis(delay))));

    assertThatThrownBy(() -> lookup("token").find(PHONE, NOW))
        .isInstanceOf(CarrierUnavailableException.class);
  }

  /** Which somebody can mend: it must not count as known for months. */
  @Test
  void find_theAccountMayNotAsk_cannotBeAsked() {
    twilio.lines().set(PHONE.value(), new NoData(60606));

    assertThatThrownBy(() -> lookup("token").find(PHONE, NOW))
        .isInstanceOf(CarrierUnavailableException.class)
        .hasMessageContaining("60606");
  }

  @Test
  void find_tokenIsWrong_cannotBeAsked() {
    assertThatThrownBy(() -> lookup("wrong").find(PHONE, NOW))
        .isInstanceOf(CarrierUnavailableException.class);
  }
}
