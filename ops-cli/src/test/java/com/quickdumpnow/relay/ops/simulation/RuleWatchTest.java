package com.quickdumpnow.relay.ops.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RuleWatchTest {
  /** One of those with quiet hours. */
  private static final long SEED = 1;

  /** 6:13 in San Diego. */
  private static final Instant QUIET_ENDS = Instant.parse("2026-01-15T14:13:00Z");

  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Customer ANN =
      new Customer(
          "Ann", Optional.of(new PhoneNumber("+16195552001")), Optional.empty(), Extras.NONE);
  private static final Notification QUEUED =
      new Notification(
          new NotificationId("n_aaaaaaaaaaaaaaaa"),
          new JobId("job-1"),
          JobStatus.QUEUED,
          1,
          QUIET_ENDS,
          Optional.empty(),
          "text",
          1,
          "link",
          1,
          new Pending(QUIET_ENDS, "new"),
          List.of(),
          Extras.NONE);

  private static RuleWatch watch(Duration ahead) {
    return new RuleWatch(RuleWatch.rules(SEED), ahead);
  }

  @Test
  void accepted_lessBeforeTheEndThanAWorkersClockIsAhead_holds() {
    assertThatCode(() -> watch(A_SECOND).accepted(QUEUED, ANN, false, QUIET_ENDS.minus(A_SECOND)))
        .doesNotThrowAnyException();
  }

  @Test
  void accepted_moreBeforeTheEndThanAnyWorkersClockIsAhead_isBroken() {
    RuleWatch watch = watch(A_SECOND.minusMillis(1));

    assertThatThrownBy(() -> watch.accepted(QUEUED, ANN, false, QUIET_ENDS.minus(A_SECOND)))
        .isInstanceOf(Violation.class)
        .hasMessageContaining("in quiet hours");
  }
}
