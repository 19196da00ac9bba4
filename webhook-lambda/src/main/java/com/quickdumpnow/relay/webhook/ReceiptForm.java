package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a delivery receipt from Twilio's status callback. What is needed to keep it at all is the
 * job, the message and its status; anything else that does not parse is left out, as a receipt that
 * cannot be attributed is still worth keeping.
 *
 * @see <a
 *     href="https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks">status
 *     callbacks</a>
 */
final class ReceiptForm {
  /** The part of the callback's URL that names the notification. */
  static final String NOTIFICATION = "nid";

  static final String ATTEMPT = "attempt";

  private ReceiptForm() {}

  sealed interface Read {}

  /**
   * @param leftOut the names of what did not parse
   */
  record Complete(Receipt receipt, List<String> leftOut) implements Read {}

  record Malformed(List<FieldError> errors) implements Read {}

  static Read read(String jobId, FormFields query, FormFields form, Instant now) {
    List<FieldError> errors = new ArrayList<>();
    Optional<JobId> job = parsed(Optional.of(jobId), JobId::new);
    if (job.isEmpty()) {
      errors.add(new FieldError("jobId", "use " + JobId.RULE));
    }
    Optional<MessageId> message = parsed(either(form, "MessageSid", "SmsSid"), MessageId::new);
    if (message.isEmpty()) {
      errors.add(new FieldError("MessageSid", "use Twilio's id of the message"));
    }
    Optional<String> status = either(form, "MessageStatus", "SmsStatus");
    if (status.isEmpty()) {
      errors.add(new FieldError("MessageStatus", "use a message status"));
    }
    if (job.isEmpty() || message.isEmpty() || status.isEmpty()) {
      return new Malformed(errors);
    }
    List<String> leftOut = new ArrayList<>();
    Receipt receipt =
        new Receipt(
            job.get(),
            kept(NOTIFICATION, query, NotificationId::new, leftOut),
            kept(ATTEMPT, query, ReceiptForm::positive, leftOut),
            message.get(),
            status(status.get(), leftOut),
            kept("ErrorCode", form, ReceiptForm::positive, leftOut),
            now);
    return new Complete(receipt, leftOut);
  }

  /** A word we do not know proves that the message exists, and nothing more. */
  private static DeliveryStatus status(String word, List<String> leftOut) {
    Optional<DeliveryStatus> status = DeliveryStatus.ofWireName(word);
    if (status.isEmpty()) {
      leftOut.add("MessageStatus");
    }
    return status.orElse(DeliveryStatus.ACCEPTED);
  }

  private static <T> Optional<T> kept(
      String name, FormFields fields, Function<String, T> parser, List<String> leftOut) {
    Optional<String> given = present(fields, name);
    Optional<T> value = parsed(given, parser);
    if (given.isPresent() && value.isEmpty()) {
      leftOut.add(name);
    }
    return value;
  }

  private static Optional<String> either(FormFields fields, String name, String olderName) {
    return present(fields, name).or(() -> present(fields, olderName));
  }

  /** A blank parameter says as little as none. */
  private static Optional<String> present(FormFields fields, String name) {
    return fields.first(name).filter(value -> !value.isEmpty());
  }

  private static <T> Optional<T> parsed(Optional<String> text, Function<String, T> parser) {
    try {
      return text.map(parser);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static int positive(String digits) {
    int number = Integer.parseInt(digits);
    if (number < 1) {
      throw new IllegalArgumentException("not positive");
    }
    return number;
  }
}
