package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.http.Fault;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Eventually;
import com.quickdumpnow.relay.ops.testing.OnePerRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SES says of an email after it took it, through the whole relay. */
@ExtendWith(OnePerRun.class)
final class EmailEventsIT {
  /** Twilio: this sender cannot reach that number. */
  private static final int NO_ROUTE = 21612;

  private static LocalWorld world;
  private static Console console;

  @BeforeAll
  static void meet(LocalWorld relay) {
    world = relay;
    console = Console.of(relay);
  }

  @BeforeEach
  void refuseEveryText() {
    world
        .twilio()
        .script()
        .add(
            Rule.forAll()
                .answer(new com.quickdumpnow.relay.localcloud.twilio.Fault.Refuse(NO_ROUTE)));
  }

  @AfterEach
  void acceptTexts() {
    world.twilio().script().clear();
  }

  private static Customer customer(String email) {
    Customer fresh = Customer.fresh();
    return new Customer(fresh.job(), fresh.phone(), email);
  }

  private String lastMessage(Customer customer, String member) {
    var messages = console.history(customer.job()).path("messages");
    return messages.path(messages.size() - 1).path(member).asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bounce", "complaint", "suppressionlist"})
  void email_comesBackOrIsComplainedOf_exhaustedAndStaffAreTold(String simulated) {
    Customer customer = customer(simulated + "@simulator.amazonses.com");

    console.dispatch(customer);

    console.awaitState(customer, "EXHAUSTED");
    assertThat(console.alerts(customer.job(), "EXHAUSTED"))
        .containsExactly("the email bounced or was marked as spam");
  }

  @Test
  void email_isDelivered_confirmedAndStaysEmailed() {
    Customer customer = customer("success@simulator.amazonses.com");

    console.dispatch(customer);

    Eventually.holds(
        "the email is delivered", () -> lastMessage(customer, "twilioStatus").equals("delivered"));
    assertThat(console.state(customer)).isEqualTo("EMAILED");
    assertThat(console.alerts(customer.job(), "EXHAUSTED")).isEmpty();
  }

  @Test
  void email_acceptedButTheAnswerIsLost_itsEventConfirmsItAndNoSecondOneGoes() {
    Customer customer = customer("ann@example.com");
    world.ses().faults().next(1, "POST", "SendEmail ann@", new Fault.LoseReply());

    console.dispatch(customer);

    console.awaitState(customer, "EMAILED");
    assertThat(world.ses().mailbox())
        .filteredOn(mail -> mail.to().contains("ann@example.com"))
        .hasSize(1);
  }
}
