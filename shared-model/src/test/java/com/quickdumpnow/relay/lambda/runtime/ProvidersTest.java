package com.quickdumpnow.relay.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProvidersTest {
  private final List<String> before = order();

  private static List<String> order() {
    return Stream.iterate(1, place -> place + 1)
        .map(place -> Security.getProperty("security.provider." + place))
        .takeWhile(Objects::nonNull)
        .toList();
  }

  @AfterEach
  void putBack() {
    IntStream.range(0, before.size())
        .forEach(i -> Security.setProperty("security.provider." + (i + 1), before.get(i)));
  }

  @Test
  void putMacsFirst_movesTheirProviderAndLosesNone() {
    Providers.putMacsFirst();
    Providers.putMacsFirst();

    assertThat(order()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(order().get(0)).isEqualTo(before.getFirst());
    assertThat(order().get(1)).isEqualTo("SunJCE");
  }
}
