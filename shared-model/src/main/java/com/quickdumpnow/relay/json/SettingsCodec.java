package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;

/** The object {@code settings}. */
final class SettingsCodec {
  private SettingsCodec() {}

  static void write(ObjectText out, DocumentSettings settings) {
    out.maybeObject("sending", settings.sending(), SettingsCodec::writeSending);
    out.extras(settings.extras());
  }

  static DocumentSettings read(Fields in) {
    return new DocumentSettings(
        in.maybeObject("sending").map(SettingsCodec::readSending), in.extras());
  }

  private static void writeSending(ObjectText out, SendingSwitch sending) {
    out.truth("paused", sending.paused());
    out.instant("since", sending.since());
    out.text("by", sending.by());
    out.text("reason", sending.reason());
    out.extras(sending.extras());
  }

  private static SendingSwitch readSending(Fields in) {
    return new SendingSwitch(
        in.truth("paused"), in.instant("since"), in.text("by"), in.text("reason"), in.extras());
  }
}
