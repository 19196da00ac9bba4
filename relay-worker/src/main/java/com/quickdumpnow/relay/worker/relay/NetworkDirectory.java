package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.Instant;

/** Knows which network a number belongs to, for money. Thread-safe. */
public interface NetworkDirectory {
  /**
   * Looks a number up, by one request that is paid for. Returns within seconds. Without a carrier
   * and of unknown type when the directory has nothing about that number: asking again is no use.
   *
   * @param now what the answer is dated with
   * @throws CarrierUnavailableException when it cannot be asked now
   */
  Network find(PhoneNumber phone, Instant now);
}
