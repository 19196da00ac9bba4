package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.Lift;
import com.quickdumpnow.relay.model.Recipient.OptIn;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.Recipient.PermanentFailure;
import com.quickdumpnow.relay.model.Recipient.Suppression;
import java.time.Instant;

/** One entry of {@code recipients[]}. */
final class RecipientCodec {
  private RecipientCodec() {}

  static void write(ObjectText out, Recipient recipient) {
    out.text("phone", recipient.phone().value());
    out.maybeObject("optOut", recipient.optOut(), RecipientCodec::writeOptOut);
    out.maybeList("failures", recipient.failures(), RecipientCodec::writeFailure);
    out.maybeObject("suppression", recipient.suppression(), RecipientCodec::writeSuppression);
    out.maybeInstant("toldHowToStopAt", recipient.toldHowToStopAt());
    out.maybeObject("optIn", recipient.optIn(), RecipientCodec::writeOptIn);
    out.maybeList("lifts", recipient.lifts(), RecipientCodec::writeLift);
    out.maybeObject("network", recipient.network(), RecipientCodec::writeNetwork);
    out.extras(recipient.extras());
  }

  static Recipient read(Fields in) {
    return new Recipient(
        in.value("phone", PhoneNumber::new),
        in.maybeObject("optOut").map(RecipientCodec::readOptOut),
        in.maybeList("failures", RecipientCodec::readFailure),
        in.maybeObject("suppression").map(RecipientCodec::readSuppression),
        in.maybeInstant("toldHowToStopAt"),
        in.maybeObject("optIn").map(RecipientCodec::readOptIn),
        in.maybeList("lifts", RecipientCodec::readLift),
        in.maybeObject("network").map(RecipientCodec::readNetwork),
        in.extras());
  }

  private static void writeOptOut(ObjectText out, OptOut optOut) {
    out.instant("since", optOut.since());
    out.text("source", optOut.source());
    if (!optOut.lastAt().equals(optOut.since())) {
      out.instant("lastAt", optOut.lastAt());
    }
    out.extras(optOut.extras());
  }

  private static OptOut readOptOut(Fields in) {
    Instant since = in.instant("since");
    return new OptOut(
        since, in.text("source"), in.maybeInstant("lastAt").orElse(since), in.extras());
  }

  private static void writeOptIn(ObjectText out, OptIn optIn) {
    out.instant("at", optIn.at());
    out.text("source", optIn.source());
    out.extras(optIn.extras());
  }

  private static OptIn readOptIn(Fields in) {
    return new OptIn(in.instant("at"), in.text("source"), in.extras());
  }

  private static void writeLift(ObjectText out, Lift lift) {
    out.text("kind", lift.kind().name());
    out.instant("since", lift.since());
    out.text("why", lift.why());
    out.instant("upTo", lift.upTo());
    out.instant("at", lift.at());
    out.text("by", lift.by());
    out.extras(lift.extras());
  }

  private static Lift readLift(Fields in) {
    return new Lift(
        in.constant("kind", Lift.Kind.class),
        in.instant("since"),
        in.text("why"),
        in.instant("upTo"),
        in.instant("at"),
        in.text("by"),
        in.extras());
  }

  private static void writeNetwork(ObjectText out, Network network) {
    out.maybeText("carrier", network.carrier());
    out.text("type", network.type().name());
    out.instant("askedAt", network.askedAt());
    out.extras(network.extras());
  }

  private static Network readNetwork(Fields in) {
    return new Network(
        in.maybeText("carrier"),
        in.constant("type", Network.LineType.class),
        in.instant("askedAt"),
        in.extras());
  }

  private static void writeFailure(ObjectText out, PermanentFailure failure) {
    out.text("notificationId", failure.notificationId().value());
    out.instant("at", failure.at());
    out.number("code", failure.code());
    out.extras(failure.extras());
  }

  private static PermanentFailure readFailure(Fields in) {
    return new PermanentFailure(
        in.value("notificationId", NotificationId::new),
        in.instant("at"),
        in.smallNumber("code"),
        in.extras());
  }

  private static void writeSuppression(ObjectText out, Suppression suppression) {
    out.instant("since", suppression.since());
    out.instant("until", suppression.until());
    out.text("reason", suppression.reason());
    out.extras(suppression.extras());
  }

  private static Suppression readSuppression(Fields in) {
    return new Suppression(
        in.instant("since"), in.instant("until"), in.text("reason"), in.extras());
  }
}
