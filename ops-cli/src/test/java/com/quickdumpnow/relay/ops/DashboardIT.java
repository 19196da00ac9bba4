package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.quickdumpnow.relay.localcloud.twilio.Fault;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Accessibility;
import com.quickdumpnow.relay.ops.testing.Browser;
import com.quickdumpnow.relay.ops.testing.Browser.Screen;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Dashboard;
import com.quickdumpnow.relay.ops.testing.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The dispatch console against the running relay. What it did is asked of the API, not of the page.
 */
final class DashboardIT {
  private static final int NOT_FROM_HERE = 21612;

  private static LocalWorld world;
  private static Browser browser;
  private static Console console;

  private final Customer customer = Customer.fresh();
  private Dashboard dashboard;

  @BeforeAll
  static void start() {
    browser = Browser.launch();
    world = LocalWorld.start(WorldSettings.forTests().withSampleJobs());
    console = Console.of(world);
  }

  @AfterAll
  static void stop() {
    world.close();
    browser.close();
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

  @Test
  void open_byLinkWithToken_showsRealJobsAndKeepsTheTokenInTheSessionOnly() {
    signIn("?state=all");

    assertThat(dashboard.row("job-1042")).containsText("Maria Lopez");
    assertThat(dashboard.page().locator("#sample")).isHidden();
    dashboard.says(dashboard.page().locator("#freshness"), "Up to date");
    dashboard.photograph("live-jobs");
    assertThat(dashboard.page().url()).doesNotContain("qdn_");
    assertThat(dashboard.page().evaluate("JSON.stringify(localStorage) + document.cookie"))
        .isEqualTo("{}");
    assertThat(
            dashboard
                .page()
                .evaluate(
                    """
                    caches.open('qdn-dashboard').then((c) => c.match('document'))
                        .then((r) => r ? r.text() : '')\
                    """)
                .toString())
        .as("on disk")
        .doesNotContain("Maria", "jobId");
  }

  @Test
  void searchAndFilter_liveInTheAddress() {
    signIn("?state=all");

    dashboard.page().keyboard().press("/");
    dashboard.page().keyboard().type("555-0123");
    assertThat(dashboard.page().locator(".row")).hasCount(1);
    assertThat(dashboard.row("job-1042")).isVisible();
    assertThat(dashboard.page()).hasURL(Pattern.compile("state=all&q=555-0123$"));
    dashboard.page().reload();
    assertThat(dashboard.row("job-1042")).isVisible();
    assertThat(dashboard.page().locator("#search")).hasValue("555-0123");
    dashboard.page().locator(".chip", new Page.LocatorOptions().setHasText("Done")).click();
    assertThat(dashboard.page().locator(".list .empty")).containsText("Nothing matches");
    dashboard.page().goBack();
    assertThat(dashboard.row("job-1042")).isVisible();
  }

  @Test
  void job_wholeStory_isOnOneScreen() {
    signIn("?state=all");

    dashboard.row("job-1042").click();

    for (String words :
        List.of(
            "On the way",
            "Booked",
            "twilio-primary via Twilio",
            "not delivered",
            "Code 30008: ",
            "twilio-secondary via Twilio toll-free",
            "delivered after 3 s",
            "1 segment",
            "(619) 555-0123",
            "again, as the one before failed")) {
      dashboard.says(dashboard.detail(), words);
    }
    dashboard.says(dashboard.detail().locator(".code"), "failed for a reason");
    dashboard.photograph("live-job");
    Accessibility.isGood(dashboard.page());
  }

  @Test
  void change_takenBackInTime_neverHappened() {
    console.dispatch(customer);
    signIn("?job=" + customer.job());

    dashboard.button("Done").click();
    dashboard.says(dashboard.toast(), "Sent in");
    dashboard.photograph("held");
    dashboard.page().keyboard().press("u");
    assertThat(dashboard.toast()).hasCount(0);
    dashboard.letTheHoldPass();

    assertThat(status()).isEqualTo("dispatched");
  }

  @Test
  void change_byKey_isSentAfterTheHoldAndConfirmed() {
    console.dispatch(customer);
    signIn("?job=" + customer.job());
    dashboard.says(dashboard.detail(), "On the way");

    dashboard.page().keyboard().press("c");
    dashboard.says(dashboard.toast(), "→ Done");
    assertThat(status()).isEqualTo("dispatched");
    dashboard.letTheHoldPass();

    dashboard.says(dashboard.toast(), "The customer is being told");
    assertThat(status()).isEqualTo("completed");
    dashboard.says(dashboard.detail(), "This job has ended");
  }

  @Test
  void change_pageIsLeftWhileHeld_isSentAllTheSame() {
    console.dispatch(customer);
    signIn("?job=" + customer.job());

    dashboard.button("Done").click();
    dashboard.says(dashboard.toast(), "Sent in");
    dashboard.page().navigate("about:blank");

    Eventually.holds("it is sent", () -> status().equals("completed"));
  }

  @Test
  void change_pageIsReloadedWhileHeld_isSentOnceAndShown() {
    console.dispatch(customer);
    signIn("?job=" + customer.job());

    dashboard.button("Done").click();
    dashboard.says(dashboard.toast(), "Sent in");
    dashboard.page().reload();

    dashboard.says(dashboard.toast(), "The customer is being told");
    assertThat(console.history(customer.job()).path("notifications").size()).isEqualTo(2);
  }

  @Test
  void change_somebodyWasQuicker_saysSo() {
    console.dispatch(customer);
    signIn("?job=" + customer.job());

    dashboard.button("Cancel job").click();
    console.complete(customer);
    dashboard.letTheHoldPass();

    dashboard.says(dashboard.toast(), "Not changed. Somebody was quicker. The job is completed");
    dashboard.photograph("conflict");
    dashboard.says(dashboard.detail(), "This job has ended");
    dashboard.button("OK").click();
    assertThat(dashboard.toast()).hasCount(0);
  }

  @Test
  void change_offline_goesOutOnceTheNetworkIsBack() {
    console.dispatch(customer);
    signIn("?job=" + customer.job());
    dashboard.says(dashboard.detail(), "On the way");

    dashboard.context().setOffline(true);
    dashboard.button("Done").click();
    dashboard.letTheHoldPass();
    dashboard.says(dashboard.toast(), "No connection. It goes out as soon as there is one");
    dashboard.says(dashboard.page().locator("#freshness"), "No connection, as of");
    dashboard.photograph("offline");
    assertThat(status()).isEqualTo("dispatched");
    dashboard.context().setOffline(false);

    dashboard.says(dashboard.toast(), "The customer is being told");
    assertThat(status()).isEqualTo("completed");
  }

  @Test
  void change_answerIsLost_isRepeatedAndHappensOnce() {
    console.dispatch(customer);
    signIn("?job=" + customer.job());
    List<String> keys = new CopyOnWriteArrayList<>();
    dashboard
        .page()
        .route(
            "**/status",
            route -> {
              keys.add(route.request().headerValue("Idempotency-Key"));
              if (keys.size() == 1) {
                route.fetch();
                route.abort();
              } else {
                route.resume();
              }
            });

    dashboard.button("Done").click();
    dashboard.letTheHoldPass();
    dashboard.says(dashboard.toast(), "It may have gone through or not");
    dashboard.button("Try now").click();

    dashboard.says(dashboard.toast(), "The customer is being told");
    assertThat(keys).hasSize(2);
    assertThat(keys.getFirst()).isEqualTo(keys.getLast());
    assertThat(console.history(customer.job()).path("notifications").size()).isEqualTo(2);
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

    card.locator(
            "button",
            new com.microsoft.playwright.Locator.LocatorOptions().setHasText("I called them"))
        .click();
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

    card.locator(
            "button",
            new com.microsoft.playwright.Locator.LocatorOptions().setHasText("Send again"))
        .click();
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

  @Test
  void token_thatIsNone_saysSoAndShowsSampleData() {
    dashboard.open("#token=qdn_nobody");

    dashboard.says(dashboard.page().locator("dialog"), "That token is not accepted");
    dashboard.says(dashboard.page().locator("#sample"), "Sample data");
    dashboard.page().locator("#token").fill(world.staffToken().reveal());
    dashboard.page().keyboard().press("Enter");
    assertThat(dashboard.page().locator("#sample")).isHidden();
    dashboard.says(dashboard.page().locator("#freshness"), "Up to date");
  }

  @Test
  void document_unchanged_isNotSentAgain() {
    signIn("");
    dashboard.says(dashboard.page().locator("#freshness"), "Up to date");
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    dashboard
        .context()
        .onResponse(
            response -> {
              if (response.url().endsWith("/maintenance")) {
                statuses.add(response.status());
              }
            });

    dashboard.page().clock().fastForward(11_000);

    dashboard
        .page()
        .waitForCondition(() -> !statuses.isEmpty(), new Page.WaitForConditionOptions());
    assertThat(statuses.getLast()).isEqualTo(304);
  }

  private void signIn(String where) {
    dashboard.open(where + "#token=" + world.staffToken().reveal());
    assertThat(dashboard.page().locator("#views a")).hasCount(5);
  }

  private String status() {
    return console.history(customer.job()).at("/job/status").asText();
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
