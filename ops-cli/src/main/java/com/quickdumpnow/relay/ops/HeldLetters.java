package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.ops.aws.LetterBox;
import com.quickdumpnow.relay.ops.aws.LetterBox.Letter;
import com.quickdumpnow.relay.ops.aws.LetterBox.Letters;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * All dead letters that can be had, held until they are put back, or it is closed. For one thread.
 */
final class HeldLetters implements AutoCloseable {
  private final Map<Letter, LetterBox> letters = new LinkedHashMap<>();
  private final Clockwork clock;
  private final Output output;
  private final Duration held;
  private long keptAt;
  private int hidden;

  HeldLetters(List<LetterBox> boxes, Clockwork clock, Output output) {
    this.clock = clock;
    this.output = output;
    this.held = boxes.getFirst().held();
    this.keptAt = clock.ticks();
    for (LetterBox box : boxes) {
      String what = "dead letters of " + box.queue();
      try (Progress progress = output.progress(what)) {
        Letters found =
            box.receive((count, all) -> progress.reach(count, what, OptionalLong.of(all)));
        found.letters().forEach(letter -> letters.put(letter, box));
        hidden += found.hidden();
      }
    }
  }

  /** Those that are held, by where they are. */
  Map<Letter, LetterBox> all() {
    return letters;
  }

  /** About how many more there are. */
  int hidden() {
    return hidden;
  }

  /**
   * Puts letters back, as far as they are still held. Each is held for longer than it takes to put
   * it back, however long the ones before it took: no one else puts it back as well.
   *
   * @param pause after each
   * @return how many
   */
  int redrive(Collection<Letter> chosen, Duration pause) throws InterruptedException {
    int done = 0;
    try (Progress progress = output.progress("putting back", chosen.size())) {
      for (Letter letter : List.copyOf(chosen)) {
        keepWhatIsLeft();
        Optional<LetterBox> box = Optional.ofNullable(letters.get(letter));
        if (box.isPresent()) {
          box.get().redrive(letter);
          letters.remove(letter);
          done++;
          clock.sleep(pause);
        }
        progress.step();
      }
    }
    return done;
  }

  private void keepWhatIsLeft() {
    long now = clock.ticks();
    if (now - keptAt > held.dividedBy(2).toNanos()) {
      Set<Letter> kept = new HashSet<>(byBox(LetterBox::keep));
      letters.keySet().retainAll(kept);
      keptAt = now;
    }
  }

  private <R> List<R> byBox(BiFunction<LetterBox, List<Letter>, List<R>> work) {
    Map<LetterBox, List<Letter>> boxes = new LinkedHashMap<>();
    letters.forEach(
        (letter, box) -> boxes.computeIfAbsent(box, _ -> new ArrayList<>()).add(letter));
    List<R> results = new ArrayList<>();
    boxes.forEach((box, its) -> results.addAll(work.apply(box, its)));
    return results;
  }

  /** Lets others see at once what is left. */
  @Override
  public void close() {
    try (Progress _ = output.progress("giving dead letters back")) {
      List<Letter> _ = byBox(LetterBox::release);
    }
  }
}
