package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.model.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes what becomes of its deliveries. */
final class FakeSource implements TriggerSource {
  final List<String> told = new ArrayList<>();
  private final FakeClock clock;

  FakeSource(FakeClock clock) {
    this.clock = clock;
  }

  Delivery delivery(String handle, Optional<Trigger> trigger, int receiveCount) {
    return new Delivery(handle, Kit.JOB.value(), "", trigger, receiveCount, clock.instant());
  }

  @Override
  public List<Delivery> receive(int max, Duration wait, Duration visibility) {
    return List.of();
  }

  @Override
  public synchronized void delete(Delivery delivery) {
    told.add("delete " + delivery.handle());
  }

  @Override
  public synchronized void keep(Delivery delivery, Duration visibility) {
    told.add("keep " + delivery.handle() + " " + visibility.toMillis() / 1000);
  }

  @Override
  public synchronized void bury(Delivery delivery, String reason) {
    told.add("bury " + delivery.handle() + ": " + reason);
  }
}
