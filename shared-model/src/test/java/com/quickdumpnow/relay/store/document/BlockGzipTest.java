package com.quickdumpnow.relay.store.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.json.MaintenanceBlocks.Placed;
import java.io.IOException;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class BlockGzipTest {
  private static final int LIMIT = 10;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final BlockGzip gzip = new BlockGzip();

  @Test
  void write_afterAFileThatWasTooLong_isAsIfItWereTheFirst() throws IOException {
    List<Placed<Deflated>> first = List.of(block("{", 0), block("12345", 1));
    List<Placed<Deflated>> second = List.of(block("}", 2));
    List<Placed<Deflated>> longer = List.of(block("12345", 2));

    assertThatThrownBy(() -> gzip.write(List.of(first, longer), LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessage("larger than 10 bytes");
    byte[] file = gzip.write(List.of(first, second), LIMIT);

    assertThat(file).isEqualTo(new BlockGzip().write(List.of(first, second), LIMIT));
    assertThat(Gzip.expand(file, LIMIT)).isEqualTo("{12345}".getBytes(UTF_8));
  }

  @Test
  void write_ofARunTwiceInAFile_hasItTwice() throws IOException {
    List<Placed<Deflated>> one = List.of(block("1,", Placed.BETWEEN));

    byte[] file = gzip.write(List.of(one, one), LIMIT);

    assertThat(Gzip.expand(file, LIMIT)).isEqualTo("1,1,".getBytes(UTF_8));
    assertThat(gzip.read(file, LIMIT)).hasValueSatisfying(read -> assertThat(read).hasSize(2));
  }

  @Test
  void write_ofARunItKnows_doesNotGoThroughItAgain() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    List<Placed<Deflated>> known =
        new AbstractList<>() {
          private final Placed<Deflated> only = block("1", 0);

          @Override
          public Placed<Deflated> get(int index) {
            looks.incrementAndGet();
            return only;
          }

          @Override
          public int size() {
            return 1;
          }
        };
    byte[] _ = gzip.write(List.of(known), LIMIT);
    int before = looks.get();

    byte[] file = gzip.write(List.of(known, List.of(block("2", 1))), LIMIT);

    assertThat(before).isPositive();
    assertThat(looks).hasValue(before);
    assertThat(Gzip.expand(file, LIMIT)).isEqualTo("12".getBytes(UTF_8));
  }

  private Placed<Deflated> block(String text, int group) {
    return new Placed<>(Deflated.of(text.getBytes(UTF_8), deflater), group);
  }
}
