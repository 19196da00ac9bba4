package com.quickdumpnow.relay.text;

import static com.quickdumpnow.relay.text.Segments.Encoding.GSM_7;
import static com.quickdumpnow.relay.text.Segments.Encoding.UCS_2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentsTest {
  @ParameterizedTest
  @MethodSource("texts")
  void of_tableOfTexts_countsThem(String text, Segments expected) {
    assertThat(Segments.of(text)).isEqualTo(expected);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("", new Segments(GSM_7, 0, 1)),
        Arguments.of("a", new Segments(GSM_7, 1, 1)),
        Arguments.of("€", new Segments(GSM_7, 2, 1)),
        Arguments.of("a".repeat(160), new Segments(GSM_7, 160, 1)),
        Arguments.of("a".repeat(161), new Segments(GSM_7, 161, 2)),
        Arguments.of("a".repeat(306), new Segments(GSM_7, 306, 2)),
        Arguments.of("a".repeat(307), new Segments(GSM_7, 307, 3)),
        Arguments.of("[".repeat(80), new Segments(GSM_7, 160, 1)),
        Arguments.of("a".repeat(159) + "[", new Segments(GSM_7, 161, 2)),
        // 153 is odd: the 77th escape would straddle the boundary, so each segment holds 76.
        Arguments.of("[".repeat(152), new Segments(GSM_7, 304, 2)),
        Arguments.of("[".repeat(153), new Segments(GSM_7, 306, 3)),
        Arguments.of("a".repeat(152) + "[" + "a".repeat(152), new Segments(GSM_7, 306, 3)),
        Arguments.of("ç", new Segments(UCS_2, 1, 1)),
        Arguments.of("ж".repeat(70), new Segments(UCS_2, 70, 1)),
        Arguments.of("ж".repeat(71), new Segments(UCS_2, 71, 2)),
        Arguments.of("ж".repeat(134), new Segments(UCS_2, 134, 2)),
        Arguments.of("ж".repeat(135), new Segments(UCS_2, 135, 3)),
        Arguments.of("a".repeat(70) + "ж", new Segments(UCS_2, 71, 2)),
        Arguments.of("😀".repeat(35), new Segments(UCS_2, 70, 1)),
        // 67 is odd: a segment holds 33 pairs.
        Arguments.of("😀".repeat(66), new Segments(UCS_2, 132, 2)),
        Arguments.of("😀".repeat(67), new Segments(UCS_2, 134, 3)),
        Arguments.of("[]".repeat(10) + "ж", new Segments(UCS_2, 21, 1)));
  }

  @Property
  void of_anyText_needsNoFewerSegmentsThanItsUnitsAndNoMoreThanOneLostUnitEach(
      @ForAll("mixtures") String text) {
    Segments segments = Segments.of(text);

    int alone = segments.encoding() == GSM_7 ? 160 : 70;
    int joined = segments.encoding() == GSM_7 ? 153 : 67;
    if (segments.units() <= alone) {
      assertThat(segments.count()).isEqualTo(1);
    } else {
      assertThat(segments.count() * joined).isGreaterThanOrEqualTo(segments.units());
      assertThat((segments.count() - 1) * (joined - 1)).isLessThan(segments.units());
    }
  }

  @Property
  void of_longerText_neverNeedsFewerSegments(
      @ForAll("mixtures") String text, @ForAll("mixtures") String more) {
    assertThat(Segments.of(text + more).count()).isGreaterThanOrEqualTo(Segments.of(text).count());
  }

  @Provide
  Arbitrary<String> mixtures() {
    Arbitrary<String> gsm = Arbitraries.of("a", "[", "€", "é", " ", "\n", "Ω");
    Arbitrary<String> any = Arbitraries.of("a", "[", "ж", "😀", "ç");
    return Arbitraries.oneOf(gsm, any)
        .list()
        .ofMaxSize(400)
        .map(parts -> String.join("", parts))
        .flatMap(text -> Arbitraries.of(text, text.replaceAll("[жç]|😀", "a")));
  }
}
