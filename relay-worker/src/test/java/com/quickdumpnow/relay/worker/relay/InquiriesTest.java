package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InquiriesTest {
  private static final Route ROUTE = Kit.CHAIN.routes().getFirst();
  private static final MessageId SID = new MessageId("SM1");

  private final Kit kit = new Kit();
  private final Twilio twilio = new Twilio();
  private final Inquiries inquiries = new Inquiries(twilio, kit.clock);

  private static final class Twilio implements TextCarrier {
    int asked;
    boolean silent;
    Runnable meanwhile = () -> {};

    @Override
    public SendOutcome post(Text text) {
      throw new AssertionError("nothing is to be posted");
    }

    @Override
    public Optional<Trace> fetch(Route route, MessageId messageId) {
      asked++;
      meanwhile.run();
      if (silent) {
        throw new CarrierUnavailableException("429", null);
      }
      return Optional.empty();
    }

    @Override
    public List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
      throw new AssertionError("not in this test");
    }
  }

  private void fails() {
    assertThatThrownBy(() -> inquiries.fetch(ROUTE, SID))
        .isInstanceOf(CarrierUnavailableException.class);
  }

  @Test
  void fetch_afterNoAnswer_leavesTheAccountAloneForLongerAndLonger() {
    twilio.silent = true;

    for (int second = 0; second < 60; second++) {
      fails();
      kit.clock.pass(Duration.ofSeconds(1));
    }

    // At 0, 5, 15 and 35 seconds.
    assertThat(twilio.asked).isEqualTo(4);
  }

  @Test
  void fetch_manyAtOnceUnanswered_lengthenThePauseOnce() {
    twilio.silent = true;
    twilio.meanwhile =
        () -> {
          twilio.meanwhile = () -> {};
          fails();
        };
    fails();
    twilio.silent = false;
    kit.clock.pass(Duration.ofSeconds(5));

    assertThat(inquiries.fetch(ROUTE, SID)).isEmpty();
  }

  @Test
  void fetch_answersAgain_isAskedAsBefore() {
    twilio.silent = true;
    fails();
    twilio.silent = false;
    kit.clock.pass(Duration.ofSeconds(5));

    assertThat(inquiries.fetch(ROUTE, SID)).isEmpty();
    assertThat(inquiries.fetch(ROUTE, SID)).isEmpty();
    assertThat(twilio.asked).isEqualTo(3);
  }
}
