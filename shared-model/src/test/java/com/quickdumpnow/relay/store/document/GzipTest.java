package com.quickdumpnow.relay.store.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GzipTest {
  private static final byte[] PLAIN = new byte[1_000];

  @Test
  void expand_ofWhatWasCompressed_isTheSame() throws IOException {
    assertThat(Gzip.expand(Gzip.compress(PLAIN), PLAIN.length)).isEqualTo(PLAIN);
  }

  @Test
  void expand_beyondTheLimit_isRefused() {
    assertThatThrownBy(() -> Gzip.expand(Gzip.compress(PLAIN), PLAIN.length - 1))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Gzip.expand(PLAIN, PLAIN.length - 1)).isInstanceOf(IOException.class);
  }

  @Test
  void expand_ofHalf_isRefused() {
    byte[] whole = Gzip.compress(PLAIN);

    assertThatThrownBy(() -> Gzip.expand(Arrays.copyOf(whole, whole.length / 2), PLAIN.length))
        .isInstanceOf(IOException.class);
  }
}
