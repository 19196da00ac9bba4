package com.quickdumpnow.relay.ops.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The tracking page as a customer has it open, found by its data attributes. */
public final class TrackingPage implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 20_000;
  private static final long PAST_A_PAUSE_MILLIS = 5_500;

  private final BrowserContext customer;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  public TrackingPage(Browser browser) {
    this.customer = browser.newCustomer();
    this.page = customer.newPage();
    page.clock().install();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
  }

  public TrackingPage open(URI link) {
    page.navigate(link.toString());
    return this;
  }

  public void showsStatus(String state) {
    appears("#status[data-state='" + state + "']");
  }

  /** A message about the job being dispatched. */
  public void showsMessage(String channel, String state) {
    appears(message(channel, state));
  }

  public void showsNoMessage(String channel, String state) {
    assertThat(page.locator(message(channel, state))).hasCount(0);
  }

  private static String message(String channel, String state) {
    return "#timeline li[data-kind=status][data-about=dispatched] "
        + "li[data-kind=message][data-about=dispatched][data-channel='%s'][data-state='%s']"
            .formatted(channel, state);
  }

  public void showsNotice(String state) {
    appears("#notice[data-state='" + state + "']");
  }

  public void showsNoNotice() {
    assertThat(page.locator("#notice")).isHidden();
  }

  public void says(String words) {
    assertThat(page.locator("main")).containsText(words);
  }

  private void appears(String selector) {
    Locator wanted = page.locator(selector).first();
    assertThat(wanted).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
  }

  /** What a phone does when it finds its network again: the page looks at once. */
  public TrackingPage lookNow() {
    page.evaluate("window.dispatchEvent(new Event('online'))");
    return this;
  }

  /** Lets the seconds go by after which a page that is up to date asks again by itself. */
  public TrackingPage letTimePass() {
    page.clock().fastForward(PAST_A_PAUSE_MILLIS);
    return this;
  }

  public void loseNetwork() {
    customer.setOffline(true);
  }

  public void findNetwork() {
    customer.setOffline(false);
  }

  /** From now on the API fails. */
  public void breakApi() {
    page.route(
        "**/api/**",
        route ->
            route.fulfill(
                new com.microsoft.playwright.Route.FulfillOptions().setStatus(503).setBody("")));
  }

  /** The page with all its text. */
  public String content() {
    return page.content();
  }

  /** What the browser's console holds against the page. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  public void photograph(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }

  @Override
  public void close() {
    customer.close();
  }
}
