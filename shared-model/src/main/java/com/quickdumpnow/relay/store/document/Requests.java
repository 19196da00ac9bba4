package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.store.Patience;
import java.util.Optional;
import java.util.function.Supplier;

/** Repeats requests to the object store for as long as patience allows. Thread-safe. */
final class Requests {
  private final StoreListener listener;

  Requests(StoreListener listener) {
    this.listener = listener;
  }

  /**
   * Repeats a request until it gives something.
   *
   * @throws com.quickdumpnow.relay.store.StoreException when that takes too long, or is hopeless
   */
  <T> T insist(Patience patience, Supplier<Optional<T>> request) {
    return listener.during(() -> repeated(patience, request));
  }

  private <T> T repeated(Patience patience, Supplier<Optional<T>> request) {
    while (true) {
      try {
        Optional<T> answer = request.get();
        if (answer.isPresent()) {
          return answer.get();
        }
        listener.retried();
        patience.pauseForOthers();
      } catch (ObjectStoreException.Refused e) {
        throw patience.giveUp("the object store refuses", e);
      } catch (ObjectStoreException.NotDone | ObjectStoreException.OutcomeUnknown e) {
        listener.retried();
        patience.pause("the object store fails", e);
      }
    }
  }
}
