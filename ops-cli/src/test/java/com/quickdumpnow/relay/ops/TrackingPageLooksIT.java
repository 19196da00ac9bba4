package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import com.quickdumpnow.relay.ops.testing.Accessibility;
import com.quickdumpnow.relay.ops.testing.Browser.Screen;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tracking page before the eyes, ears and hands of those who open it; pictures of every state
 * are left in {@code target/screenshots/track}.
 */
final class TrackingPageLooksIT extends VisitedTrackingPage {
  /** One text that waits for ever, and names that nobody sane would give a carrier. */
  private static final String HOSTILE =
      """
      {"job": {"jobId": "<img src=x onerror=alert(1)>", "status": "dispatched", "updatedAt": "2026-11-25T20:32:00Z"},
       "statuses": [{"status": "dispatched", "at": "2026-11-25T20:32:00Z"}],
       "messages": [
         {"about": "dispatched", "channel": "text", "state": "failed", "carrier": "<script>alert(1)</script>",
          "sentAt": "2026-11-25T20:32:02Z", "deliveredAt": null},
         {"about": "dispatched", "channel": "text", "state": "delivered", "carrier": "\\u202Eاتصالات",
          "sentAt": "2026-11-25T20:32:09Z", "deliveredAt": "2026-11-25T20:32:11Z"},
         {"about": "dispatched", "channel": "email", "state": "sending", "carrier": null, "sentAt": null,
          "deliveredAt": null}]}\
      """;

  /** What a link can show, and how it comes to that. */
  enum State {
    BOOKED("queued", "job-1043"),
    ON_THE_WAY("dispatched", ON_ITS_WAY),
    EMAILED("dispatched", "job-1044"),
    COMPLETED("completed", DONE),
    CANCELLED("cancelled", "job-1045"),
    UNKNOWN("unknown", "job-9999"),
    MISTYPED("wrong-link", "job-1042"),
    DOWN("down", ON_ITS_WAY),
    OFFLINE("offline", ON_ITS_WAY);

    private final String shown;
    private final String job;

    State(String shown, String job) {
      this.shown = shown;
      this.job = job;
    }

    private String link() {
      String link = VisitedTrackingPage.link(job);
      return this == MISTYPED ? link.substring(0, link.length() - 9) : link;
    }

    private void arrange(Page page) {
      if (this == DOWN) {
        page.route("**/api/**", route -> route.fulfill(new FulfillOptions().setStatus(503)));
      } else if (this == OFFLINE) {
        page.route("**/api/**", route -> route.abort());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void state_onEveryScreen_isAccessibleAndOffersAWayToReachUs(State state) {
    state.arrange(page);

    page.navigate(state.link());

    shows(state.shown);
    // The desktop has the same elements and colours.
    Accessibility.isGood(page);
    for (Screen screen : List.of(Screen.PHONE, Screen.DESKTOP)) {
      screen.show(page);
      photograph(state + "-" + screen);
      assertThat(page.locator(".contact a")).hasCount(2);
      assertThat(page.locator(".contact a").first()).isInViewport();
      Accessibility.needsNoScrollingSideways(page);
    }
  }

  @Test
  void answer_on360Pixels_isAboveTheFold() {
    Screen.SMALL_PHONE.show(page);

    page.navigate(link(ON_ITS_WAY));

    shows("dispatched");
    photograph("above-the-fold");
    double fold = page.locator(".contact").boundingBox().y;
    for (String answer : List.of("#headline", "#when", "#steps", "#next")) {
      var box = page.locator(answer).boundingBox();
      assertThat(box.y + box.height).as(answer).isLessThanOrEqualTo(fold);
    }
  }

  @Test
  void dark_everyText_hasContrast() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

    page.navigate(link(ON_ITS_WAY));

    shows("dispatched");
    photograph("dark");
    Accessibility.isGood(page);
  }

  @ParameterizedTest
  @EnumSource(names = {"DESKTOP_ZOOMED", "REFLOW"})
  void zoom_everything_isReadWithoutScrollingSideways(Screen screen) {
    screen.show(page);

    page.navigate(link(ON_ITS_WAY));

    shows("dispatched");
    photograph("zoom-" + screen);
    Accessibility.needsNoScrollingSideways(page);
    page.locator("#checked").scrollIntoViewIfNeeded();
    assertThat(page.locator("#checked")).isInViewport();
  }

  @Test
  void keyboard_alone_reachesEverythingVisibly() {
    State.DOWN.arrange(page);
    page.navigate(link(ON_ITS_WAY));
    shows("down");

    for (String stop : List.of("Try again", "Call (619) 555-0142", "Text us")) {
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus")).hasText(stop);
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle") + "")
          .isEqualTo("solid");
    }
    page.unrouteAll();
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Enter");
    shows("dispatched");
  }

  @Test
  void motion_reduced_nothingMoves() {
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    answerWith(HOSTILE);

    page.navigate(link(ON_ITS_WAY));

    shows("dispatched");
    assertThat(
            page.evaluate(
                "document.getAnimations().filter((a) => a.effect.getTiming().duration > 0).length"))
        .isEqualTo(0);
  }

  @Test
  void text_ofTheApi_isShownAsText() {
    answerWith(HOSTILE);
    AtomicInteger dialogs = new AtomicInteger();
    page.onDialog(
        dialog -> {
          dialogs.incrementAndGet();
          dialog.dismiss();
        });

    page.navigate(link(ON_ITS_WAY));

    shows("dispatched");
    photograph("hostile");
    assertThat(page.locator("#timeline")).containsText("via <script>alert(1)</script>");
    assertThat(page.locator("#job-id")).hasText("<img src=x onerror=alert(1)>");
    assertThat(page.locator("body script, main img")).hasCount(0);
    assertThat(page.locator("bdi", new Page.LocatorOptions().setHasText("اتصالات"))).hasCount(1);
    assertThat(dialogs).hasValue(0);
    Accessibility.isGood(page);
  }

  @Test
  void language_ofTheReader_formatsTimesAndZone() {
    visit(options -> options.setLocale("de-DE").setTimezoneId("Europe/Berlin"));
    answerWith(HOSTILE);

    page.navigate(link(ON_ITS_WAY));

    assertThat(page.locator("#when")).containsText("21:32");
    assertThat(page.locator("#zone")).containsText("MEZ");
  }

  @Test
  void script_off_saysSoAndHowToReachUs() {
    visit(options -> options.setJavaScriptEnabled(false));

    page.navigate(link(ON_ITS_WAY));

    photograph("script-off");
    assertThat(page.locator("h1:visible")).hasText("This page needs JavaScript");
    assertThat(page.locator(".contact a").first()).isVisible();
  }

  @Test
  void print_page_hasTheNumberAndNoButtons() {
    Screen.DESKTOP.show(page);
    page.navigate(link(ON_ITS_WAY));
    shows("dispatched");

    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

    photograph("print");
    assertThat(page.locator(".contact .number")).isVisible();
    assertThat(page.locator("#checked")).isHidden();
  }

  private void answerWith(String json) {
    page.route(
        "**/api/**",
        route ->
            route.fulfill(
                new FulfillOptions()
                    .setStatus(200)
                    .setContentType("application/json")
                    .setBody(json)));
  }
}
