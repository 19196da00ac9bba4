package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Address;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.AttemptOutcome.Abandoned;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Ambiguous;
import com.quickdumpnow.relay.model.AttemptOutcome.NoTrace;
import com.quickdumpnow.relay.model.AttemptOutcome.Open;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.Vin;
import java.util.Optional;

/**
 * One entry of {@code messages[]}: an attempt, or a receipt that belongs to none. It begins with
 * the nine members that the brief promised to others, always present and in that order, {@code
 * null} where unknown.
 */
final class MessageCodec {
  /** What became of the message. */
  enum Kind {
    OPEN,
    ABANDONED,
    AMBIGUOUS,
    NO_TRACE,
    REFUSED,
    ACCEPTED,
    /** Not an attempt of ours, as far as we know. */
    STRAY
  }

  private MessageCodec() {}

  static void write(ObjectText out, Optional<Job> job, Notification owner, Attempt attempt) {
    AttemptOutcome outcome = attempt.outcome();
    Optional<Accepted> accepted =
        outcome instanceof Accepted taken ? Optional.of(taken) : Optional.empty();
    out.textOrNull("messageId", attempt.messageId().map(MessageId::value));
    out.text("jobId", owner.jobId().value());
    out.textOrNull("trailerVin", trailerOf(job));
    out.textOrNull(
        "recipientPhone", attempt.isEmail() ? Optional.empty() : Optional.of(attempt.to().value()));
    out.text("body", attempt.body());
    out.textOrNull("sentAt", accepted.map(Accepted::sentAt).map(Iso8601::text));
    out.textOrNull("deliveredAt", accepted.flatMap(Accepted::deliveredAt).map(Iso8601::text));
    out.textOrNull("twilioStatus", accepted.map(Accepted::status).map(DeliveryStatus::wireName));
    out.text("carrier", attempt.carrier());

    out.text("notificationId", owner.id().value());
    out.number("attempt", attempt.number());
    out.text("route", attempt.route().value());
    if (attempt.isEmail()) {
      out.text("recipientEmail", attempt.to().value());
    }
    out.number("segments", attempt.segments());
    out.object("claim", claim -> writeClaim(claim, attempt.claim()));
    out.text("reason", attempt.reason());
    out.maybeText("label", attempt.label().map(RepeatLabel::name));
    writeOutcome(out, outcome);
    out.extras(attempt.extras());
  }

  static void write(ObjectText out, Optional<Job> job, Receipt stray) {
    out.text("messageId", stray.messageId().value());
    out.text("jobId", stray.jobId().value());
    out.textOrNull("trailerVin", trailerOf(job));
    out.textOrNull("recipientPhone", Optional.empty());
    out.textOrNull("body", Optional.empty());
    out.textOrNull("sentAt", Optional.empty());
    out.textOrNull("deliveredAt", Optional.empty());
    out.text("twilioStatus", stray.status().wireName());
    out.textOrNull("carrier", Optional.empty());

    out.maybeText("notificationId", stray.notificationId().map(NotificationId::value));
    out.maybeNumber("attempt", stray.attempt());
    out.text("outcome", Kind.STRAY.name());
    out.maybeNumber("code", stray.code());
    out.instant("receivedAt", stray.receivedAt());
    out.extras(stray.extras());
  }

  static boolean isStray(Fields in) {
    return in.constant("outcome", Kind.class) == Kind.STRAY;
  }

  static Receipt readStray(Fields in) {
    in.derived("outcome", "trailerVin", "recipientPhone", "body", "sentAt", "deliveredAt");
    in.derived("carrier");
    return new Receipt(
        in.value("jobId", JobId::new),
        in.maybe("notificationId", NotificationId::new),
        in.maybeSmallNumber("attempt"),
        in.value("messageId", MessageId::new),
        in.word("twilioStatus", DeliveryStatus::ofWireName),
        in.maybeSmallNumber("code"),
        in.instant("receivedAt"),
        in.extras());
  }

  /** The attempt; whose it is stands in {@code jobId} and {@code notificationId}. */
  static Attempt readAttempt(Fields in) {
    in.derived("jobId", "notificationId", "trailerVin");
    in.derived("messageId", "sentAt", "deliveredAt", "twilioStatus", "recipientPhone");
    return new Attempt(
        in.smallNumber("attempt"),
        in.value("route", RouteName::new),
        readAddress(in),
        in.text("body"),
        in.smallNumber("segments"),
        readClaim(in.object("claim")),
        in.text("reason"),
        in.maybeConstant("label", RepeatLabel.class),
        in.text("carrier"),
        readOutcome(in),
        in.extras());
  }

  private static Optional<String> trailerOf(Optional<Job> job) {
    return job.flatMap(Job::trailerVin).map(Vin::value);
  }

  private static Address readAddress(Fields in) {
    Optional<EmailAddress> email = in.maybe("recipientEmail", EmailAddress::new);
    return email.isPresent() ? email.get() : in.value("recipientPhone", PhoneNumber::new);
  }

  static void writeClaim(ObjectText out, Claim claim) {
    out.text("owner", claim.owner());
    out.number("epoch", claim.epoch());
    out.instant("at", claim.at());
    out.text("postWithin", claim.postWithin().toString());
    out.extras(claim.extras());
  }

  static Claim readClaim(Fields in) {
    return new Claim(
        in.text("owner"),
        in.wholeNumber("epoch"),
        in.instant("at"),
        in.duration("postWithin"),
        in.extras());
  }

  private static void writeOutcome(ObjectText out, AttemptOutcome outcome) {
    switch (outcome) {
      case Open _ -> writeOutcome(out, Kind.OPEN);
      case Abandoned(var at, var reason) -> {
        writeOutcome(out, Kind.ABANDONED);
        out.instant("outcomeAt", at);
        out.text("outcomeReason", reason);
      }
      case Ambiguous(var at, var reason) -> {
        writeOutcome(out, Kind.AMBIGUOUS);
        out.instant("outcomeAt", at);
        out.text("outcomeReason", reason);
      }
      case NoTrace(var at) -> {
        writeOutcome(out, Kind.NO_TRACE);
        out.instant("outcomeAt", at);
      }
      case Refused(var at, var code, var reason, var then) -> {
        writeOutcome(out, Kind.REFUSED);
        out.instant("outcomeAt", at);
        out.maybeNumber("code", code);
        out.text("outcomeReason", reason);
        out.text("then", then.name());
      }
      case Accepted accepted -> {
        writeOutcome(out, Kind.ACCEPTED);
        out.maybeNumber("code", accepted.code());
        out.maybeText("then", accepted.then().map(FailureAction::name));
      }
    }
  }

  private static void writeOutcome(ObjectText out, Kind kind) {
    out.text("outcome", kind.name());
  }

  private static AttemptOutcome readOutcome(Fields in) {
    return switch (in.constant("outcome", Kind.class)) {
      case OPEN -> new Open();
      case ABANDONED -> new Abandoned(in.instant("outcomeAt"), in.text("outcomeReason"));
      case AMBIGUOUS -> new Ambiguous(in.instant("outcomeAt"), in.text("outcomeReason"));
      case NO_TRACE -> new NoTrace(in.instant("outcomeAt"));
      case REFUSED ->
          new Refused(
              in.instant("outcomeAt"),
              in.maybeSmallNumber("code"),
              in.text("outcomeReason"),
              in.constant("then", FailureAction.class));
      case ACCEPTED ->
          new Accepted(
              in.value("messageId", MessageId::new),
              in.word("twilioStatus", DeliveryStatus::ofWireName),
              in.instant("sentAt"),
              in.maybeInstant("deliveredAt"),
              in.maybeSmallNumber("code"),
              in.maybeConstant("then", FailureAction.class));
      case STRAY -> throw in.bad("outcome", "not the outcome of an attempt");
    };
  }
}
