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

  Troubles(Brake brake, MaintenanceStore store, RouteStates routes, Chain chain) {
    this.brake = brake;
    this.store = store;
    this.routes = routes;
    this.chain = chain;
  }

  /** A trigger was handled; whether anything can be sent still is for the routes to say. */
  void allWell() {
    if (routes.allResting(chain.routes())) {
      brake.pull("every route is down", () -> !routes.allResting(chain.routes()));
    } else {
      brake.relax();
    }
  }

  void storeFailed(StoreException failure) {
    String reason =
        failure instanceof DocumentRefused
            ? "the store refuses its document: " + failure.getMessage()
            : "the store is down";
    brake.pull(reason, this::storeAnswers);
  }

  void queueFailed() {
    brake.pull("the queue is down", () -> true);
  }

  private boolean storeAnswers() {
    var _ = store.read();
    return true;
  }
}
