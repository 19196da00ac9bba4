package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Alert;

/** Tells staff. Thread-safe. */
@FunctionalInterface
public interface Alerts {
  /** Never throws: an alert that cannot be told must not hold up the next customer's text. */
  void tell(Alert alert);

  /** Tells them by the log, which monitoring watches. */
  static Alerts logged() {
    return new LoggedAlerts();
  }
}
