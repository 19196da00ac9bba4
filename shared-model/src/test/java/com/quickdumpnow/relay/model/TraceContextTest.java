package com.quickdumpnow.relay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  /** The example of the recommendation. */
  private static final String EXAMPLE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void parse_theRecommendationsExample_readsAndWritesItAlike() {
    TraceContext context = TraceContext.parse(EXAMPLE).orElseThrow();

    assertThat(context)
        .isEqualTo(new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true));
    assertThat(context.traceparent()).isEqualTo(EXAMPLE);
  }

  @Test
  void parse_notSampledAndFlagsOfLater_onlySampledIsLookedAt() {
    assertThat(parsed("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00").sampled())
        .isFalse();
    assertThat(parsed("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03").sampled())
        .isTrue();
  }

  @Test
  void parse_laterVersionWithMoreInIt_readsWhatItKnows() {
    assertThat(parsed("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more").spanId())
        .isEqualTo("b7ad6b7169203331");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "no traceparent",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
      })
  void parse_whatIsNone_asIfThereWereNone(String given) {
    assertThat(TraceContext.parse(given)).isEmpty();
  }

  @Test
  void parse_endless_isNotLookedAt() {
    assertThat(TraceContext.parse("cc" + EXAMPLE.substring(2) + "-" + "x".repeat(10_000)))
        .isEmpty();
  }

  @Test
  void of_aNotification_isAlwaysTheSameAndNobodyElses() {
    Random random = new Random(7);
    NotificationId one = NotificationId.random(random);
    NotificationId other = NotificationId.random(random);

    assertThat(TraceContext.of(one)).isEqualTo(TraceContext.of(new NotificationId(one.value())));
    assertThat(TraceContext.of(one).traceId()).isNotEqualTo(TraceContext.of(other).traceId());
    assertThat(parsed(TraceContext.of(one).traceparent())).isEqualTo(TraceContext.of(one));
  }

  private static TraceContext parsed(String traceparent) {
    return TraceContext.parse(traceparent).orElseThrow();
  }
}
