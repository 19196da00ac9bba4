package com.quickdumpnow.relay.api.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.ObjectPlace;
import com.quickdumpnow.relay.token.StaffTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaffTokenSourcesTest {
  private static final String DANA = "dana=" + StaffTokens.hash("qdn_of_dana");

  @Test
  void parse_hashesOnly_areAsEver() {
    StaffTokenSources sources = StaffTokenSources.parse(DANA);

    assertThat(sources.identify("qdn_of_dana")).contains("dana");
    assertThat(sources.object()).isEmpty();
  }

  @Test
  void parse_objectOnly_knowsNobodyByItself() {
    StaffTokenSources sources = StaffTokenSources.parse("s3://qdn-data/staff-tokens.json");

    assertThat(sources.object()).contains(new ObjectPlace("qdn-data", "staff-tokens.json"));
    assertThat(sources.identify("qdn_of_dana")).isEmpty();
  }

  @Test
  void parse_both_hasBoth() {
    StaffTokenSources sources = StaffTokenSources.parse("s3://qdn-data/a/b.json, " + DANA);

    assertThat(sources.object()).contains(new ObjectPlace("qdn-data", "a/b.json"));
    assertThat(sources.identify("qdn_of_dana")).contains("dana");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://",
        "s3://qdn-data",
        "s3://qdn-data/",
        "s3://A/b",
        "s3://aaa/b,s3://ccc/d",
        "dana"
      })
  void parse_malformed_isRefused(String value) {
    assertThatExceptionOfType(MalformedSettingException.class)
        .isThrownBy(() -> StaffTokenSources.parse(value));
  }
}
