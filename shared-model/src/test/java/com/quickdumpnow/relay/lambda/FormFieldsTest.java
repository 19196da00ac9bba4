package com.quickdumpnow.relay.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
  @Test
  void parse_escapesBlanksAndDuplicates_decodesAll() {
    FormFields form = FormFields.parse("To=%2B1619&a+b=%C3%B1&x&y=&To=2&&z=1=2").orElseThrow();

    assertThat(form.values())
        .isEqualTo(
            Map.of(
                "To", List.of("+1619", "2"),
                "a b", List.of("ñ"),
                "x", List.of(""),
                "y", List.of(""),
                "z", List.of("1=2")));
    assertThat(form.first("To")).contains("+1619");
    assertThat(form.first("to")).isEmpty();
  }

  @Test
  void parse_octetsOfUtf8_decodesThemUnescaped() {
    assertThat(FormFields.parse("a=ñ".getBytes(UTF_8)).orElseThrow().first("a")).contains("ñ");
  }

  @Test
  void parse_empty_hasNoFields() {
    assertThat(FormFields.parse("")).contains(FormFields.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%-1", "%ff=1", "a=%C3", "a=%C0%80", "a=ŋ"})
  void parse_malformed_refused(String form) {
    assertThat(FormFields.parse(form)).isEmpty();
  }

  @Test
  void parse_tooManyFields_refused() {
    assertThat(FormFields.parse("a=1&".repeat(FormFields.MAX_FIELDS))).isPresent();
    assertThat(FormFields.parse("a=1&".repeat(FormFields.MAX_FIELDS + 1))).isEmpty();
    assertThat(FormFields.parse("a=1&".repeat(FormFields.MAX_FIELDS * 9))).isEmpty();
  }

  @Test
  void toString_showsNoValues() {
    assertThat(FormFields.parse("To=secret").orElseThrow()).hasToString("FormFields[To]");
  }
}
