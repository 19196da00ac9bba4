package com.quickdumpnow.relay.ops.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe-core and a ruler find wrong with a page as it stands. */
public final class Accessibility {
  private Accessibility() {}

  /** Fails with every rule that is broken, and where. */
  public static void isGood(Page page) {
    List<String> violations =
        new AxeBuilder(page)
            .setLegacyMode(true).analyze().getViolations().stream()
                .map(Accessibility::explained)
                .toList();

    assertThat(violations).as("axe-core on " + page.title()).isEmpty();
  }

  private static String explained(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " at "
        + rule.getNodes().stream().map(node -> node.getTarget() + " " + node.getHtml()).toList();
  }

  /** Nothing sticks out at the side, which would have to be scrolled to. */
  public static void needsNoScrollingSideways(Page page) {
    assertThat(
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .as("pixels beyond the right edge")
        .isEqualTo(0);
  }
}
