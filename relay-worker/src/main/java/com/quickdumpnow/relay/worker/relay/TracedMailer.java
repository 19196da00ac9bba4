package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.trace.Tracer.Kind;
import com.quickdumpnow.relay.trace.Tracer.Step;
import java.util.Optional;

/** A mailer each of whose requests is a span. */
final class TracedMailer implements Mailer {
  private static final Step EMAIL = new Step(Kind.CLIENT, "send email");

  private final Mailer mailer;
  private final Tracer tracer;

  TracedMailer(Mailer mailer, Tracer tracer) {
    this.mailer = mailer;
    this.tracer = tracer;
  }

  @Override
  public SendOutcome send(Mail mail) {
    try (Span span = tracer.step(EMAIL, Optional.empty(), Optional.of(mail.notificationId()))) {
      SendOutcome outcome = span.call(() -> mailer.send(mail));
      span.set(LogKey.JOB_ID, mail.jobId())
          .set(LogKey.NID, mail.notificationId())
          .set(LogKey.ATTEMPT, mail.attempt());
      return OutcomeNames.onto(span, outcome);
    }
  }
}
