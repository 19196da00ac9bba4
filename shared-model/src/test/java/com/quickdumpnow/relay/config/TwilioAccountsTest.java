package com.quickdumpnow.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioAccountsTest {
  private static final String ONE = "AC" + "1".repeat(32);
  private static final String TWO = "AC" + "2".repeat(32);

  @Test
  void parse_twoAccountsOneInRotation_keepsTokensInOrder() {
    TwilioAccounts accounts = TwilioAccounts.parse(ONE + "=new|old, " + TWO + "=other");

    assertThat(accounts.tokens().keySet()).containsExactly(ONE, TWO);
    assertThat(accounts.all(ONE)).containsExactly(Secret.of("new"), Secret.of("old"));
    assertThat(accounts.current(ONE)).contains(Secret.of("new"));
    assertThat(accounts.current(TWO)).contains(Secret.of("other"));
  }

  @Test
  void all_unknownAccount_isEmpty() {
    TwilioAccounts accounts = TwilioAccounts.parse(ONE + "=token");

    assertThat(accounts.all(TWO)).isEmpty();
    assertThat(accounts.current(TWO)).isEmpty();
  }

  @Test
  void toString_anyAccounts_hidesTokens() {
    assertThat(TwilioAccounts.parse(ONE + "=hunter2").toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "AC123=hunter2",
        "=hunter2",
        "AC11111111111111111111111111111111=",
        "AC11111111111111111111111111111111=hunter2|",
        "AC11111111111111111111111111111111=hunter2 hunter2",
        "AC11111111111111111111111111111111=hunter2=",
        "AC11111111111111111111111111111111=hunter2,AC11111111111111111111111111111111=b",
        ",",
      })
  void parse_anotherForm_isRefusedWithoutRepeatingIt(String value) {
    assertThatExceptionOfType(MalformedSettingException.class)
        .isThrownBy(() -> TwilioAccounts.parse(value))
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("hunter2"));
  }
}
