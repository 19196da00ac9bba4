package com.quickdumpnow.relay.store.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.store.register.Register.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Register} promises. */
public abstract class RegisterContract {
  private static final int PROGRAMS = 4;
  private static final int WRITES_EACH = 10;

  /** The same register as another program has it, with nothing in it before the test. */
  protected abstract Register register();

  @Test
  void read_beforeAnybodyWrote_isEmpty() {
    assertThat(register().read()).isEmpty();
  }

  @Test
  void write_asTheFirst_isReadByOthers() {
    assertThat(register().write("one: ¡así!", Optional.empty())).isTrue();

    assertThat(register().read()).map(Version::text).contains("one: ¡así!");
  }

  @Test
  void write_asTheFirstWhereAnotherWas_changesNothing() {
    assertThat(register().write("one", Optional.empty())).isTrue();

    assertThat(register().write("two", Optional.empty())).isFalse();

    assertThat(register().read()).map(Version::text).contains("one");
  }

  @Test
  void write_ontoTheLastVersion_replacesIt() {
    Register register = register();
    assertThat(register.write("one", Optional.empty())).isTrue();
    Optional<Version> first = register.read();

    assertThat(register().write("two", first)).isTrue();

    Optional<Version> second = register.read();
    assertThat(second).map(Version::text).contains("two");
    assertThat(second.map(Version::stamp)).isNotEqualTo(first.map(Version::stamp));
  }

  @Test
  void write_ontoAnEarlierVersion_changesNothing() {
    Register register = register();
    assertThat(register.write("one", Optional.empty())).isTrue();
    Optional<Version> first = register.read();
    assertThat(register().write("two", first)).isTrue();

    assertThat(register.write("three", first)).isFalse();

    assertThat(register.read()).map(Version::text).contains("two");
  }

  /** Thirty workers' records, with what they found out. */
  @Test
  void write_ofALongText_isReadWhole() {
    String text = "{\"worker\":\"0123456789abcdef\"}\n".repeat(2_000);

    assertThat(register().write(text, Optional.empty())).isTrue();

    assertThat(register().read()).map(Version::text).contains(text);
  }

  @Test
  void write_byACrowd_losesNone() throws ExecutionException, InterruptedException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int program = 0; program < PROGRAMS; program++) {
        running.add(executor.submit(() -> countOn(register())));
      }
      for (Future<?> future : running) {
        future.get();
      }
    }

    assertThat(register().read())
        .map(Version::text)
        .contains(Integer.toString(PROGRAMS * WRITES_EACH));
  }

  private static void countOn(Register register) {
    int written = 0;
    while (written < WRITES_EACH) {
      Optional<Version> last = register.read();
      int next = last.map(version -> Integer.parseInt(version.text())).orElse(0) + 1;
      written += register.write(Integer.toString(next), last) ? 1 : 0;
    }
  }
}
