package com.quickdumpnow.relay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import dev.harrel.jsonschema.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ArchiveJsonTest {
  private static final Instant AT = Instant.parse("2025-01-15T14:32:00Z");

  @Property(tries = 100)
  void read_ofWhatWasWritten_isTheSameAndFitsTheSchema(@ForAll long seed) throws IOException {
    for (JobHistory history : new RandomDocuments(seed).any().jobs().values()) {
      if (history.isEmpty()) {
        continue;
      }
      ArchivedJob archived =
          new ArchivedJob(history, AT, Optional.of(AT), new Extras(Map.of("new", "{\"x\":[1.0]}")));

      byte[] written = ArchiveJson.write(archived);

      assertThat(ArchiveJson.read(written)).isEqualTo(archived);
      assertFitsTheSchema(new String(written, UTF_8));
    }
  }

  @Test
  void read_ofMoreOrLessThanOneJob_isRefused() {
    byte[] none = MaintenanceJson.write(MaintenanceDocument.EMPTY);

    assertThatThrownBy(() -> ArchiveJson.read(none))
        .isInstanceOf(BadJsonException.class)
        .hasMessageContaining("/jobs");
  }

  @Test
  void read_withoutTheTimeOfArchiving_isRefused() {
    JobHistory history = new RandomDocuments(1).everything().jobs().values().iterator().next();
    String written = new String(ArchiveJson.write(new ArchivedJob(history, AT)), UTF_8);

    assertThatThrownBy(
            () -> ArchiveJson.read(written.replace("archivedAt", "archived").getBytes(UTF_8)))
        .hasMessageContaining("/archivedAt");
    assertThatThrownBy(
            () -> ArchiveJson.read(written.replace("\"" + AT, "\"1" + AT).getBytes(UTF_8)))
        .isInstanceOf(BadJsonException.class);
  }

  private static void assertFitsTheSchema(String json) throws IOException {
    try (InputStream in = MaintenanceJson.class.getResourceAsStream(MaintenanceJson.SCHEMA)) {
      String schema = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      assertThat(new ValidatorFactory().validate(schema, json).getErrors()).isEmpty();
    }
  }
}
