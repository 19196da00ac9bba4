package com.quickdumpnow.relay.localcloud.testing.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a target with hostile inputs and fails with the first that it does not take or refuse
 * properly: one at which it throws, hangs, or takes far more memory than the input has. The seed
 * makes the same inputs again: {@code -Dqdn.fuzz.seed=…}.
 */
public final class Fuzz {
  /** A run with fewer inputs than this fails. */
  public static final int LEAST = 2_000;

  /** How many inputs each target gets in a run, unless {@code -Dqdn.fuzz.tries=…} says more. */
  public static final int TRIES = Integer.getInteger("qdn.fuzz.tries", LEAST);

  /** Against a hang; how fast a machine is does not matter. */
  private static final Duration HANG = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final long MOST_MEMORY = 64L << 20;
  private static final int SHOWN = 2_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Fuzz() {}

  /** What is under test, with all that it promises of an input. */
  @FunctionalInterface
  public interface Target<I> {
    /**
     * @return whether it took the input; false when it refused it in the declared way
     * @throws Throwable for anything else
     */
    boolean takes(I input) throws Throwable;
  }

  /** What became of the inputs. */
  public record Tally(String target, long seed, int taken, int refused) {
    public int executions() {
      return taken + refused;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "fuzz: %s, %d inputs: %d taken, %d refused (seed %d)",
          target,
          executions(),
          taken,
          refused,
          seed);
    }
  }

  /** An input at which the target failed. */
  public static final class Finding extends AssertionError {
    private static final long serialVersionUID = 1L;

    Finding(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Feeds {@link #TRIES} inputs.
   *
   * @param inputs makes the next one; from the same random numbers the same
   * @throws Finding at the first input that shows a bug
   */
  public static <I> Tally run(
      String name, long anySeed, Function<Random, I> inputs, Target<I> target) {
    long seed = Long.getLong("qdn.fuzz.seed", anySeed);
    Run<I> run = new Run<>(name, seed, new Random(seed), inputs, target);
    run.watch(Thread.ofPlatform().daemon().name("fuzz").start(run::feed));
    Tally tally = new Tally(name, seed, run.taken, run.refused);
    System.out.println(tally);
    if (tally.executions() < LEAST) {
      throw new AssertionError(tally + ": fewer than " + LEAST + " inputs prove little");
    }
    return tally;
  }

  private static final class Run<I> {
    private final String name;
    private final long seed;
    private final Random random;
    private final Function<Random, I> inputs;
    private final Target<I> target;
    private volatile Optional<I> current = Optional.empty();
    private volatile long begin = System.nanoTime();
    private volatile Optional<Finding> finding = Optional.empty();
    private volatile int taken;
    private volatile int refused;

    Run(String name, long seed, Random random, Function<Random, I> inputs, Target<I> target) {
      this.name = name;
      this.seed = seed;
      this.random = random;
      this.inputs = inputs;
      this.target = target;
    }

    @SuppressWarnings({"CatchingUnchecked", "NonAtomicVolatileUpdate"})
    void feed() {
      for (int i = 0; i < TRIES && finding.isEmpty(); i++) {
        I input = inputs.apply(random);
        current = Optional.of(input);
        begin = System.nanoTime();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
          if (target.takes(input)) {
            taken++;
          } else {
            refused++;
          }
          long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
          if (allocated > MOST_MEMORY) {
            finding = Optional.of(finding("it took " + allocated + " octets of memory", null));
          }
        } catch (Throwable e) {
          finding = Optional.of(finding(e.toString(), e));
        }
      }
    }

    void watch(Thread feeding) {
      try {
        while (!feeding.join(LOOK)) {
          if (System.nanoTime() - begin > HANG.toNanos()) {
            Exception where = new Exception("where it hangs");
            where.setStackTrace(feeding.getStackTrace());
            throw finding("it hangs", where);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw finding("interrupted", e);
      }
      if (finding.isPresent()) {
        throw finding.get();
      }
    }

    private Finding finding(String what, @Nullable Throwable cause) {
      String input = current.map(String::valueOf).orElse("none yet");
      String shown = input.length() > SHOWN ? input.substring(0, SHOWN) + "…" : input;
      return new Finding(
          "%s, seed %d, input %d of %d octets: %s%n%s"
              .formatted(name, seed, taken + refused + 1, input.length(), what, shown),
          cause);
    }
  }
}
