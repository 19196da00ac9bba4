package com.quickdumpnow.relay.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Workers that look when they like, start, die, sleep, lose answers and write late: together they
 * never use more than the whole, and when all is calm they use all of it.
 */
class MembershipPropertiesTest {
  private static final Lease LEASE = new Lease(Duration.ofSeconds(30), Duration.ofSeconds(3));
  private static final int STEPS = 400;

  @Property(tries = 500)
  void anything_inAnyOrder_neverMoreThanTheWhole(@ForAll long seed) {
    World world = new World(seed);
    for (int step = 0; step < STEPS; step++) {
      world.step();
      assertThat(world.used()).as("seed %d, step %d", seed, step).isLessThanOrEqualTo(Share.WHOLE);
    }

    world.calm();

    assertThat(world.used()).as("seed %d, in the end", seed).isGreaterThan(Share.WHOLE - 10);
    assertThat(world.leaders()).as("seed %d, in the end", seed).isEqualTo(1);
  }

  private static final class World {
    private final Random random;
    private final int most;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private Roster roster = Roster.EMPTY;
    private long version;
    private long now;
    private int started;

    World(long seed) {
      random = new Random(seed);
      most = 1 + random.nextInt(6);
    }

    void step() {
      now += random.nextInt(4_000) * 1_000_000L;
      if (workers.isEmpty() || (workers.size() < 6 && random.nextInt(20) == 0)) {
        workers.add(new Worker());
      }
      Worker worker = workers.get(random.nextInt(workers.size()));
      switch (random.nextInt(40)) {
        case 0 -> workers.remove(worker);
        case 1 -> worker.sleepsUntil = now + random.nextInt(90) * 1_000_000_000L;
        case 2 -> now += random.nextInt(40) * 1_000_000_000L;
        case 3, 4 -> {
          if (!late.isEmpty()) {
            late.remove(random.nextInt(late.size())).run();
          }
        }
        default -> worker.looks(random.nextInt(10));
      }
    }

    void calm() {
      if (workers.isEmpty()) {
        workers.add(new Worker());
      }
      workers.forEach(worker -> worker.sleepsUntil = 0);
      for (int i = 0; i < 40; i++) {
        now += 3_000_000_000L;
        workers.forEach(worker -> worker.looks(9));
      }
    }

    long used() {
      return workers.stream()
          .map(worker -> worker.share.get())
          .filter(share -> share.holdsAt(now))
          .mapToLong(Share::millionths)
          .sum();
    }

    long leaders() {
      return workers.stream().filter(worker -> worker.membership.leads()).count();
    }

    private final class Worker implements Senders {
      final ShareInUse share = new ShareInUse();
      final Membership membership = new Membership("w" + started++, most, LEASE, this, share, now);
      long sleepsUntil;

      /** Where {@code luck} is bad, an answer is lost, or the write comes later or never. */
      void looks(int luck) {
        if (now < sleepsUntil) {
          return;
        }
        long seen = version;
        membership.saw(roster, now);
        Optional<Roster> next = membership.next(now);
        if (next.isEmpty()) {
          return;
        }
        switch (luck) {
          case 0 -> late.add(() -> write(seen, next.get()));
          case 1 -> write(seen, next.get());
          case 2 -> {}
          default -> {
            if (write(seen, next.get())) {
              membership.saw(next.get(), now);
            }
          }
        }
      }

      private boolean write(long onto, Roster next) {
        if (onto != version) {
          return false;
        }
        roster = next;
        version++;
        return true;
      }

      @Override
      public List<Report> reports() {
        return List.of();
      }

      @Override
      public void heard(List<Heard> reports) {}

      /** Turns are given for up to ten seconds ahead. */
      @Override
      public long drained() {
        return now + random.nextInt(10) * 1_000_000_000L;
      }
    }
  }
}
