package com.quickdumpnow.relay.store.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.json.RandomDocuments;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz.Tally;
import com.quickdumpnow.relay.localcloud.testing.fuzz.JsonMutations;
import com.quickdumpnow.relay.localcloud.testing.fuzz.TextMutations;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever lies where maintenance.json should: it is read, or refused and never written over. */
class FuzzedDocumentTest {
  private static final String KEY = "maintenance.json";

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everything_withAMutatedDocument_isReadOrRefusedAndNeverWrittenOver(@ForAll long seed) {
    MaintenanceDocument document = new RandomDocuments(seed).any();
    String json = new String(MaintenanceJson.write(document), UTF_8);
    byte[] zipped = Gzip.compress(json.getBytes(UTF_8));

    Tally tally =
        Fuzz.run(
            "maintenance.json in its bucket",
            seed,
            random ->
                random.nextBoolean()
                    ? Gzip.compress(JsonMutations.mutate(random, json).getBytes(UTF_8))
                    : TextMutations.mutate(random, zipped),
            bytes -> isRead(document, bytes));

    assertThat(tally.executions()).isEqualTo(Fuzz.TRIES);
    assertThat(tally.taken()).isPositive();
    assertThat(tally.refused()).isPositive();
  }

  private static boolean isRead(MaintenanceDocument document, byte[] bytes) {
    FakeObjectStore objects = new FakeObjectStore();
    objects.set(KEY, bytes);
    DocumentStore store =
        new DocumentStore(objects, KEY, Clockwork.system(), new Random(1), StoreListener.NONE);
    try {
      var _ = store.read();
      return true;
    } catch (DocumentRefused refused) {
      assertThat(refused).hasMessageContaining("docs/reliability.md");
      document.jobs().keySet().stream()
          .findFirst()
          .ifPresent(
              job ->
                  assertThatThrownBy(
                          () -> store.changeJob(job, scope -> new Changed<>(scope.history(), true)))
                      .isInstanceOf(DocumentRefused.class));
      assertThatThrownBy(() -> store.create(MaintenanceDocument.EMPTY))
          .isInstanceOf(DocumentRefused.class);
      assertThat(objects.bytes(KEY)).isEqualTo(bytes);
      assertThat(objects.landed).isZero();
      return false;
    }
  }
}
