package com.quickdumpnow.relay.model;

import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import java.util.Optional;

/**
 * One hop of a notification: one message to one address by one route. On the wire it is one record
 * of {@code messages[]}.
 *
 * @param number 1 for the first attempt of its notification
 * @param segments how many segments the text counts, 0 for an email
 * @param reason why this route was chosen, in words
 * @param carrier what to call the carrier towards people: the recipient's network if known, else
 *     the route's label
 */
public record Attempt(
    int number,
    RouteName route,
    Address to,
    String body,
    int segments,
    Claim claim,
    String reason,
    Optional<RepeatLabel> label,
    String carrier,
    AttemptOutcome outcome,
    Extras extras) {

  public Attempt with(AttemptOutcome newOutcome) {
    return new Attempt(
        number, route, to, body, segments, claim, reason, label, carrier, newOutcome, extras);
  }

  /** Two versions of the same attempt as one: the carrier's word goes before ours. */
  public Attempt unitedWith(Attempt other) {
    if (!(other.outcome instanceof Accepted theirs)) {
      return outcome instanceof AttemptOutcome.Open ? with(other.outcome) : this;
    }
    boolean further =
        !(outcome instanceof Accepted own)
            || (own.messageId().equals(theirs.messageId())
                && merged(own.status(), theirs.status()) != own.status());
    return further ? with(theirs) : this;
  }

  /**
   * What is known of its message after {@code news}: {@link DeliveryStatus#merge}; but an email's
   * "delivered" is the word of the recipient's mail server, which may return it later all the same,
   * and a complaint comes after it, so for an email FAILED is the last word, in whatever order they
   * come.
   */
  public DeliveryStatus merged(DeliveryStatus known, DeliveryStatus news) {
    return isEmail() && (known == DeliveryStatus.FAILED || news == DeliveryStatus.FAILED)
        ? DeliveryStatus.FAILED
        : known.merge(news);
  }

  public boolean isEmail() {
    return to instanceof EmailAddress;
  }

  /**
   * What this attempt's failure means for the chain; empty when it has not failed, or failed
   * without reaching the carrier.
   */
  public Optional<FailureAction> then() {
    return switch (outcome) {
      case Refused refused -> Optional.of(refused.then());
      case Accepted accepted -> accepted.then();
      case AttemptOutcome.Open _,
          AttemptOutcome.Abandoned _,
          AttemptOutcome.Ambiguous _,
          AttemptOutcome.NoTrace _ ->
          Optional.empty();
    };
  }

  public Optional<MessageId> messageId() {
    return outcome instanceof Accepted accepted
        ? Optional.of(accepted.messageId())
        : Optional.empty();
  }

  /** Whether the customer has this very message. */
  public boolean isDelivered() {
    return outcome instanceof Accepted accepted && accepted.status().isSuccess();
  }

  @Override
  public String toString() {
    return "Attempt[" + number + ", " + route + ", " + to + ", " + outcome + "]";
  }
}
