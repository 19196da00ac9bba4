package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Allowlist;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Network.LineType;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers are looked up before their first text, once, and never at the text's expense. */
final class NetworksTest {
  private final Directory directory = new Directory();

  /** Says what it is told to, and remembers who was asked for. */
  private static final class Directory implements NetworkDirectory {
    private final List<PhoneNumber> asked = new ArrayList<>();
    private Optional<LineType> type = Optional.of(LineType.MOBILE);

    @Override
    public Network find(PhoneNumber phone, Instant now) {
      asked.add(phone);
      return new Network(
          Optional.of("Verizon"),
          type.orElseThrow(() -> new CarrierUnavailableException("no answer", null)),
          now);
    }
  }

  private Kit kit() {
    return kit(new Kit());
  }

  private Kit kit(Kit kit) {
    kit.directory = Optional.of(directory);
    return kit.withJob();
  }

  private static Recipient recipient(Kit kit) {
    return kit.store.document().recipient(Kit.PHONE);
  }

  @Test
  void handle_firstText_isLookedUpAndNamesTheNetwork() {
    Kit kit = kit();

    kit.handle(kit.handler("w"));

    assertThat(kit.first().attempts().getFirst().carrier()).isEqualTo("Verizon");
    assertThat(recipient(kit).network()).isPresent();
    assertThat(directory.asked).containsExactly(Kit.PHONE);
  }

  @Test
  void handle_landline_isEmailedAndNeverTexted() {
    directory.type = Optional.of(LineType.LANDLINE);
    Kit kit = kit();

    kit.handle(kit.handler("w"));

    assertThat(kit.carrier.posts).isEmpty();
    assertThat(kit.mailer.mails).hasSize(1);
    assertThat(kit.first().attempts().getFirst().reason()).isEqualTo("the number is a landline");
  }

  @Test
  void handle_numberIsKnown_isNotAskedForUntilThatIsOld() {
    Kit kit = kit();
    Instant now = kit.clock.instant();
    kit.store.changeRecipient(
        Kit.PHONE, r -> r.of(new Network(Optional.empty(), LineType.UNKNOWN, now)));

    kit.handle(kit.handler("w"));

    assertThat(directory.asked).isEmpty();
    assertThat(kit.carrier.posts).hasSize(1);
  }

  @Test
  void handle_whatIsKnownIsOld_isAskedForAgain() {
    Kit kit = kit();
    Instant old = kit.clock.instant().minus(Network.MAX_AGE);
    kit.store.changeRecipient(
        Kit.PHONE, r -> r.of(new Network(Optional.of("Sprint"), LineType.MOBILE, old)));

    kit.handle(kit.handler("w"));

    assertThat(directory.asked).hasSize(1);
    assertThat(kit.first().attempts().getFirst().carrier()).isEqualTo("Verizon");
  }

  @Test
  void handle_directoryFails_textsAsWithoutOne() {
    directory.type = Optional.empty();
    Kit kit = kit();

    kit.handle(kit.handler("w"));

    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.first().attempts().getFirst().carrier()).isEqualTo(Kit.PRIMARY.carrier());
    assertThat(recipient(kit).network()).isEmpty();
  }

  @Test
  void learn_directoryKeepsFailing_isLeftAloneForAWhile() {
    directory.type = Optional.empty();
    Kit kit = kit();
    Networks networks = new Networks(kit.directory, kit.store, Kit.CHAIN, kit.clock, Journal.NONE);

    for (int i = 0; i < 20; i++) {
      networks.learn(Kit.JOB, Kit.FIRST);
    }

    assertThat(directory.asked).hasSize(5);
    directory.type = Optional.of(LineType.MOBILE);
    kit.clock.pass(Duration.ofMinutes(1));
    networks.learn(Kit.JOB, Kit.FIRST);
    assertThat(recipient(kit).network()).isPresent();
  }

  @Test
  void handle_recipientOptedOut_isNotPaidFor() {
    Kit kit = kit();
    kit.store.changeRecipient(
        Kit.PHONE, r -> r.optedOut(new Recipient.OptOut(kit.clock.instant(), "test")));

    kit.handle(kit.handler("w"));

    assertThat(directory.asked).isEmpty();
  }

  @Test
  void handle_sendingIsPaused_isNotPaidFor() {
    Kit kit = kit();
    kit.store.changeSettings(
        old -> old.with(new SendingSwitch(true, kit.clock.instant(), "test", "test")));

    kit.handle(kit.handler("w"));

    assertThat(directory.asked).isEmpty();
  }

  @Test
  void handle_numberIsNotOnTheAllowlist_isNotPaidFor() {
    Chain staging =
        Kit.CHAIN.only(new Allowlist(Optional.of(Set.of(new PhoneNumber("+16195550000")))));
    Kit kit = kit(new Kit(staging));

    kit.handle(kit.handler("w"));

    assertThat(directory.asked).isEmpty();
    assertThat(kit.carrier.posts).isEmpty();
  }
}
