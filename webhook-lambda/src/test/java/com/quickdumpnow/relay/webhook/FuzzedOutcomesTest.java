package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.InboundJson;
import com.quickdumpnow.relay.json.OutcomeJson;
import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz.Tally;
import com.quickdumpnow.relay.localcloud.testing.fuzz.JsonMutations;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What lies in the outcomes queue, mutated: it fails alone, and leaves nothing behind. */
class FuzzedOutcomesTest {
  private static final String GOOD = ReceiptJson.write(TestJobs.receipt(DeliveryStatus.DELIVERED));
  private static final List<String> VALID =
      List.of(
          ReceiptJson.write(TestJobs.receipt(DeliveryStatus.FAILED)),
          InboundJson.write(
              new InboundWord(
                  TestJobs.SID,
                  new PhoneNumber("+16195551234"),
                  "+15005550006",
                  InboundWord.Word.STOP,
                  TestJobs.NOW)));

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void record_mutatedBody_failsAloneAndLeavesNothingBehind(@ForAll long seed) {
    TestRecorder reference = new TestRecorder(TestJobs.JOB);
    assertThat(reference.record(GOOD)).isEmpty();
    MaintenanceDocument expected = reference.store.document();

    Tally tally =
        Fuzz.run(
            "messages of the outcomes queue",
            seed,
            random -> JsonMutations.mutate(random, VALID.get(random.nextInt(VALID.size()))),
            body -> isRecorded(body, expected));

    assertThat(tally.executions()).isEqualTo(Fuzz.TRIES).isGreaterThanOrEqualTo(2_000);
    assertThat(tally.taken()).isPositive();
    assertThat(tally.refused()).isPositive();
  }

  private static boolean isRecorded(String body, MaintenanceDocument withTheGoodOneOnly) {
    TestRecorder recorder = new TestRecorder(TestJobs.JOB);
    List<String> failures = recorder.record(body, GOOD);
    if (isOutcome(body)) {
      assertThat(failures).isEmpty();
      return true;
    }
    assertThat(failures).containsExactly("0");
    assertThat(recorder.store.document().jobs()).isEqualTo(withTheGoodOneOnly.jobs());
    assertThat(recorder.store.document().recipients()).isEqualTo(withTheGoodOneOnly.recipients());
    assertThat(recorder.triggers).isEmpty();
    return false;
  }

  private static boolean isOutcome(String body) {
    try {
      var _ = OutcomeJson.read(body);
      return true;
    } catch (BadJsonException _) {
      return false;
    }
  }
}
