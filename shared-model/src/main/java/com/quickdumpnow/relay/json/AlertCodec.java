package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;

/** One entry of {@code alerts[]}. */
final class AlertCodec {
  private AlertCodec() {}

  static void write(ObjectText out, Alert alert) {
    out.text("jobId", alert.jobId().value());
    out.text("notificationId", alert.notificationId().value());
    out.number("number", alert.number());
    out.text("kind", alert.kind().name());
    out.text("words", alert.words());
    out.instant("raisedAt", alert.raisedAt());
    out.maybeInstant("toldAt", alert.toldAt());
    out.extras(alert.extras());
  }

  static Alert read(Fields in) {
    return new Alert(
        in.value("jobId", JobId::new),
        in.value("notificationId", NotificationId::new),
        in.smallNumber("number"),
        in.constant("kind", Alert.Kind.class),
        in.text("words"),
        in.instant("raisedAt"),
        in.maybeInstant("toldAt"),
        in.extras());
  }
}
