package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ServiceWorkerPolicy;
import com.quickdumpnow.relay.ops.testing.Accessibility;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the tracking page asks, what it does without an answer, and what the edge adds to it. */
final class TrackingPageNetworkIT extends VisitedTrackingPage {
  @Test
  void network_gone_pageAndJobComeFromTheCacheAndSaySo() {
    visit(options -> options.setServiceWorkers(ServiceWorkerPolicy.ALLOW));
    page.navigate(link(ON_ITS_WAY));
    shows("dispatched");
    page.waitForFunction("() => navigator.serviceWorker.controller !== null");

    visitor.setOffline(true);
    page.reload();

    shows("dispatched");
    assertThat(page.locator("#notice")).containsText("No connection. This is what we knew at");
    assertThat(page.locator("#timeline li[data-kind=message]").first()).isVisible();
    assertThat(page.locator("#slow")).isHidden();
    photograph("reloaded-offline");
    Accessibility.isGood(page);

    visitor.setOffline(false);
    assertThat(page.locator("#notice")).isHidden();
  }

  @Test
  void worker_forOfflineUse_leavesOtherPathsAlone() {
    visit(options -> options.setServiceWorkers(ServiceWorkerPolicy.ALLOW));
    page.navigate(link(ON_ITS_WAY));
    page.waitForFunction("() => navigator.serviceWorker.controller !== null");

    assertThat(page.evaluate("fetch('/tracking').then((r) => r.status)")).isEqualTo(404);
    assertThat(page.evaluate("fetch('/track//').then((r) => r.status)")).isEqualTo(404);
  }

  @Test
  void polling_finishedJob_asksOnceAndNoMore() {
    AtomicInteger asked = visitCounting(DONE, "completed");

    page.clock().fastForward("30:00");

    assertThat(asked).hasValue(1);
  }

  /** How the pauses grow is {@code StoryPollingTest}'s. */
  @Test
  void polling_jobOnItsWay_goesOnAndStopsWhileHidden() {
    AtomicInteger asked = visitCounting(ON_ITS_WAY, "dispatched");

    page.clock().runFor("01:00");
    int seen = asked.get();
    page.evaluate(
        """
        Object.defineProperty(document, 'hidden', {get: () => true});
        document.dispatchEvent(new Event('visibilitychange'));
        """);
    page.clock().runFor("10:00");

    assertThat(seen).as("in a minute").isGreaterThan(2);
    assertThat(asked)
        .as("while nobody looks, but for one that was under way")
        .hasValueLessThanOrEqualTo(seen + 1);
  }

  @Test
  void response_ofThePage_hasTheHeadersOfTheEdge() {

    var headers = page.navigate(link(ON_ITS_WAY)).headers();

    assertThat(headers.get("content-security-policy")).contains("script-src 'self'");
    assertThat(headers).containsEntry("referrer-policy", "no-referrer");
    assertThat(headers.get("x-robots-tag")).contains("noindex");
  }

  private AtomicInteger visitCounting(String job, String state) {
    AtomicInteger asked = new AtomicInteger();
    page.onRequest(
        request -> {
          if (request.url().contains("/api/")) {
            asked.incrementAndGet();
          }
        });
    page.clock().install();
    page.navigate(link(job));
    shows(state);
    return asked;
  }
}
