package com.quickdumpnow.relay.ops.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.ops.chaos.Ledgers.End;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Hop;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Kept;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Sent;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Way;
import com.quickdumpnow.relay.ops.chaos.Verdict.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which three accounts can disagree, and the ways in which they may. */
final class ComparisonTest {
  private static final String ID = "n_1";
  private static final Sent TEXT = text(1, "SM1", true);
  private static final Hop FIRST = hop(1, "SM1");

  @Test
  void of_oneTextThatArrived_holds() {
    Verdict verdict = compare(List.of(TEXT), kept(End.DELIVERED, FIRST));

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.repeated()).isZero();
    assertThat(verdict.ends()).containsExactly(Map.entry(End.DELIVERED, 1L));
  }

  @Test
  void of_acceptedButNotInTheDocument_isLost() {
    Verdict verdict = Comparison.of(new Ledgers(Set.of(ID), List.of(), List.of(), Set.of()));

    assertFound(verdict, Kind.LOST, "the document does not have it");
  }

  @ParameterizedTest
  @EnumSource(names = {"OPEN", "STAFF_NOT_TOLD", "EXPIRED"})
  void of_endsWithoutAnybodyKnowing_isLost(End end) {
    Verdict verdict = compare(List.of(), kept(end));

    assertThat(verdict.count(Kind.LOST)).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = {"STAFF_TOLD", "SUPERSEDED", "SUPPRESSED"})
  void of_rightlyNotSent_holds(End end) {
    assertThat(compare(List.of(), kept(end)).holds()).isTrue();
  }

  @Test
  void of_deliveredButOnNoPhone_isLost() {
    Verdict verdict = compare(List.of(text(1, "SM1", false)), kept(End.DELIVERED, FIRST));

    assertFound(verdict, Kind.LOST, "no phone has it");
  }

  @Test
  void of_emailedButInNoMailbox_isLost() {
    Verdict verdict = compare(List.of(TEXT), kept(End.EMAILED, FIRST));

    assertFound(verdict, Kind.LOST, "no mailbox has it");
  }

  @Test
  void of_secondHopWithALabel_isCounted() {
    Verdict verdict =
        compare(
            List.of(text(1, "SM1", false), text(2, "SM2", true)),
            kept(End.DELIVERED, FIRST, hop(2, "SM2", RepeatLabel.FAILED_BEFORE)));

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.repeats()).containsExactly(Map.entry(RepeatLabel.FAILED_BEFORE, 1L));
  }

  @Test
  void of_secondHopWithoutALabel_isADuplicate() {
    Verdict verdict =
        compare(
            List.of(text(1, "SM1", false), text(2, "SM2", true)),
            kept(End.DELIVERED, FIRST, hop(2, "SM2")));

    assertFound(verdict, Kind.DUPLICATED, "without a label");
  }

  @Test
  void of_secondHopAfterOneThatNeverReachedACarrier_isNoRepeat() {
    Verdict verdict =
        compare(
            List.of(text(2, "SM2", true)),
            kept(
                End.DELIVERED,
                new Hop(1, Optional.empty(), Optional.empty(), false),
                hop(2, "SM2")));

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.repeated()).isZero();
  }

  @Test
  void of_sameAttemptTwice_isADuplicateEvenIfOneIsAStray() {
    Verdict verdict =
        Comparison.of(
            new Ledgers(
                Set.of(ID),
                List.of(TEXT, text(1, "SM9", true)),
                List.of(kept(End.DELIVERED, FIRST)),
                Set.of("SM9")));

    assertFound(verdict, Kind.DUPLICATED, "took this attempt before");
  }

  @Test
  void of_textOfNoNotificationOfOurs_isUnexplained() {
    Verdict verdict =
        compare(List.of(TEXT, new Sent("?", 0, "SM7", Way.TEXT, true)), kept(End.DELIVERED, FIRST));

    assertFound(verdict, Kind.UNEXPLAINED, "no such attempt");
  }

  @Test
  void of_textTheDocumentDoesNotKnowOf_isUnexplained() {
    Hop doubtful = new Hop(1, Optional.empty(), Optional.empty(), true);

    Verdict verdict = compare(List.of(TEXT), kept(End.DELIVERED, doubtful));

    assertFound(verdict, Kind.UNEXPLAINED, "does not know of it");
  }

  @Test
  void of_emailInDoubtSentAgainWithALabel_isALabelledRepeat() {
    Hop doubtful = new Hop(1, Optional.empty(), Optional.empty(), true);

    Verdict verdict =
        compare(
            List.of(email(1, "E1"), email(2, "E2")),
            kept(End.EMAILED, doubtful, hop(2, "E2", RepeatLabel.AMBIGUOUS_EMAIL)));

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.repeats()).containsExactly(Map.entry(RepeatLabel.AMBIGUOUS_EMAIL, 1L));
  }

  @Test
  void of_attemptWhoseMessageNoCarrierHas_isUnexplained() {
    Verdict verdict = compare(List.of(TEXT), kept(End.DELIVERED, FIRST, hop(2, "SM2")));

    assertFound(verdict, Kind.UNEXPLAINED, "SM2, which no carrier has");
  }

  @Test
  void of_notificationTheApiNeverAccepted_isUnexplained() {
    Verdict verdict =
        Comparison.of(
            new Ledgers(Set.of(), List.of(TEXT), List.of(kept(End.DELIVERED, FIRST)), Set.of()));

    assertFound(verdict, Kind.UNEXPLAINED, "the API never accepted it");
  }

  private static Verdict compare(List<Sent> sent, Kept kept) {
    return Comparison.of(new Ledgers(Set.of(ID), sent, List.of(kept), Set.of()));
  }

  private static void assertFound(Verdict verdict, Kind kind, String words) {
    assertThat(verdict.findings())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.kind()).isEqualTo(kind);
              assertThat(found.toString()).contains(words);
            });
  }

  private static Kept kept(End end, Hop... hops) {
    return new Kept(ID, end, "its state", List.of(hops));
  }

  private static Sent text(int attempt, String messageId, boolean arrived) {
    return new Sent(ID, attempt, messageId, Way.TEXT, arrived);
  }

  private static Sent email(int attempt, String messageId) {
    return new Sent(ID, attempt, messageId, Way.EMAIL, true);
  }

  private static Hop hop(int attempt, String messageId) {
    return new Hop(attempt, Optional.of(messageId), Optional.empty(), false);
  }

  private static Hop hop(int attempt, String messageId, RepeatLabel label) {
    return new Hop(attempt, Optional.of(messageId), Optional.of(label), false);
  }
}
