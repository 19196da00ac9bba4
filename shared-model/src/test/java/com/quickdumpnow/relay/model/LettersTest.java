package com.quickdumpnow.relay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LettersTest {
  /** An id's type, and the regular expression that says the same as its Javadoc. */
  private record Id(String grammar, Function<String, ?> make) {
    boolean takes(String text) {
      try {
        var _ = make.apply(text);
        return true;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  }

  private static Stream<Id> ids() {
    return Stream.of(
        new Id("[A-Za-z0-9_-]{1,40}", JobId::new),
        new Id("[A-Za-z0-9_-]{1,40}", Vin::new),
        new Id("n_[a-z2-7]{16}", NotificationId::new),
        new Id("[!-~]{1,128}", MessageId::new),
        new Id("[a-z0-9-]{1,40}", RouteName::new),
        new Id("\\+[1-9]\\d{1,14}", PhoneNumber::new));
  }

  @Property
  void ids_takeWhatTheirExpressionTakes(@ForAll("texts") String text) {
    assertThat(ids())
        .allSatisfy(
            id ->
                assertThat(id.takes(text)).as(id.grammar()).isEqualTo(text.matches(id.grammar())));
  }

  @Test
  void ids_ofEachCharacterOfSeveralAlphabets_takeWhatTheirExpressionTakes() {
    for (int c = 0; c < 0x300; c++) {
      String plain = "a" + (char) c;
      String phone = "+1" + (char) c;
      String notification = "n_abcdefghijklmno" + (char) c;
      assertThat(ids())
          .allSatisfy(
              id ->
                  assertThat(Stream.of(plain, phone, notification))
                      .allSatisfy(
                          text ->
                              assertThat(id.takes(text)).isEqualTo(text.matches(id.grammar()))));
    }
  }

  /** Around the lengths and the prefixes that matter. */
  @Provide
  static Arbitrary<String> texts() {
    Arbitrary<String> ends =
        Arbitraries.strings()
            .withChars("09a7z8_-+~! é１\n")
            .ofMaxLength(3)
            .edgeCases(edges -> edges.add(""));
    Arbitrary<String> prefixes = Arbitraries.of("", "+", "n_", "+0", "+1", "N_");
    Arbitrary<String> middles =
        Arbitraries.strings()
            .withChars("2a")
            .ofMaxLength(130)
            .edgeCases(
                edges -> {
                  for (int length : new int[] {0, 1, 12, 13, 14, 15, 16, 17, 39, 40, 127, 128}) {
                    edges.add("2".repeat(length));
                  }
                });
    return prefixes.flatMap(
        prefix -> middles.flatMap(middle -> ends.map(end -> prefix + middle + end)));
  }
}
