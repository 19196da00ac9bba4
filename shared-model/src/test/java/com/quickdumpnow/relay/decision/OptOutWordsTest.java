package com.quickdumpnow.relay.decision;

import static com.quickdumpnow.relay.decision.Kit.PHONE;
import static com.quickdumpnow.relay.decision.Kit.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.InboundWord.Word;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.Lift;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.Recipient.Suppression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptOutWordsTest {
  private static final String LONG_CODE = "+16195550100";
  private static final String TOLL_FREE = Kit.SECONDARY.sender();
  private final OptOutWords words =
      new OptOutWords(new Chain(List.of(Kit.SECONDARY), true, Timing.DEFAULT));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "stop",
        " Stop. ",
        "\"STOP\"",
        "Stop all!",
        "STOPALL",
        "unsubscribe",
        "END",
        "Quit",
        "revoke",
        "opt-out",
        "Opt out",
        "CANCEL\n",
        "S.T.O.P."
      })
  void in_stop_isUnderstoodInAnyDress(String body) {
    assertThat(OptOutWords.in(body)).contains(Word.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"START", " start!", "UNSTOP", "unstop."})
  void in_start_isUnderstoodAsOneWord(String body) {
    assertThat(OptOutWords.in(body)).contains(Word.START);
  }

  @Test
  void in_yes_isAWordOfItsOwn() {
    assertThat(OptOutWords.in("Yes!")).contains(Word.YES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "please stop by at five",
        "don't stop",
        "yes please",
        "st art",
        "HELP",
        "stopped",
        "STOP                                        STOP"
      })
  void in_anythingElse_isNoWord(String body) {
    assertThat(OptOutWords.in(body)).isEmpty();
  }

  @Test
  void ofOptOutType_help_isNoWord() {
    assertThat(OptOutWords.ofOptOutType("stop")).contains(Word.STOP);
    assertThat(OptOutWords.ofOptOutType("START")).contains(Word.START);
    assertThat(OptOutWords.ofOptOutType("HELP")).isEmpty();
  }

  @Test
  void apply_stopThenStart_textsAgainAndRemembersTheLift() {
    Recipient after = apply(word(Word.STOP, 1), word(Word.START, 2));

    assertThat(after.isOptedOut()).isFalse();
    assertThat(after.lifts()).hasSize(1);
    assertThat(after.lifts().getFirst().kind()).isEqualTo(Lift.Kind.OPT_OUT);
    assertThat(after.lifts().getFirst().by()).isEqualTo("text SM2");
  }

  @Test
  void apply_olderStartAfterANewerStop_changesNothing() {
    assertThat(apply(word(Word.STOP, 2), word(Word.START, 1)).isOptedOut()).isTrue();
    assertThat(apply(word(Word.STOP, 1), word(Word.STOP, 3), word(Word.START, 2)).isOptedOut())
        .isTrue();
  }

  @Test
  void apply_olderStopAfterANewerStart_changesNothing() {
    assertThat(apply(word(Word.START, 2), word(Word.STOP, 1)).isOptedOut()).isFalse();
  }

  @Test
  void apply_sameTextToldAgainLater_countsOnce() {
    InboundWord start = word(Word.START, 2);
    InboundWord startAgain = at(start, 4);
    InboundWord stop = word(Word.STOP, 1);
    InboundWord stopAgain = at(stop, 3);

    assertThat(apply(start, word(Word.STOP, 3), startAgain).isOptedOut()).isTrue();
    assertThat(apply(stop, start, stopAgain).isOptedOut()).isFalse();
  }

  @Test
  void apply_startForANumberThatFails_liftsNoSuppression() {
    Recipient failing =
        Recipient.unknown(PHONE)
            .suppressed(new Suppression(START, START.plus(Duration.ofDays(14)), "landline"));

    Recipient after = words.apply(word(Word.START, 1), failing);

    assertThat(after.isSuppressedAt(START.plusSeconds(2))).isTrue();
  }

  @Test
  void apply_startAfterTheCarrierSaidOptedOut_lifts() {
    Recipient optedOut = Recipient.unknown(PHONE).optedOut(new OptOut(START, "twilio 21610"));

    assertThat(words.apply(word(Word.START, 1), optedOut).isOptedOut()).isFalse();
  }

  @Test
  void apply_yesToATollFreeSender_liftsNothing() {
    InboundWord yes = word(Word.YES, 2);
    InboundWord toTollFree =
        new InboundWord(yes.messageId(), yes.from(), TOLL_FREE, yes.word(), yes.receivedAt());

    assertThat(apply(word(Word.STOP, 1), toTollFree).isOptedOut()).isTrue();
    assertThat(apply(word(Word.STOP, 1), yes).isOptedOut()).isFalse();
  }

  @Test
  void lifted_byStaff_staysLiftedWhenTheStopIsToldAgain() {
    InboundWord stop = word(Word.STOP, 1);

    Recipient lifted = apply(stop).lifted(START.plusSeconds(60), "dana");

    assertThat(words.apply(stop, lifted)).isEqualTo(lifted);
    assertThat(words.apply(word(Word.STOP, 70), lifted).isOptedOut()).isTrue();
    assertThat(words.apply(word(Word.STOP, 30), lifted).isOptedOut())
        .as("a stop that staff did not know of when they lifted an earlier one")
        .isTrue();
  }

  @Property(tries = 500)
  void apply_inAnyOrderAndAnyNumber_theNewestWordCounts(@ForAll long seed) {
    Random random = new Random(seed);
    List<InboundWord> said = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      said.add(word(random.nextBoolean() ? Word.STOP : Word.START, i));
    }
    boolean stopped = said.getFirst().word() == Word.STOP;
    List<InboundWord> heard = new ArrayList<>(said);
    heard.addAll(said);
    Collections.shuffle(heard, random);

    Recipient after = apply(heard.toArray(InboundWord[]::new));

    assertThat(after.isOptedOut()).as("%s", heard).isEqualTo(stopped);
  }

  private Recipient apply(InboundWord... heard) {
    Recipient recipient = Recipient.unknown(PHONE);
    for (InboundWord word : heard) {
      recipient = words.apply(word, recipient);
    }
    return recipient;
  }

  private static InboundWord word(Word word, int second) {
    return new InboundWord(
        new MessageId("SM" + second), PHONE, LONG_CODE, word, START.plusSeconds(second));
  }

  private static InboundWord at(InboundWord told, int second) {
    return new InboundWord(
        told.messageId(), told.from(), told.to(), told.word(), START.plusSeconds(second));
  }
}
