package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.store.StoreException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call whose result comes from another thread's work. Written by the working thread, read by the
 * calling one.
 *
 * @param <A> what the work hands to the call
 * @param <R> what the caller gets
 */
final class PendingCall<A, R> {
  private final Function<A, R> function;
  private volatile boolean settled;
  private volatile Optional<Supplier<R>> outcome = Optional.empty();

  /** May throw, which then is the call's result. */
  interface Function<A, R> {
    R apply(A argument);
  }

  PendingCall(Function<A, R> function) {
    this.function = function;
  }

  /** Finds a result, in place of the one found before. It counts once it is settled. */
  void tryWith(A argument) {
    try {
      R result = function.apply(argument);
      outcome = Optional.of(() -> result);
    } catch (RuntimeException | Error e) {
      outcome =
          Optional.of(
              () -> {
                throw e;
              });
    }
  }

  void settle() {
    settled = true;
  }

  void fail(RuntimeException e) {
    outcome =
        Optional.of(
            () -> {
              throw e;
            });
    settled = true;
  }

  /**
   * What was settled.
   *
   * @param unsettled what is thrown where nothing was, as the caller did not wait for it
   */
  R result(Supplier<? extends StoreException> unsettled) {
    if (settled && outcome.isPresent()) {
      return outcome.get().get();
    }
    throw unsettled.get();
  }
}
