package com.quickdumpnow.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTest {
  private static final Pattern DOTTED_NAME = Pattern.compile("\\S\\.\\p{L}|\\d\\.\\d+\\.\\d");

  @ParameterizedTest
  @CsvSource({
    "Win at https://evil.com/x now, Win at evil com/x now",
    "HTTP://evil.com, evil com",
    "hthttp://tp://evil.com, evil com",
    "www.evil.co.uk, www evil co uk",
    "a@evil.com, a@evil com",
    "10.0.0.1, 10 0 0 1",
    "evil..com, evil com",
    "evil。com, evil com",
    "J.R. Smith Jr., J R. Smith Jr.",
    "St. Louis, St. Louis",
    "#1.5 rock, #1.5 rock",
    "5 Main St., 5 Main St.",
  })
  void unlinked_value_linksNowhere(String given, String expected) {
    assertThat(Clean.unlinked(given)).isEqualTo(expected);
  }

  @Property
  void unlinked_anyValue_hasNeitherSchemeNorDottedName(@ForAll("spam") String value) {
    String unlinked = Clean.unlinked(Clean.line(value));

    assertThat(unlinked).doesNotContainPattern("[A-Za-z]://").doesNotContainPattern(DOTTED_NAME);
    assertThat(Clean.unlinked(unlinked)).isEqualTo(unlinked);
  }

  @Provide
  Arbitrary<String> spam() {
    return Arbitraries.of(
            "http", "s", "://", ":", "/", ".", "com", "evil", " ", "1", "42", "é", "\n")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }
}
