package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;

/** Which troubles stop the polling, and how each is seen to be over. */
final class Troubles {
  private final Brake brake;
  private final MaintenanceStore store;
  private final RouteStates routes;
  private final Chain chain;
  private final RefusalAlarm alarm;

  Troubles(
      Brake brake, MaintenanceStore store, RouteStates routes, Chain chain, RefusalAlarm alarm) {
    this.brake = brake;
    this.store = store;
    this.routes = routes;
    this.chain = chain;
    this.alarm = alarm;
  }

  /** A trigger was handled; whether anything can be sent still is for the routes to say. */
  void allWell() {
    alarm.over();
    if (routes.allResting(chain.routes())) {
      brake.pull("every route is down", () -> !routes.allResting(chain.routes()));
    } else {
      brake.relax();
    }
  }

  void storeFailed(StoreException failure) {
    if (failure instanceof DocumentRefused refusal) {
      brake.pull("the store refuses its document: " + refusal.getMessage(), this::storeAnswers);
      alarm.raise(refusal);
    } else {
      brake.pull("the store is down", this::storeAnswers);
    }
  }

  void queueFailed() {
    brake.pull("the queue is down", () -> true);
  }

  private boolean storeAnswers() {
    var _ = store.settings();
    alarm.over();
    return true;
  }
}
