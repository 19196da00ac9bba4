package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.testing.Browser;
import com.quickdumpnow.relay.ops.testing.Browser.Screen;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Dashboard;
import com.quickdumpnow.relay.ops.testing.OnePerRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A dispatcher before the console, with the running relay behind it. */
@ExtendWith(OnePerRun.class)
abstract class LiveDashboard {
  static LocalWorld world;
  static Console console;
  private static Browser browser;

  final Customer customer = Customer.fresh();
  Dashboard dashboard;

  @BeforeAll
  static void meet(LocalWorld relay, Browser chromium) {
    world = relay;
    browser = chromium;
    console = Console.of(relay);
  }

  @BeforeEach
  void openBrowser() {
    dashboard = new Dashboard(browser, world.links().dashboard(), Screen.DESKTOP, _ -> {});
  }

  @AfterEach
  void leave() {
    assertThat(dashboard.complaints()).isEmpty();
    dashboard.close();
    world.twilio().script().clear();
  }

  void signIn(String where) {
    dashboard.open(where + "#token=" + world.staffToken().reveal());
    assertThat(dashboard.page().locator("#views a")).hasCount(5);
  }

  String status() {
    return console.history(customer.job()).at("/job/status").asText();
  }
}
