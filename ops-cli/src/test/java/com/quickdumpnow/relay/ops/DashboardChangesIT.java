package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.testing.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * A job's status, changed from the console. What came of it is asked of the API, not of the page.
 */
final class DashboardChangesIT extends LiveDashboard {
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
}
