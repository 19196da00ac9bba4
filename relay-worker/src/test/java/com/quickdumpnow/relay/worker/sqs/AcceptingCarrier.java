package com.quickdumpnow.relay.worker.sqs;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.worker.relay.TextCarrier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accepts every text, and tells nothing of any afterwards. */
class AcceptingCarrier implements TextCarrier {
  @Override
  public SendOutcome post(Text text) {
    return new SendOutcome.Accepted(
        new MessageId("SM" + text.notificationId()), DeliveryStatus.QUEUED);
  }

  @Override
  public Optional<Trace> fetch(Route route, MessageId messageId) {
    return Optional.empty();
  }

  @Override
  public List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
    return List.of();
  }
}
