package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Receipt;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What SES says of an email, as <a
 * href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html">a
 * configuration set publishes it</a>. The email's tags say whose it is: {@code job}, {@code nid}
 * and {@code attempt}.
 */
public final class SesEventJson {
  /** The tags of an email that come back with its events. */
  public static final String JOB_TAG = "job";

  public static final String NOTIFICATION_TAG = "nid";
  public static final String ATTEMPT_TAG = "attempt";

  static final String TYPE = "eventType";

  private SesEventJson() {}

  /**
   * @return empty for a type of event that says nothing we act on
   * @throws BadJsonException when it is no such event, or without a tag that names its job: sending
   *     it again will not help
   */
  static Optional<Receipt> read(Fields event) {
    return status(event).map(status -> receipt(event, status));
  }

  private static Optional<DeliveryStatus> status(Fields event) {
    return switch (event.text(TYPE)) {
      case "Send" -> Optional.of(DeliveryStatus.ACCEPTED);
      case "Delivery" -> Optional.of(DeliveryStatus.DELIVERED);
      case "Bounce" -> Optional.of(bounce(event.object("bounce")));
      case "Complaint", "Reject" -> Optional.of(DeliveryStatus.FAILED);
      default -> Optional.empty();
    };
  }

  /**
   * After a transient bounce SES has stopped trying, too. But it may be an out-of-office answer,
   * which says nothing against a delivery (<a
   * href="https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types">bounce
   * types</a>).
   */
  private static DeliveryStatus bounce(Fields bounce) {
    return bounce.text("bounceType").equals("Transient")
        ? DeliveryStatus.UNDELIVERED
        : DeliveryStatus.FAILED;
  }

  /** A tag that does not parse is left out: what cannot be attributed is still worth keeping. */
  private static Receipt receipt(Fields event, DeliveryStatus status) {
    Fields mail = event.object("mail");
    Fields tags = mail.object("tags");
    return new Receipt(
        tags.maybeFirstText(JOB_TAG)
            .flatMap(text -> parsed(text, JobId::new))
            .orElseThrow(() -> tags.bad(JOB_TAG, "no job, so it cannot be attributed")),
        tags.maybeFirstText(NOTIFICATION_TAG).flatMap(text -> parsed(text, NotificationId::new)),
        tags.maybeFirstText(ATTEMPT_TAG).flatMap(text -> parsed(text, Integer::valueOf)),
        mail.value("messageId", MessageId::new),
        status,
        Optional.empty(),
        happenedAt(event, mail));
  }

  private static Instant happenedAt(Fields event, Fields mail) {
    return event
        .maybeObject(event.text(TYPE).toLowerCase(Locale.ROOT))
        .flatMap(details -> details.maybeInstant("timestamp"))
        .orElseGet(() -> mail.instant("timestamp"));
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
