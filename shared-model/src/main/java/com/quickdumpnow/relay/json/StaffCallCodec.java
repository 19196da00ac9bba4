package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StaffCall;
import com.quickdumpnow.relay.model.StaffCall.Cover;
import com.quickdumpnow.relay.model.StaffCall.Progress;
import com.quickdumpnow.relay.model.StaffCall.Step;
import com.quickdumpnow.relay.model.StaffCall.Told;

/** One entry of {@code staffCalls[]}; it also says in whose history it stands. */
final class StaffCallCodec {
  private StaffCallCodec() {}

  static void write(ObjectText out, JobId jobId, StaffCall call) {
    out.text("jobId", jobId.value());
    out.text("callId", call.id().value());
    out.instant("startedAt", call.startedAt());
    out.text("text", call.text());
    out.list("covers", call.covers(), StaffCallCodec::writeCover);
    out.list("steps", call.steps(), StaffCallCodec::writeStep);
    out.maybeObject("told", call.told(), StaffCallCodec::writeTold);
    out.extras(call.extras());
  }

  static StaffCall read(Fields in) {
    in.derived("jobId");
    return new StaffCall(
        in.value("callId", NotificationId::new),
        in.instant("startedAt"),
        in.text("text"),
        in.list("covers", StaffCallCodec::readCover),
        in.list("steps", StaffCallCodec::readStep),
        in.maybeObject("told").map(StaffCallCodec::readTold),
        in.extras());
  }

  private static void writeCover(ObjectText out, Cover cover) {
    out.text("jobId", cover.jobId().value());
    out.number("upTo", cover.upTo());
    out.extras(cover.extras());
  }

  private static Cover readCover(Fields in) {
    return new Cover(in.value("jobId", JobId::new), in.smallNumber("upTo"), in.extras());
  }

  private static void writeStep(ObjectText out, Step step) {
    out.number("number", step.number());
    out.number("round", step.round());
    out.text("person", step.person());
    out.text("route", step.route().value());
    out.object("claim", claim -> MessageCodec.writeClaim(claim, step.claim()));
    out.text("progress", step.progress().name());
    out.instant("since", step.since());
    out.text("words", step.words());
    out.extras(step.extras());
  }

  private static Step readStep(Fields in) {
    return new Step(
        in.smallNumber("number"),
        in.smallNumber("round"),
        in.text("person"),
        in.value("route", RouteName::new),
        MessageCodec.readClaim(in.object("claim")),
        in.constant("progress", Progress.class),
        in.instant("since"),
        in.text("words"),
        in.extras());
  }

  private static void writeTold(ObjectText out, Told told) {
    out.instant("at", told.at());
    out.text("words", told.words());
    out.extras(told.extras());
  }

  private static Told readTold(Fields in) {
    return new Told(in.instant("at"), in.text("words"), in.extras());
  }
}
