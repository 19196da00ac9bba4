package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.trace.Tracer.Kind;
import com.quickdumpnow.relay.trace.Tracer.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A carrier each of whose requests is a span. */
final class TracedCarrier implements TextCarrier {
  private static final Step TEXT = new Step(Kind.CLIENT, "send text");
  private static final Step FETCH = new Step(Kind.CLIENT, "fetch message");
  private static final Step LIST = new Step(Kind.CLIENT, "list messages");

  private final TextCarrier carrier;
  private final Tracer tracer;

  TracedCarrier(TextCarrier carrier, Tracer tracer) {
    this.carrier = carrier;
    this.tracer = tracer;
  }

  @Override
  public SendOutcome post(Text text) {
    try (Span span = tracer.step(TEXT, Optional.empty(), Optional.of(text.notificationId()))) {
      SendOutcome outcome = span.call(() -> carrier.post(text));
      span.set(LogKey.JOB_ID, text.jobId())
          .set(LogKey.NID, text.notificationId())
          .set(LogKey.ROUTE, text.route().name())
          .set(LogKey.ATTEMPT, text.attempt());
      return OutcomeNames.onto(span, outcome);
    }
  }

  @Override
  public Optional<Trace> fetch(Route route, MessageId messageId) {
    try (Span span = tracer.step(FETCH, Optional.empty(), Optional.empty())) {
      span.set(LogKey.ROUTE, route.name()).set(LogKey.MESSAGE_ID, messageId);
      return span.call(() -> carrier.fetch(route, messageId));
    }
  }

  @Override
  public List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
    try (Span span = tracer.step(LIST, Optional.empty(), Optional.empty())) {
      List<Trace> found = span.call(() -> carrier.list(route, to, body, from));
      span.set(LogKey.ROUTE, route.name()).set(LogKey.FOUND, found.size());
      return found;
    }
  }
}
