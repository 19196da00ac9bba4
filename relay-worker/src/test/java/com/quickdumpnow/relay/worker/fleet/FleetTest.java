package com.quickdumpnow.relay.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.store.memory.InMemoryRegister;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.RegisterException;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** On the machine's own clock, with leases of a moment. */
final class FleetTest {
  private static final Lease LEASE = new Lease(Duration.ofMillis(600), Duration.ofMillis(20));
  private static final Senders NOBODY =
      new Senders() {
        @Override
        public List<Report> reports() {
          return List.of();
        }

        @Override
        public void heard(List<Heard> reports) {}

        @Override
        public long drained() {
          return System.nanoTime();
        }
      };

  private final InMemoryRegister register = new InMemoryRegister();

  private static Fleet started(String name, Register register) {
    Fleet fleet = new Fleet(name, 8, LEASE, register, Clockwork.system(), new Random(7));
    fleet.start(NOBODY, Thread.ofVirtual().factory());
    return fleet;
  }

  private static boolean within(Duration bound, BooleanSupplier condition) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    return condition.getAsBoolean();
  }

  private static boolean hasSoon(Fleet fleet, double share) {
    return within(Duration.ofSeconds(10), () -> fleet.standing().share() == share);
  }

  @Test
  void close_ofOne_theOtherHasAllWithoutWaitingForTheLease() {
    Fleet first = started("a", register);
    assertThat(hasSoon(first, 1)).isTrue();
    try (Fleet second = started("b", register)) {
      assertThat(hasSoon(second, 0.5)).isTrue();
      assertThat(second.standing().members()).isEqualTo(2);

      first.close();

      assertThat(first.standing().share()).isZero();
      assertThat(hasSoon(second, 1)).isTrue();
      assertThat(second.leads()).isTrue();
    }
    assertThat(register.read().orElseThrow().text()).isEqualTo("{\"members\":[]}");
  }

  @Test
  void run_rosterOutOfReach_noShareOnceTheLeaseIsOver() {
    boolean[] cut = new boolean[1];
    Register flaky =
        new Register() {
          @Override
          public Optional<Version> read() {
            if (cut[0]) {
              throw new RegisterException("cut", null);
            }
            return register.read();
          }

          @Override
          public boolean write(String text, Optional<Version> onto) {
            return register.write(text, onto);
          }
        };
    try (Fleet fleet = started("a", flaky)) {
      assertThat(hasSoon(fleet, 1)).isTrue();

      cut[0] = true;
      assertThat(hasSoon(fleet, 0)).isTrue();
      assertThat(fleet.leads()).isFalse();
      assertThat(fleet.standing().without()).isPresent();

      cut[0] = false;
      assertThat(hasSoon(fleet, 1)).isTrue();
      assertThat(fleet.standing().without()).isEmpty();
    }
  }

  @Test
  void run_whatIsThereIsNoRoster_aNewOneBeginsWhenAllLeasesAreOver() {
    boolean _ = register.write("nonsense", Optional.empty());
    long begin = System.nanoTime();
    try (Fleet fleet = started("a", register)) {
      assertThat(hasSoon(fleet, 1)).isTrue();
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(LEASE.surelyOver().toNanos());
    }
  }
}
