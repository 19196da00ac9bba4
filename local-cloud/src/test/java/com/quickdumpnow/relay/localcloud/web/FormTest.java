package com.quickdumpnow.relay.localcloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FormTest {

  @Test
  void parse_escapesRepeatsAndBlanks_keptInOrder() {
    Form form = Form.parse("To=%2B1619&Body=a+b%26c&x=1&x=2&empty=&bare");

    assertThat(form.fields())
        .containsExactly(
            Map.entry("To", List.of("+1619")),
            Map.entry("Body", List.of("a b&c")),
            Map.entry("x", List.of("1", "2")),
            Map.entry("empty", List.of("")),
            Map.entry("bare", List.of("")));
    assertThat(form.first("x")).contains("1");
    assertThat(form.first("empty")).isEmpty();
  }

  @Test
  void parse_malformedEscape_staysAsItIs() {
    assertThat(Form.parse("a=100%&b=%zz").fields())
        .containsEntry("a", List.of("100%"))
        .containsEntry("b", List.of("%zz"));
  }

  @Test
  void parse_nothing_isEmpty() {
    assertThat(Form.parse(null).fields()).isEmpty();
    assertThat(Form.parse("").fields()).isEmpty();
  }

  @Test
  void encode_parsedAgain_isTheSame() {
    assertThat(Form.parse(Form.encode(Map.of("Body", "ñ & #1 = +"))).first("Body"))
        .contains("ñ & #1 = +");
  }
}
