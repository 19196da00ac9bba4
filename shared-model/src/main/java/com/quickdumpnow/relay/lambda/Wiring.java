package com.quickdumpnow.relay.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a Lambda makes of its environment. Where no value refers to a secret it is made at once;
 * else at the first request, and anew once a secret has changed, which is looked at every half
 * minute: so a rotated secret takes effect without a deployment, and none is in a snapshot.
 * Thread-safe.
 *
 * @param <T> what is made
 */
public final class Wiring<T> implements Supplier<T> {
  private static final Logger log = LoggerFactory.getLogger(Wiring.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  private final Secrets secrets;
  private final Function<Map<String, String>, T> wiring;
  private final Consumer<T> retire;
  private final InstantSource clock;
  private volatile Optional<Made<T>> last = Optional.empty();

  private record Made<T>(T made, Map<String, String> from, Instant lookedAt) {
    /** What is made of the same settings is not made anew. */
    boolean isStill(Made<T> current) {
      return from.equals(current.from());
    }

    /** Without the secrets. */
    @Override
    public String toString() {
      return "Made[" + made + "]";
    }
  }

  Wiring(
      Map<String, String> environment,
      Function<Map<String, String>, T> wiring,
      Consumer<T> retire,
      InstantSource clock) {
    this.secrets = new Secrets(environment);
    this.wiring = wiring;
    this.retire = retire;
    this.clock = clock;
  }

  /**
   * @param wiring makes it of an environment with the secrets in it
   * @param retire closes one that another has taken the place of, beside the requests, of which one
   *     may still be using it
   */
  public static <T> Supplier<T> of(
      Map<String, String> environment,
      Function<Map<String, String>, T> wiring,
      Consumer<T> retire) {
    if (new Secrets(environment).areReferredTo()) {
      return new Wiring<>(environment, wiring, retire, InstantSource.system());
    }
    T made = wiring.apply(environment);
    return () -> made;
  }

  /**
   * @throws SecretUnavailableException when it has never been made, and a secret cannot be read
   */
  @Override
  public T get() {
    Optional<Made<T>> known = last;
    Instant now = clock.instant();
    if (known.isPresent() && now.isBefore(known.get().lookedAt().plus(LOOK_EVERY))) {
      return known.get().made();
    }
    Made<T> current = look(known, now);
    last = Optional.of(current);
    known.filter(old -> !old.isStill(current)).ifPresent(this::retire);
    return current.made();
  }

  /** By itself: whatever it waits for, no request does. */
  private void retire(Made<T> old) {
    Thread _ = Thread.ofVirtual().name("retiring").start(() -> retire.accept(old.made()));
  }

  private Made<T> look(Optional<Made<T>> known, Instant now) {
    try {
      Map<String, String> resolved = secrets.resolved();
      return known
          .filter(made -> made.from().equals(resolved))
          .map(made -> new Made<>(made.made(), resolved, now))
          .orElseGet(() -> new Made<>(wiring.apply(resolved), resolved, now));
    } catch (SecretUnavailableException e) {
      Made<T> made = known.orElseThrow(() -> e);
      log.atWarn().setCause(e).log("a secret cannot be read; the last one is used on");
      return new Made<>(made.made(), made.from(), now);
    } catch (RuntimeException e) {
      // What works is not given up for a setting that somebody is just getting wrong.
      Made<T> made = known.orElseThrow(() -> e);
      log.atError().setCause(e).log("the new settings are refused; the last ones are used on");
      return new Made<>(made.made(), made.from(), now);
    }
  }
}
