package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.MoveMark;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The object {@code settings}. */
final class SettingsCodec {
  private SettingsCodec() {}

  static void write(ObjectText out, DocumentSettings settings) {
    out.maybeObject("sending", settings.sending(), SettingsCodec::writeSending);
    out.maybeObject("spending", settings.spending(), SettingsCodec::writeSpending);
    out.maybeObject("move", settings.move(), SettingsCodec::writeMove);
    out.extras(settings.extras());
  }

  static DocumentSettings read(Fields in) {
    return new DocumentSettings(
        in.maybeObject("sending").map(SettingsCodec::readSending),
        in.maybeObject("spending").map(SettingsCodec::readSpending),
        in.maybeObject("move").map(SettingsCodec::readMove),
        in.extras());
  }

  private static void writeMove(ObjectText out, MoveMark move) {
    out.text("state", move.state().name());
    out.number("move", move.move());
    out.text("by", move.by());
    out.instant("at", move.at());
    out.extras(move.extras());
  }

  private static MoveMark readMove(Fields in) {
    return new MoveMark(
        in.constant("state", MoveMark.State.class),
        in.wholeNumber("move"),
        in.text("by"),
        in.instant("at"),
        in.extras());
  }

  private static void writeSpending(ObjectText out, DaySpending spending) {
    out.text("day", spending.day().toString());
    out.number("micros", spending.spent().micros());
    out.maybeNumber("drawn", Optional.of(spending.drawn()).filter(drawn -> drawn != 0));
    out.maybeNumber("limit", spending.limit().map(Money::micros));
    out.truth("limitMet", spending.limitMet());
    out.extras(spending.extras());
  }

  private static DaySpending readSpending(Fields in) {
    return new DaySpending(
        in.value("day", SettingsCodec::day),
        in.checked(() -> new Money(in.wholeNumber("micros"))),
        in.maybeWholeNumber("drawn").orElse(0L),
        in.checked(() -> in.maybeWholeNumber("limit").map(Money::new)),
        in.truth("limitMet"),
        in.extras());
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a day", e);
    }
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
