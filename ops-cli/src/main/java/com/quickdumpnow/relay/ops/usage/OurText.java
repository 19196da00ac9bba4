package com.quickdumpnow.relay.ops.usage;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A text as our own records have it.
 *
 * @param messageId empty when the carrier did not take it
 * @param code of the refusal or of the failed receipt
 * @param prefix how the number begins: country and area
 * @param took from sent to delivered
 */
record OurText(
    String job,
    String route,
    Instant at,
    Optional<String> messageId,
    Optional<DeliveryStatus> status,
    Optional<Integer> code,
    String prefix,
    Optional<Duration> took) {
  /** {@code +1619}: enough to tell a network's country and area, and nobody's number. */
  private static final int PREFIX = 5;

  /** The texts of a job that were claimed since then. */
  static List<OurText> of(JobHistory history, Instant since) {
    return history.notifications().stream()
        .flatMap(notification -> notification.attempts().stream())
        .filter(attempt -> !attempt.isEmail() && !attempt.claim().at().isBefore(since))
        .map(attempt -> of(history, attempt))
        .toList();
  }

  private static OurText of(JobHistory history, Attempt attempt) {
    Optional<Accepted> accepted =
        attempt.outcome() instanceof Accepted taken ? Optional.of(taken) : Optional.empty();
    Optional<Integer> code =
        attempt.outcome() instanceof Refused refused
            ? refused.code()
            : accepted.flatMap(Accepted::code);
    String to = attempt.to() instanceof PhoneNumber phone ? phone.value() : "";
    return new OurText(
        history.id().value(),
        attempt.route().value(),
        attempt.claim().at(),
        accepted.map(taken -> taken.messageId().value()),
        accepted.map(Accepted::status),
        code,
        to.substring(0, Math.min(PREFIX, to.length())),
        accepted.flatMap(t -> t.deliveredAt().map(at -> Duration.between(t.sentAt(), at))));
  }

  boolean isDelivered() {
    return status.filter(DeliveryStatus::isSuccess).isPresent();
  }
}
