package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.LocatorOptions;
import com.microsoft.playwright.Page;
import com.quickdumpnow.relay.localcloud.twilio.Fault;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.testing.Accessibility;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What staff do where texts do not arrive, or must not: call, send again, lift a number, pause. */
final class DashboardRemediesIT extends LiveDashboard {
  private static final int NOT_FROM_HERE = 21612;

  @AfterEach
  void resumeSending() {
    console.resumeSending();
  }

  @Test
  void calls_whoWasNotReached_isListedUntilCalled() {
    exhaust(customer);
    signIn("?view=calls");
    var card =
        dashboard.page().locator(".card", new Page.LocatorOptions().setHasText(customer.job()));
    assertThat(card).containsText("Nobody <b>Home</b>");
    assertThat(dashboard.page().locator(".badge")).isVisible();
    dashboard.photograph("live-calls");

    card.locator("button", new LocatorOptions().setHasText("I called them")).click();
    dashboard.letTheHoldPass();

    dashboard.says(dashboard.toast(), "Noted");
    assertThat(card).hasCount(0);
    assertThat(console.history(customer.job()).at("/notifications/0/calledBy").asText())
        .isEqualTo("local");
  }

  @Test
  void calls_sendAgain_makesANewNotification() {
    exhaust(customer);
    world.twilio().script().clear();
    signIn("?view=calls");
    var card =
        dashboard.page().locator(".card", new Page.LocatorOptions().setHasText(customer.job()));

    card.locator("button", new LocatorOptions().setHasText("Send again")).click();
    dashboard.letTheHoldPass();

    dashboard.says(dashboard.toast(), "sent again");
    console.awaitState(customer, "DELIVERED");
  }

  @Test
  void numbers_optedOut_canBeLifted() {
    world.twilio().inbound(customer.phone(), Carriers.PRIMARY, "STOP");
    console.awaitOptOut(customer.phone());
    signIn("?view=numbers");
    var row =
        dashboard
            .page()
            .locator(
                "tbody tr",
                new Page.LocatorOptions()
                    .setHasText(customer.phone().replaceFirst("\\+1(...)(...)", "($1) $2-")));
    assertThat(row).containsText("Opted out");
    dashboard.photograph("live-numbers");

    row.locator("button").click();
    dashboard.letTheHoldPass();

    dashboard.says(dashboard.toast(), "Lifted. Twilio keeps opt-outs of its own");
    assertThat(row).hasCount(0);
  }

  @Test
  void pause_nobodyCanOverlookIt_andItCanBeResumed() {
    signIn("");

    dashboard.button("Pause sending").click();
    dashboard.page().locator("#reason").fill("wrong address in <b>texts</b>");
    dashboard.page().keyboard().press("Enter");
    dashboard.says(dashboard.page().locator("#paused"), "ALL SENDING IS PAUSED");
    assertThat(dashboard.page().locator("#paused")).containsText("wrong address in <b>texts</b>");
    assertThat(dashboard.page()).hasTitle(Pattern.compile("PAUSED"));
    dashboard.photograph("paused");
    Accessibility.isGood(dashboard.page());

    dashboard.button("Resume sending").click();
    dashboard.letTheHoldPass();
    assertThat(dashboard.page().locator("#paused")).isHidden();
  }

  /** No carrier takes it and there is no email. */
  private static void exhaust(Customer customer) {
    world
        .twilio()
        .script()
        .add(Rule.forTo(customer.phone()).answer(new Fault.Refuse(NOT_FROM_HERE)));
    console.change(
        customer.job(),
        """
        {"status":"dispatched","customer":{"name":"Nobody <b>Home</b>","phone":"%s"},
         "load":{"material":"Gravel","address":"12 Bay St"}}\
        """
            .formatted(customer.phone()));
    console.awaitState(customer, "EXHAUSTED");
  }
}
