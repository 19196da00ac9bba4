package com.quickdumpnow.relay.store.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.json.RandomDocuments;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.NotificationId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipCodecTest {
  /** In several runs of groups. */
  private static final int JOBS = 600;

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

  @Property(tries = 3)
  void encode_amongLostRacesAndOthersVersions_isAsIfItWereTheFirst(@ForAll long seed)
      throws IOException {
    RandomDocuments documents = new RandomDocuments(seed);
    Random random = new Random(seed);
    Codec writer = Codec.gzip();
    Codec reader = Codec.gzip();
    MaintenanceDocument document = documents.everything().withJobs(documents.histories(JOBS));
    for (int version = 0; version < 6; version++) {
      byte[] _ = reader.encode(next(document, documents, random));
      MaintenanceDocument written = next(document, documents, random);
      byte[] file = writer.encode(written);

      assertThat(file).isEqualTo(Codec.gzip().encode(written));
      document = reader.decode(file);
      assertThat(document).isEqualTo(written);
      Codec other = writer;
      writer = reader;
      reader = other;
    }
  }

  /** A few jobs leave, from wherever; some come; one is no longer what it was. */
  private static MaintenanceDocument next(
      MaintenanceDocument document, RandomDocuments documents, Random random) {
    List<JobHistory> jobs = List.copyOf(document.jobs().values());
    return document
        .withJobs(List.of(alerted(jobs.get(random.nextInt(jobs.size())))))
        .withJobs(
            random
                .ints(random.nextInt(4), 0, jobs.size())
                .mapToObj(at -> JobHistory.empty(jobs.get(at).id()))
                .toList())
        .withJobs(documents.histories(random.nextInt(20)))
        .withCommits(document.revision() / 2, List.of());
  }

  private static JobHistory alerted(JobHistory job) {
    return job.raise(
        Alert.Kind.FAILURE,
        new NotificationId("n_" + "a".repeat(16)),
        "the carrier is closed",
        Instant.EPOCH);
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

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x10})
  void decode_withAnyByteChanged_isRefusedOrSaysTheSame(int bit) throws IOException {
    MaintenanceDocument document = new RandomDocuments(3).everything();
    Codec codec = Codec.gzip();
    byte[] file = codec.encode(document);
    int refused = 0;
    for (int at = 0; at < file.length; at++) {
      byte[] broken = file.clone();
      broken[at] ^= (byte) bit;
      try {
        MaintenanceDocument read = codec.decode(broken);
        assertThat(read).as("byte " + at).isEqualTo(document);
        assertThat(Gzip.expand(codec.encode(read), GzipCodec.MAX_BYTES))
            .as("written again after byte " + at)
            .isEqualTo(MaintenanceJson.write(document));
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
