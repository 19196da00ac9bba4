package com.quickdumpnow.relay.ops.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.ops.sample.SampleJobs;
import com.quickdumpnow.relay.ops.twilio.TwilioRecords.TwilioText;
import com.quickdumpnow.relay.ops.usage.Usage.Disagreement;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sums and disagreements, of the sample jobs and a Twilio that has the same or not. */
final class UsageTest {
  private static final Instant NOW = Instant.parse("2026-11-25T20:00:00Z");
  private static final Instant SINCE = NOW.minus(Duration.ofDays(30));
  private static final String KEY = "k1=" + "A".repeat(43) + "=";

  private final Collection<JobHistory> jobs =
      SampleJobs.document(
              new TrackingLinks("quickdumpnow.com/track", TrackingTokens.parse(KEY)), NOW)
          .jobs()
          .values();
  private final List<TwilioText> twilio = new ArrayList<>();

  UsageTest() {
    for (JobHistory job : jobs) {
      for (OurText own : OurText.of(job, SINCE)) {
        own.messageId()
            .ifPresent(id -> twilio.add(text(id, own.status().orElseThrow().wireName(), own.at())));
      }
    }
  }

  private static TwilioText text(String id, String status, Instant at) {
    return new TwilioText(
        id,
        "+16195550100",
        "+16195551234",
        status,
        Optional.empty(),
        2,
        Optional.of(new BigDecimal("0.0166")),
        "USD",
        at);
  }

  private Usage usage() {
    return Usage.of(twilio, jobs, Map.of("+16195550100", "twilio-primary"), SINCE, NOW);
  }

  @Test
  void of_sameRecords_sumsAndNothingDisagrees() {
    Usage usage = usage();

    assertThat(twilio).hasSizeGreaterThan(3);
    assertThat(usage.disagreements()).isEmpty();
    assertThat(usage.texts()).isEqualTo(twilio.size());
    assertThat(usage.cost())
        .isEqualByComparingTo(new BigDecimal("0.0166").multiply(BigDecimal.valueOf(twilio.size())));
    assertThat(usage.days()).allMatch(day -> day.route().equals("twilio-primary"));
    assertThat(usage.days()).allMatch(day -> day.segments() == 2 * day.texts());
    assertThat(usage.median()).contains(Duration.ofSeconds(3));
    assertThat(usage.failures()).isNotEmpty().allMatch(failure -> !failure.meaning().isBlank());
  }

  @Test
  void of_eitherHasATextThatTheOtherHasNot_bothAreListed() {
    TwilioText lost = twilio.removeFirst();
    String stranger = "SM" + "9".repeat(32);
    twilio.add(text(stranger, "delivered", NOW.minus(Duration.ofHours(1))));

    assertThat(usage().disagreements())
        .extracting(Disagreement::messageId, Disagreement::twilio)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(stranger, "delivered"),
            org.assertj.core.groups.Tuple.tuple(lost.id(), "unknown"));
  }

  @Test
  void of_receiptThatNeverReachedUs_isListedWithItsJob() {
    TwilioText said = twilio.getFirst();
    twilio.set(
        0,
        text(
            said.id(),
            "undelivered".equals(said.status()) ? "sent" : "undelivered",
            said.createdAt()));

    assertThat(usage().disagreements())
        .singleElement()
        .satisfies(one -> assertThat(one.job()).startsWith("job-"));
  }

  @Test
  void of_textOfAMomentAgo_mayBeOnItsWay() {
    twilio.add(text("SM" + "9".repeat(32), "queued", NOW.minusSeconds(30)));

    assertThat(usage().disagreements()).isEmpty();
  }

  @Test
  void page_anyWords_areEscaped() {
    Usage usage =
        Usage.of(
            List.of(text("SM1", "sent", NOW)),
            List.of(),
            Map.of("+16195550100", "<script>alert(1)</script>"),
            SINCE,
            NOW);

    assertThat(UsagePage.of(usage, "now")).contains("&lt;script&gt;").doesNotContain("<script");
  }

  @Test
  void page_saysAllThatTheTableSays() {
    Usage usage = usage();

    assertThat(UsagePage.of(usage, "2026-11-18"))
        .contains("<h2>Each day</h2><table>", "<th>Segments</th>", "<th>Rate limit</th>")
        .contains(usage.costs(), " USD</td>")
        .contains("<h2>Networks that returned no receipt</h2><p>None.</p>");
  }

  @Test
  void costs_ofTwoCurrencies_areNotAddedUp() {
    TwilioText one = twilio.removeFirst();
    twilio.clear();
    twilio.add(one);
    twilio.add(
        new TwilioText(
            "SM" + "8".repeat(32),
            "+18005550199",
            one.to(),
            "delivered",
            Optional.empty(),
            1,
            Optional.of(new BigDecimal("0.02")),
            "EUR",
            one.createdAt()));

    assertThat(usage().costs()).isEqualTo("0.02 EUR, 0.0166 USD");
  }
}
