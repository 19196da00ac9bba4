package com.quickdumpnow.relay.store.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.json.RandomDocuments;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GzipCodecTest {
  @Property(tries = 50)
  void encode_ofVersionAfterVersion_isGzipThatAnybodyReads(@ForAll long seed) throws IOException {
    RandomDocuments random = new RandomDocuments(seed);
    Codec codec = Codec.gzip();
    Codec other = Codec.gzip();
    MaintenanceDocument document = random.any();
    for (int version = 0; version < 3; version++) {
      byte[] file = codec.encode(document);

      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
        assertThat(in.readAllBytes()).isEqualTo(MaintenanceJson.write(document));
      }
      assertThat(other.decode(file)).isEqualTo(document);
      document =
          document
              .withJobs(document.jobs().keySet().stream().limit(1).map(JobHistory::empty).toList())
              .withJobs(random.everything().jobs().values());
    }
  }

  @Test
  void encode_uncompressed_isGzipThatAnybodyReadsAndLonger() throws IOException {
    MaintenanceDocument document = new RandomDocuments(1).everything();

    byte[] file = Codec.uncompressed().encode(document);

    assertThat(file.length).isGreaterThan(MaintenanceJson.write(document).length);
    assertThat(Gzip.expand(file, file.length)).isEqualTo(MaintenanceJson.write(document));
    assertThat(Codec.gzip().decode(file)).isEqualTo(document);
  }

  @Test
  void decode_ofWhatAnotherToolCompressed_readsIt() throws IOException {
    MaintenanceDocument document = new RandomDocuments(1).everything();

    assertThat(Codec.gzip().decode(Gzip.compress(MaintenanceJson.write(document))))
        .isEqualTo(document);
    assertThat(Codec.gzip().decode(MaintenanceJson.write(document))).isEqualTo(document);
  }

  @Test
  void decode_withAnyByteChanged_isRefusedOrSaysTheSame() throws IOException {
    MaintenanceDocument document = new RandomDocuments(3).everything();
    Codec codec = Codec.gzip();
    byte[] file = codec.encode(document);
    int refused = 0;
    for (int at = 0; at < file.length; at++) {
      byte[] broken = file.clone();
      broken[at] ^= 0x10;
      try {
        assertThat(codec.decode(broken)).as("byte " + at).isEqualTo(document);
      } catch (IOException | BadJsonException _) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(file.length * 9 / 10);
  }

  @Test
  void decode_ofAnyBeginning_isRefused() throws IOException {
    Codec codec = Codec.gzip();
    byte[] file = codec.encode(new RandomDocuments(3).everything());
    for (int length = 0; length < file.length; length++) {
      byte[] begun = Arrays.copyOf(file, length);

      assertThatThrownBy(() -> codec.decode(begun))
          .as(length + " bytes")
          .isInstanceOfAny(IOException.class, BadJsonException.class);
    }
  }
}
