package com.quickdumpnow.relay.decision;

import static com.quickdumpnow.relay.decision.Kit.CHAIN;
import static com.quickdumpnow.relay.decision.Kit.MAIL;
import static com.quickdumpnow.relay.decision.Kit.PHONE;
import static com.quickdumpnow.relay.decision.Kit.PRIMARY;
import static com.quickdumpnow.relay.decision.Kit.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Network.LineType;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.Recipient;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a looked-up network changes about the choice of the next hop. */
final class NetworkChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "MOBILE,         Verizon,  P1D,  primary, Verizon, first in the chain",
    "FIXED_VOIP,     Vonage,   P1D,  primary, Vonage,  first in the chain",
    "NON_FIXED_VOIP, Google,   P1D,  primary, Google,  first in the chain",
    "OTHER,          Acme,     P1D,  primary, Acme,    first in the chain",
    "UNKNOWN,        ,         P1D,  primary, primary, first in the chain",
    "MOBILE,         ,         P1D,  primary, primary, first in the chain",
    "MOBILE,         Verizon,  P91D, primary, primary, first in the chain",
    "LANDLINE,       Pac Bell, P1D,  email,   Email,   the number is a landline",
    "LANDLINE,       ,         P89D, email,   Email,   the number is a landline",
    "LANDLINE,       Pac Bell, P90D, primary, primary, first in the chain",
  })
  void next_networkIsKnown_namesItAndTextsNoLandline(
      LineType type, String carrier, Duration age, String route, String named, String reason) {
    Kit kit = new Kit();
    kit.recipients.put(PHONE, lookedUp(Optional.ofNullable(carrier), type, age));

    Attempt attempt = kit.claim();

    assertThat(attempt.route().value()).isEqualTo(route);
    assertThat(attempt.carrier()).isEqualTo(named);
    assertThat(attempt.reason()).isEqualTo(reason);
  }

  @Test
  void next_landlineWithoutEmail_isGivenToStaff() {
    Kit kit = new Kit(CHAIN, Optional.of(PHONE), Optional.empty());
    kit.recipients.put(PHONE, lookedUp(Optional.empty(), LineType.LANDLINE, Duration.ZERO));

    Decision decision = kit.next();

    assertThat(kit.state()).isInstanceOf(NotificationState.Exhausted.class);
    assertThat(decision.alerts()).hasSize(1);
    assertThat(decision.alerts().getFirst().words()).startsWith("the number is a landline");
  }

  @Test
  void next_landlineThatOptedOut_isEmailedForThat() {
    Kit kit = new Kit();
    kit.recipients.put(
        PHONE,
        lookedUp(Optional.empty(), LineType.LANDLINE, Duration.ZERO)
            .optedOut(new Recipient.OptOut(START, "test")));

    Attempt attempt = kit.claim();

    assertThat(attempt.to()).isEqualTo(MAIL);
    assertThat(attempt.reason()).isEqualTo("the recipient opted out of texts");
  }

  @Test
  void next_numberWasNeverLookedUp_namesTheRoute() {
    assertThat(new Kit().claim().carrier()).isEqualTo(PRIMARY.carrier());
  }

  private static Recipient lookedUp(Optional<String> carrier, LineType type, Duration ago) {
    return Recipient.unknown(PHONE).of(new Network(carrier, type, START.minus(ago)));
  }
}
