package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.GpsPosition;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;

/** One entry of {@code trailers[]}. */
final class TrailerCodec {
  private TrailerCodec() {}

  static void write(ObjectText out, Trailer trailer) {
    out.text("vin", trailer.vin().value());
    out.maybeObject("position", trailer.position(), TrailerCodec::writePosition);
    out.maybeText("location", trailer.location());
    out.maybeText("assignedJob", trailer.assignedJob().map(JobId::value));
    out.extras(trailer.extras());
  }

  static Trailer read(Fields in) {
    return new Trailer(
        in.value("vin", Vin::new),
        in.maybeObject("position").map(TrailerCodec::readPosition),
        in.maybeText("location"),
        in.maybe("assignedJob", JobId::new),
        in.extras());
  }

  private static void writePosition(ObjectText out, GpsPosition position) {
    out.number("latitude", position.latitude());
    out.number("longitude", position.longitude());
    out.maybeInstant("at", position.at());
    out.extras(position.extras());
  }

  private static GpsPosition readPosition(Fields in) {
    return in.checked(
        () ->
            new GpsPosition(
                in.real("latitude"), in.real("longitude"), in.maybeInstant("at"), in.extras()));
  }
}
