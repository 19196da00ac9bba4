package com.quickdumpnow.relay.worker.health;

import java.util.Locale;

/**
 * What the worker measures. The names are Prometheus's without {@code qdn_}; it appends {@code
 * _total} to counters and {@code _seconds} to timers. docs/observability.md says what each is good
 * for; a test compares the two.
 */
enum Meter {
  TRIGGERS_RECEIVED("triggers taken up from the queue"),
  QUEUE_AGE("how long each trigger had lain in the queue"),
  TRIGGERS_WORKED("triggers done with: done, later, failed, released, unusable"),
  SENT("attempts handed to a carrier, by what came of it"),
  ENQUEUE_TO_CARRIER("from a trigger's enqueueing to the carrier's yes"),
  COMMITS("a decision until it is durable"),
  COMMIT_FAILURES("decisions that were not made durable: unavailable, unknown, refused"),
  STORE_WRITES("a write of the store, with all changes that went along"),
  STORE_CHANGES("changes that were written"),
  STORE_BYTES("the size of maintenance.json as it was written last"),
  STORE_CONFLICTS("writes lost to another writer's, and repeated"),
  STORE_RETRIES("writes repeated after an error of S3's"),
  STORE_OWN_WRITES_RECOGNISED("writes whose answer was lost, found done"),
  ROUTE_UP("1 while a route takes texts, 0 while it rests or its breaker is open"),
  POLLING("1 while the queue is polled"),
  IN_HAND("triggers in work"),
  FLEET_MEMBERS("workers on the queue, as this one sees them; 0 while it does not know"),
  FLEET_LEADER("1 while this worker sweeps, archives and alerts for all"),
  FLEET_SHARE("this worker's share of the routes' pace, 0 to 1"),
  ARCHIVED_JOBS("jobs moved to the archive"),
  REDACTED_JOBS("archived jobs whose personal data was removed"),
  ALERTS_RAISED("alerts for staff raised by this worker"),
  ALERTS_TOLD("alerts that this worker told staff of"),
  ALERTS_WAITING("alerts in the store that staff are not being told of yet"),
  SWEPT_TRIGGERS("triggers that the sweeper made again"),
  LOOKUPS("numbers to be looked up: found, nothing, failed, skipped");

  private final String help;

  Meter(String help) {
    this.help = help;
  }

  /** As Micrometer has it. */
  String id() {
    return "qdn." + name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  String help() {
    return help;
  }
}
