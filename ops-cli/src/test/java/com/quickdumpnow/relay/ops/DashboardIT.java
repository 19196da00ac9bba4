package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.quickdumpnow.relay.ops.testing.Accessibility;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dispatch console against the running relay: what it shows of it. */
final class DashboardIT extends LiveDashboard {
  @Test
  void open_byLinkWithToken_showsRealJobsAndKeepsTheTokenInTheSessionOnly() {
    signIn("?state=all&q=job-104");

    assertThat(dashboard.row("job-1042")).containsText("Maria Lopez");
    assertThat(dashboard.page().locator("#sample")).isHidden();
    dashboard.says(dashboard.page().locator("#freshness"), "Up to date");
    dashboard.photograph("live-jobs");
    assertThat(dashboard.page().url()).doesNotContain("qdn_");
    assertThat((String) dashboard.page().evaluate("JSON.stringify(localStorage) + document.cookie"))
        .as("nothing but the tag of the cached document, which may not be there yet")
        .matches("\\{(\"qdn-etag\":\"W/\\\\\"[0-9a-f]+\\\\\"\")?\\}");
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
    signIn("?state=all&q=job-1042");

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

    // What other tests began may still change the document once or twice.
    for (int look = 0; look < 5 && !statuses.contains(304); look++) {
      int before = statuses.size();
      dashboard.page().clock().fastForward(11_000);
      dashboard
          .page()
          .waitForCondition(() -> statuses.size() > before, new Page.WaitForConditionOptions());
    }
    assertThat(statuses).contains(304);
  }

  /** They are loaded behind the first rows, not when somebody wants them. */
  @Test
  void views_connectionIsGone_areThereAllTheSame() {
    console.dispatch(customer);
    Set<String> loaded = ConcurrentHashMap.newKeySet();
    dashboard
        .context()
        .onRequestFinished(request -> loaded.add(request.url().replaceFirst(".*/", "")));
    signIn("?job=" + customer.job());
    dashboard.says(dashboard.detail(), "On the way");
    dashboard.page().waitForCondition(() -> loaded.containsAll(Set.of("calls.js", "trailers.js")));

    dashboard.context().setOffline(true);

    dashboard.page().keyboard().press("2");
    dashboard.says(dashboard.page().locator("h1"), "Call these customers");
    dashboard.page().keyboard().press("4");
    dashboard.says(dashboard.page().locator("h1"), "Trailers");
  }
}
