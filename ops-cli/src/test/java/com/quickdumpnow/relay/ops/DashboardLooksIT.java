package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.quickdumpnow.relay.localcloud.cdn.Cdn;
import com.quickdumpnow.relay.localcloud.cdn.FrontDoor;
import com.quickdumpnow.relay.localcloud.lambda.HttpApi;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.ops.local.Installation;
import com.quickdumpnow.relay.ops.testing.Accessibility;
import com.quickdumpnow.relay.ops.testing.Browser;
import com.quickdumpnow.relay.ops.testing.Browser.Screen;
import com.quickdumpnow.relay.ops.testing.Dashboard;
import com.quickdumpnow.relay.ops.testing.OnePerRun;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The dispatch console before eyes, ears and hands, with the sample data that it shows without a
 * token; so there is no API behind this front door. Pictures are left in {@code
 * target/screenshots/dashboard}.
 */
@ExtendWith(OnePerRun.class)
final class DashboardLooksIT {
  /** A document whose strangers wrote what strangers write. */
  private static final String HOSTILE =
      """
      {"schemaVersion": 1, "revision": 1, "commits": [], "trailers": [{"vin": "T1-GPS", "location": "<b>yard</b>",
         "position": {"latitude": 32.7, "longitude": -117.1}}], "recipients": [],
       "jobs": [{"jobId": "job-1", "customer": {"name": "<script>alert(1)</script>", "phone": "+16195550123"},
         "load": {"material": "\\u202Eלבנים", "address": "<img src=x onerror=alert(2)>", "notes": "\\"><svg onload=alert(3)>"},
         "timeline": [{"status": "queued", "at": "2026-11-25T20:32:00Z", "by": "<i>dana</i>"}]}],
       "notifications": [{"notificationId": "n_aaaaaaaaaaaaaaaa", "jobId": "job-1", "about": "queued", "sequence": 1,
         "createdAt": "2026-11-25T20:32:00Z", "state": "EXHAUSTED", "since": "2026-11-25T20:33:00Z", "reason": "<u>no</u>"}],
       "messages": [{"messageId": "SM1", "jobId": "job-1", "notificationId": "n_aaaaaaaaaaaaaaaa", "attempt": 1,
         "route": "primary", "carrier": "<script>alert(4)</script>", "recipientPhone": "+16195550123", "segments": 1,
         "body": "<script>alert(5)</script>", "outcome": "ACCEPTED", "twilioStatus": "failed", "code": 30008,
         "sentAt": "2026-11-25T20:32:02Z", "deliveredAt": null}]}\
      """;

  private static FrontDoor door;
  private static Browser browser;
  private Dashboard dashboard;

  @BeforeAll
  static void start(Browser chromium) {
    browser = chromium;
    Path site = Installation.find().site();
    door =
        FrontDoor.open(
            0,
            new HttpApi(List.of()),
            new Cdn(
                site,
                Set.of("dashboard"),
                site.resolve("edge/qdn-track-rewrite.js"),
                site.resolve("edge/qdn-security-headers.js")),
            exchange -> Exchanges.send(exchange, 404, new byte[0]));
  }

  @AfterAll
  static void stop() {
    door.close();
  }

  @BeforeEach
  void sitDown() {
    dashboard = new Dashboard(browser, home(), Screen.DESKTOP, _ -> {});
  }

  @AfterEach
  void leave() {
    assertThat(dashboard.complaints()).isEmpty();
    dashboard.close();
  }

  @ParameterizedTest
  @CsvSource({
    "jobs, '?state=all'",
    "job, '?state=all&job=job-1077'",
    "calls, '?view=calls'",
    "numbers, '?view=numbers'",
    "trailers, '?view=trailers'",
    "health, '?view=health'"
  })
  void view_onEveryScreen_isAccessibleAndMarkedAsSample(String name, String where) {
    dashboard.open(where);

    for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE)) {
      screen.show(dashboard.page());
      appears(name);
      dashboard.photograph(name + "-" + screen.name().toLowerCase(Locale.ROOT));
      assertThat(dashboard.page().locator("#sample")).isInViewport();
      Accessibility.isGood(dashboard.page());
      Accessibility.needsNoScrollingSideways(dashboard.page());
    }
  }

  @ParameterizedTest
  @CsvSource({"job, '?state=all&job=job-1077'", "health, '?view=health'"})
  void dark_everyText_hasContrast(String name, String where) {
    emulate(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

    dashboard.open(where);

    appears(name);
    dashboard.photograph(name + "-dark");
    Accessibility.isGood(dashboard.page());
  }

  @ParameterizedTest
  @EnumSource(names = {"DESKTOP_ZOOMED", "REFLOW"})
  void zoom_everything_isReadWithoutScrollingSideways(Screen screen) {
    screen.show(dashboard.page());

    dashboard.open("?state=all");

    appears("jobs");
    dashboard.photograph("zoom-" + screen.name().toLowerCase(Locale.ROOT));
    Accessibility.needsNoScrollingSideways(dashboard.page());
    dashboard.row("job-1080").click();
    dashboard.says(dashboard.detail(), "What happened");
    Accessibility.needsNoScrollingSideways(dashboard.page());
  }

  @Test
  void filter_chosenOnAPhone_isInSight() {
    Screen.PHONE.show(dashboard.page());

    dashboard.open("?state=all");

    appears("jobs");
    assertThat(dashboard.page().locator(".chip[aria-current]")).hasText("All 24");
    assertThat(dashboard.page().locator(".chip[aria-current]")).isInViewport();
  }

  @Test
  void keyboard_alone_findsAJobChangesItAndTakesThatBack() {
    dashboard.open("?state=all");
    appears("jobs");
    Page page = dashboard.page();

    page.keyboard().press("/");
    page.keyboard().type("iris");
    assertThat(page.locator(".row")).hasCount(2);
    page.keyboard().press("ArrowDown");
    assertThat(page.locator(".row:focus")).hasCount(1);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Enter");
    dashboard.says(dashboard.detail(), "job-1078");
    assertThat(page.locator(".row:focus")).hasCSS("outline-style", "solid");
    page.keyboard().press("d");
    dashboard.says(dashboard.toast(), "job-1078 → On the way");
    dashboard.photograph("held-sample");
    page.keyboard().press("u");
    assertThat(dashboard.toast()).hasCount(0);
    assertThat(dashboard.button("On the way")).isVisible();
    page.keyboard().press("d");
    dashboard.says(dashboard.toast(), "Sent in");
    dashboard.letTheHoldPass();
    dashboard.says(dashboard.toast(), "Done");
    dashboard.says(dashboard.detail().locator(".now"), "On the way");
    page.keyboard().press("Escape");
    assertThat(page.locator(".row:focus")).hasAttribute("data-key", "job-1078");
    page.keyboard().press("5");
    appears("health");
  }

  /** Who types on at once must not open the row before. */
  @Test
  void arrowKey_beforeTheListIsDrawnAnew_hasMovedTheFocus() {
    dashboard.open("?state=all");
    appears("jobs");
    Page page = dashboard.page();
    page.keyboard().press("/");
    page.keyboard().press("ArrowDown");
    assertThat(page.locator(".row:focus")).hasCount(1);

    Object moved =
        page.evaluate(
            """
            () => {
              const before = document.activeElement;
              before.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}));
              return document.activeElement.dataset.position - before.dataset.position;
            }\
            """);

    assertThat(moved).isEqualTo(1);
  }

  @Test
  void keys_switchedOff_doNothing() {
    dashboard.open("?job=job-1078");
    dashboard.says(dashboard.detail(), "job-1078");

    dashboard.page().keyboard().press("?");
    dashboard.photograph("help");
    Accessibility.isGood(dashboard.page());
    dashboard.page().locator("#single-keys").uncheck();
    dashboard.page().keyboard().press("Escape");
    dashboard.page().keyboard().press("d");

    assertThat(dashboard.toast()).hasCount(0);
  }

  @Test
  void change_inSampleData_reachesNobody() {
    AtomicInteger asked = new AtomicInteger();
    dashboard
        .page()
        .onRequest(
            request -> {
              if (request.url().contains("/api/")) {
                asked.incrementAndGet();
              }
            });
    dashboard.open("?view=calls");

    dashboard.button("I called them").first().click();
    dashboard.letTheHoldPass();

    assertThat(dashboard.page().locator(".card")).hasCount(1);
    dashboard.page().navigate("about:blank");
    assertThat(asked).hasValue(0);
  }

  @Test
  void motion_reduced_nothingMoves() {
    emulate(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    dashboard.open("?job=job-1078");

    dashboard.button("On the way").click();
    dashboard.says(dashboard.toast(), "Sent in");

    assertThat(dashboard.page().evaluate("document.getAnimations().length")).isEqualTo(0);
  }

  @Test
  void script_off_saysSo() {
    dashboard.close();
    dashboard =
        new Dashboard(
            browser, home(), Screen.DESKTOP, options -> options.setJavaScriptEnabled(false));

    dashboard.open("");

    assertThat(dashboard.page().locator(".empty")).containsText("needs JavaScript");
  }

  @ParameterizedTest
  @CsvSource({
    "'?job=job-1', 'main: <script>alert(1)</script>: via <script>alert(4)</script>: <i>dana</i>'",
    "'?view=calls', '.card: <script>alert(1)</script>: <u>no</u>'",
    "'?view=trailers', 'main: <b>yard</b>'"
  })
  void text_ofTheApi_isShownAsText(String where, String placeAndTexts) {
    AtomicInteger dialogs = new AtomicInteger();
    dashboard
        .page()
        .onDialog(
            dialog -> {
              dialogs.incrementAndGet();
              dialog.dismiss();
            });
    dashboard
        .context()
        .route(
            "**/api/maintenance",
            route ->
                route.fulfill(
                    new FulfillOptions()
                        .setStatus(200)
                        .setContentType("application/json")
                        .setBody(HOSTILE)));

    dashboard.open(where + "#token=qdn_any");

    List<String> parts = List.of(placeAndTexts.split(": ", -1));
    for (String text : parts.subList(1, parts.size())) {
      dashboard.says(dashboard.page().locator(parts.getFirst()).first(), text);
    }
    dashboard.photograph("hostile" + where.replaceAll("\\W", "-"));
    assertThat(dashboard.page().locator("body script, main img, main svg[onload]")).hasCount(0);
    assertThat(dialogs).hasValue(0);
  }

  private void emulate(Page.EmulateMediaOptions media) {
    dashboard.page().emulateMedia(media);
  }

  private static URI home() {
    return door.uri().resolve("/dashboard/index.html");
  }

  private void appears(String view) {
    String sign =
        switch (view) {
          case "jobs" -> ".row";
          case "job" -> "#detail .facts";
          case "calls" -> ".card";
          case "numbers", "trailers" -> "tbody tr";
          case "health" -> ".tile";
          default -> throw new IllegalArgumentException(view);
        };
    assertThat(dashboard.page().locator(sign).first()).isVisible();
  }
}
