package com.quickdumpnow.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GsmTextTest {
  @ParameterizedTest
  @MethodSource("mappable")
  void plain_lookalikes_becomeGsm7(String given, String expected) {
    assertThat(GsmText.plain(given)).isEqualTo(new GsmText(expected, true));
  }

  static Stream<Arguments> mappable() {
    return Stream.of(
        Arguments.of("", ""),
        Arguments.of("Ana Smith, 5 @ {x}", "Ana Smith, 5 @ {x}"),
        Arguments.of("José Ñandú", "José Ñandu"),
        Arguments.of("Jose\u0301 Pe\u0301rez", "José Pérez"),
        Arguments.of("François Dvořák", "Francois Dvorak"),
        Arguments.of("Łukasz Đorđe Œuvre", "Lukasz Dorde OEuvre"),
        Arguments.of("“O’Neil” ‘x’ «y»", "\"O'Neil\" 'x' \"y\""),
        Arguments.of("5–7 Main—St…", "5-7 Main-St..."),
        Arguments.of("a\u00a0b\u2009c\u3000d", "a b c d"),
        Arguments.of(" a \t\r\n  b\u0000\u0007c ", "a b c"),
        Arguments.of("a\u202eb\u200bc\u2066d\ufeffe\u00adf", "abcdef"),
        Arguments.of("ＦＵＬＬ １２", "FULL 12"),
        Arguments.of("ﬁll ½ yd²", "fill 1/2 yd2"),
        Arguments.of("ΑΒΓ", "ABΓ"),
        Arguments.of("Z\u0335\u0336a\u0337lgo", "Zalgo"),
        Arguments.of("a\ud83db", "ab"),
        Arguments.of("Nguyễn Thị", "Nguyen Thi"));
  }

  @ParameterizedTest
  @MethodSource("unmappable")
  void plain_charactersWithoutLookalike_stayAndAreTold(String given, String expected) {
    assertThat(GsmText.plain(given)).isEqualTo(new GsmText(expected, false));
  }

  static Stream<Arguments> unmappable() {
    return Stream.of(
        Arguments.of("Ana 😀", "Ana 😀"),
        Arguments.of("Иван", "Иван"),
        Arguments.of("王 “x”", "王 \"x\""));
  }

  @Property
  void plain_anyText_isOneLineAndStable(@ForAll String text) {
    GsmText plain = GsmText.plain(text);

    assertThat(plain.text())
        .doesNotContain("\n", "\r", "\t", "  ", "\u202e")
        .isEqualTo(plain.text().strip());
    assertThat(GsmText.plain(plain.text())).isEqualTo(plain);
    assertThat(Segments.of(plain.text()).encoding() == Segments.Encoding.GSM_7)
        .isEqualTo(plain.complete());
  }
}
