package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.worker.relay.TriggerSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Deletes what it receives. */
final class HastySource implements TriggerSource {
  private final TriggerSource source;

  HastySource(TriggerSource source) {
    this.source = source;
  }

  @Override
  public List<Delivery> receive(int max, Duration wait, Duration visibility) {
    List<Delivery> received = new ArrayList<>(source.receive(max, wait, visibility));
    received.forEach(source::delete);
    return received;
  }

  @Override
  public void delete(Delivery delivery) {
    // It is gone already.
  }

  @Override
  public void keep(Delivery delivery, Duration visibility) {
    source.keep(delivery, visibility);
  }

  @Override
  public void bury(Delivery delivery, String reason) {
    source.bury(delivery, reason);
  }
}
