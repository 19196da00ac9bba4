package com.quickdumpnow.relay.ops.chaos;

/** What the relay goes through. */
public enum Scenario {
  /** Worker and recorder are killed, services fail in turns. */
  KILL,
  /** The worker is told to stop under load. */
  SIGTERM,
  /** All receipts of a day come at once. */
  BURST
}
