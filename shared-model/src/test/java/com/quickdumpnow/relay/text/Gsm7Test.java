package com.quickdumpnow.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Gsm7Test {
  @Test
  void units_wholeOfUnicode_has127BasicAndTenEscapedCharacters() {
    assertThat(count(1)).isEqualTo(127);
    assertThat(count(2)).isEqualTo(10);
  }

  @Test
  void units_escapedCharacters_takeTwo() {
    assertThat("^{}\\[]~|€\f".codePoints()).allMatch(codePoint -> Gsm7.units(codePoint) == 2);
  }

  @Test
  void units_lookalikesThatHaveNoCode_takeNone() {
    assertThat("ç`’–…\u00a0\tα😀".codePoints()).noneMatch(Gsm7::has);
  }

  private static long count(int units) {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(codePoint -> Gsm7.units(codePoint) == units)
        .count();
  }
}
