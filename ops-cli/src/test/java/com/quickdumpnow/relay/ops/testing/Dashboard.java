package com.quickdumpnow.relay.ops.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.quickdumpnow.relay.ops.testing.Browser.Screen;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The dispatch console as a dispatcher has it open. Its clock can be put forward. */
public final class Dashboard implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 20_000;
  private static final long PAST_THE_HOLD_MILLIS = 5_500;

  private final BrowserContext dispatcher;
  private final Page page;
  private final URI home;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  public Dashboard(Browser browser, URI home, Screen screen, Consumer<NewContextOptions> special) {
    this.dispatcher = browser.newVisitor(screen, special);
    this.page = dispatcher.newPage();
    this.home = home;
    page.clock().install();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // What the network refuses is part of some tests; Chromium logs it by itself.
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            complaints.add(message.text());
          }
        });
  }

  /**
   * @param where query and fragment, such as {@code ?view=health#token=…}
   */
  public Dashboard open(String where) {
    page.navigate(home + where);
    return this;
  }

  public Page page() {
    return page;
  }

  public BrowserContext context() {
    return dispatcher;
  }

  /** What the browser's console holds against the page. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  public Locator row(String job) {
    return page.locator(".row[data-key='" + job + "']");
  }

  public Locator detail() {
    return page.locator("#detail");
  }

  /** One change on its way, or what became of it. */
  public Locator toast() {
    return page.locator(".toast");
  }

  public Locator button(String words) {
    return page.locator("button:visible", new Page.LocatorOptions().setHasText(words));
  }

  public void says(Locator place, String words) {
    assertThat(place).containsText(words, new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  /** Lets the seconds go by in which a change can be taken back. */
  public void letTheHoldPass() {
    page.clock().fastForward(PAST_THE_HOLD_MILLIS);
  }

  public void photograph(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", "dashboard", name + ".png")));
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}
