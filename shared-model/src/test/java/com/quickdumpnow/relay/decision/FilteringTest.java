package com.quickdumpnow.relay.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FilteringTest {
  private static final Instant NOW = Kit.START.plus(Duration.ofDays(1));

  private final Kit kit = new Kit();
  private int number;

  private void texts(int count, Duration ago, Optional<Integer> code) {
    Attempt template = number == 0 ? kit.claim() : kit.notification().attempts().getFirst();
    for (int i = 0; i < count; i++) {
      number++;
      Accepted sent =
          new Accepted(
              new MessageId("SM" + number),
              code.isPresent() ? DeliveryStatus.UNDELIVERED : DeliveryStatus.DELIVERED,
              NOW.minus(ago),
              Optional.empty(),
              code,
              Optional.empty());
      Attempt attempt =
          new Attempt(
              number,
              template.route(),
              template.to(),
              template.body(),
              template.segments(),
              template.claim(),
              template.reason(),
              template.label(),
              template.carrier(),
              sent,
              template.extras());
      kit.history = kit.history.with(kit.notification().with(attempt));
    }
  }

  private boolean isRising() {
    return Filtering.mayBeRising(List.of(kit.history), NOW)
        && Filtering.isRising(List.of(kit.history), NOW);
  }

  @Test
  void isRising_threeOfTenAfterAGoodDay_tellsStaff() {
    texts(100, Duration.ofHours(5), Optional.empty());
    texts(7, Duration.ofMinutes(10), Optional.empty());
    texts(3, Duration.ofMinutes(5), Optional.of(30007));

    assertThat(isRising()).isTrue();
  }

  @Test
  void isRising_two_isBadLuck() {
    texts(100, Duration.ofHours(5), Optional.empty());
    texts(2, Duration.ofMinutes(5), Optional.of(30007));

    assertThat(isRising()).isFalse();
  }

  @Test
  void isRising_noWorseThanTheDayBefore_isNoNews() {
    texts(20, Duration.ofHours(5), Optional.of(30007));
    texts(80, Duration.ofHours(5), Optional.empty());
    texts(4, Duration.ofMinutes(5), Optional.of(30007));
    texts(6, Duration.ofMinutes(5), Optional.empty());

    assertThat(isRising()).isFalse();
  }

  @Test
  void raise_twiceOnADay_onceUntilTheNext() {
    JobHistory staff = JobHistory.empty(JobId.STAFF);

    JobHistory once = Filtering.raise(staff, NOW);
    JobHistory twice = Filtering.raise(once, NOW.plusSeconds(60));
    JobHistory nextDay = Filtering.raise(twice, NOW.plus(Duration.ofDays(1)));

    assertThat(twice).isEqualTo(once);
    assertThat(nextDay.alerts()).hasSize(2);
  }
}
