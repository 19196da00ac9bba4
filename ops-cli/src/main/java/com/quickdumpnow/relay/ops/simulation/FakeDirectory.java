package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Network.LineType;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.ops.simulation.Chaos.Fate;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import com.quickdumpnow.relay.worker.relay.CarrierUnavailableException;
import com.quickdumpnow.relay.worker.relay.NetworkDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Twilio's Lookup: always says the same of a number, and now and then nothing at all. */
final class FakeDirectory implements NetworkDirectory {
  private static final Duration LATENCY = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Scheduler scheduler;
  private final Chaos chaos;

  FakeDirectory(Scheduler scheduler, Chaos chaos) {
    this.scheduler = scheduler;
    this.chaos = chaos;
  }

  @Override
  public Network find(PhoneNumber phone, Instant now) {
    scheduler.pause(LATENCY);
    if (chaos.fate(Service.LOOKUP) != Fate.WELL) {
      scheduler.pause(TIMEOUT);
      throw new CarrierUnavailableException("simulated: no answer", null);
    }
    return switch (Math.floorMod(phone.value().hashCode(), 4)) {
      case 0 -> new Network(Optional.of("Landline Company"), LineType.LANDLINE, now);
      case 1 -> new Network(Optional.empty(), LineType.UNKNOWN, now);
      default -> new Network(Optional.of("Verizon"), LineType.MOBILE, now);
    };
  }
}
