package com.quickdumpnow.relay.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.quickdumpnow.relay.config.MalformedSettingException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaffTokensTest {
  private static final String ABC_HASH =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void hash_nistVector_isSha256InHex() {
    assertThat(StaffTokens.hash("abc")).isEqualTo(ABC_HASH);
  }

  @Test
  void identify_configuredTokens_tellsTheirNames() {
    String ana = StaffTokens.mint();
    String anaNew = StaffTokens.mint();
    String ben = StaffTokens.mint();
    StaffTokens tokens =
        StaffTokens.parse(
            "ana=%s, ana=%s,ben@qdn=%s"
                .formatted(
                    StaffTokens.hash(ana),
                    StaffTokens.hash(anaNew).toUpperCase(Locale.ROOT),
                    StaffTokens.hash(ben)));

    assertThat(tokens.identify(ana)).contains("ana");
    assertThat(tokens.identify(anaNew)).contains("ana");
    assertThat(tokens.identify(ben)).contains("ben@qdn");
  }

  @Test
  void identify_anythingElse_isNobody() {
    String token = StaffTokens.mint();
    StaffTokens tokens = StaffTokens.parse("ana=" + StaffTokens.hash(token));

    assertThat(tokens.identify("")).isEmpty();
    assertThat(tokens.identify(token + " ")).isEmpty();
    assertThat(tokens.identify(token.substring(1))).isEmpty();
    assertThat(tokens.identify(StaffTokens.hash(token))).isEmpty();
    assertThat(tokens.identify("x".repeat(100_000))).isEmpty();
  }

  @Test
  void mint_everyTime_isAnotherTokenOfTheForm() {
    assertThat(StaffTokens.mint()).matches("qdn_[A-Za-z0-9_-]{43}");
    assertThat(StaffTokens.mint()).isNotEqualTo(StaffTokens.mint());
  }

  @Test
  void toString_anyTokens_printsNamesOnly() {
    assertThat(StaffTokens.parse("ana=" + ABC_HASH)).hasToString("StaffTokens[ana]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ana",
        "ana=",
        "ana=123",
        "=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "a na=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ana=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad,",
        "ana=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad,"
            + "ben=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      })
  void parse_anotherForm_isRefusedWithoutRepeatingIt(String value) {
    assertThatExceptionOfType(MalformedSettingException.class)
        .isThrownBy(() -> StaffTokens.parse(value))
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("ba7816"));
  }
}
