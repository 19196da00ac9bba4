package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.store.table.TableException.NotDone;
import com.quickdumpnow.relay.store.table.TableException.OutcomeUnknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Loses answers of a real table, is busy now and then, and reads only a part of what it should. */
public final class LossyTable implements Table {
  private final AtomicInteger lost = new AtomicInteger();
  private final Table real;
  private final Random random;

  public LossyTable(Table real, long seed) {
    this.real = real;
    this.random = new Random(seed);
  }

  /** How many writes took effect whose answer was lost. */
  public int lost() {
    return lost.get();
  }

  @Override
  public Outcome write(List<Edit> edits, String token) {
    return switch (random.nextInt(20)) {
      case 0 -> throw new NotDone("throttled", null);
      case 1 -> throw new OutcomeUnknown("the request was lost", null);
      case 2, 3, 4 -> {
        if (real.write(edits, token) instanceof Outcome.Written) {
          lost.incrementAndGet();
        }
        throw new OutcomeUnknown("the answer was lost", null);
      }
      default -> real.write(edits, token);
    };
  }

  @Override
  public Found get(Collection<String> keys) {
    failNowAndThen();
    List<String> asked = new ArrayList<>(keys);
    int unread = random.nextInt(4) == 0 ? random.nextInt(asked.size() + 1) : 0;
    List<String> read = asked.subList(unread, asked.size());
    return new Found(
        read.isEmpty() ? List.of() : real.get(List.copyOf(read)).items(), asked.subList(0, unread));
  }

  @Override
  public Slice query(Query query) {
    failNowAndThen();
    int most = 1 + random.nextInt(query.most());
    return real.query(
        new Query(query.index(), query.list(), query.from(), query.to(), query.after(), most));
  }

  @Override
  public Items scan(Optional<String> after) {
    failNowAndThen();
    return real.scan(after);
  }

  @Override
  public void count(String counter) {
    failNowAndThen();
    real.count(counter);
  }

  @Override
  public Counted counted(Collection<String> counters) {
    failNowAndThen();
    return real.counted(counters);
  }

  private void failNowAndThen() {
    switch (random.nextInt(20)) {
      case 0 -> throw new NotDone("throttled", null);
      case 1 -> throw new OutcomeUnknown("the answer was lost", null);
      default -> {}
    }
  }
}
