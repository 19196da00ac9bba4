package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.worker.relay.TextCarrier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Posts again when it does not know what came of it. */
final class InsistingCarrier implements TextCarrier {
  private final TextCarrier carrier;

  InsistingCarrier(TextCarrier carrier) {
    this.carrier = carrier;
  }

  @Override
  public SendOutcome post(Text text) {
    SendOutcome first = carrier.post(text);
    return first instanceof SendOutcome.Ambiguous ? carrier.post(text) : first;
  }

  @Override
  public Optional<Trace> fetch(Route route, MessageId messageId) {
    return carrier.fetch(route, messageId);
  }

  @Override
  public List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
    return carrier.list(route, to, body, from);
  }
}
