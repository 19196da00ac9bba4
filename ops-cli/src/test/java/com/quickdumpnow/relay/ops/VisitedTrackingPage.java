package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.testing.Browser;
import com.quickdumpnow.relay.ops.testing.Browser.Screen;
import com.quickdumpnow.relay.ops.testing.OnePerRun;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody on a phone who has a link to one of the sample jobs. */
@ExtendWith(OnePerRun.class)
abstract class VisitedTrackingPage {
  static final String ON_ITS_WAY = "job-1042";
  static final String DONE = "job-1041";

  private static LocalWorld world;
  private static Browser browser;

  BrowserContext visitor;
  Page page;

  @BeforeAll
  static void meet(LocalWorld relay, Browser chromium) {
    world = relay;
    browser = chromium;
  }

  @BeforeEach
  void comeOnAPhone() {
    visitor = browser.newCustomer();
    page = visitor.newPage();
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  void visit(Consumer<NewContextOptions> special) {
    visitor.close();
    visitor = browser.newVisitor(Screen.PHONE, special);
    page = visitor.newPage();
  }

  void shows(String state) {
    assertThat(page.locator("#status[data-state='" + state + "']")).isVisible();
  }

  void photograph(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                Path.of("target", "screenshots", "track", name.toLowerCase(Locale.ROOT) + ".png")));
  }

  static String link(String job) {
    return new TrackingLinks(
            world.environment().getOrDefault("QDN_TRACK_URL", ""),
            TrackingTokens.parse(world.environment().getOrDefault("QDN_TRACKING_KEYS", "")))
        .linkTo(new JobId(job));
  }
}
