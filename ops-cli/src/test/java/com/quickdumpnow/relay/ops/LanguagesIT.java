package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.twilio.Fault;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.OnePerRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer's language, from the status change to the handset and the mailbox. */
@ExtendWith(OnePerRun.class)
final class LanguagesIT {
  /** Twilio: this sender cannot reach that number. */
  private static final int NO_ROUTE = 21612;

  private static LocalWorld world;
  private static Console console;

  private final Customer customer = Customer.fresh();

  @BeforeAll
  static void meet(LocalWorld relay) {
    world = relay;
    console = Console.of(relay);
  }

  @AfterEach
  void acceptTexts() {
    world.twilio().script().clear();
  }

  @Test
  void text_toASpanishSpeaker_isSpanishAndOneSegment() {
    dispatch();

    console.awaitState(customer, "DELIVERED");
    assertThat(world.twilio().handset(customer.phone()))
        .singleElement()
        .satisfies(
            text ->
                assertThat(text.body())
                    .startsWith("QuickDumpNow: ")
                    .contains(" va en camino. Ver: ")
                    .endsWith(" Baja: responda STOP"));
    assertThat(console.history(customer.job()).path("messages").path(0).path("segments").asInt(1))
        .isEqualTo(1);
  }

  @Test
  void email_toASpanishSpeaker_isSpanish() {
    world.twilio().script().add(Rule.forAll().answer(new Fault.Refuse(NO_ROUTE)));

    dispatch();

    console.awaitState(customer, "EMAILED");
    assertThat(world.ses().mailbox())
        .filteredOn(mail -> mail.to().contains(customer.email()))
        .singleElement()
        .satisfies(
            mail -> assertThat(mail.subject()).isEqualTo("QuickDumpNow: su carga va en camino"));
  }

  private void dispatch() {
    var _ =
        console.change(
            customer.job(),
            """
            {"status":"dispatched","customer":
             {"name":"Ana","phone":"%s","email":"%s","language":"es","timeZone":"America/Denver"}}
            """
                .formatted(customer.phone(), customer.email()));
  }
}
