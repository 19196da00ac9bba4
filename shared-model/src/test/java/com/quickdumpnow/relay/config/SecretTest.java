package com.quickdumpnow.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void toString_anySecret_hidesIt() {
    Secret secret = Secret.of("hunter2");

    assertThat(secret).hasToString("***");
    assertThat(secret.reveal()).isEqualTo("hunter2");
  }

  @Test
  void equals_sameAndOtherValue_tellsThemApart() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo(Secret.of("ab"));
    assertThat(Secret.of("a")).isNotEqualTo("a");
  }

  @Test
  void of_empty_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
  }
}
