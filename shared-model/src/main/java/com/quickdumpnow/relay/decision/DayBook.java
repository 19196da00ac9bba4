package com.quickdumpnow.relay.decision;

import static com.quickdumpnow.relay.decision.DayAccount.RESERVE;

import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Books what one change spends on the day's account. Lives within one call.
 *
 * <p>A part spends no more than it has drawn, and what all have drawn comes from the reserve, which
 * gives no more than the limit: so all together never spend more. A part that has nothing left
 * draws on the reserve, more than it needs, and once the reserve is empty on the parts that have
 * most. Under another limit than it drew under it gives back first what is left.
 */
final class DayBook {
  /** Drawn for so many texts at least, so that parts seldom meet when the reserve has little. */
  private static final long A_FEW = 8;

  private static final Comparator<Map.Entry<String, DaySpending>> RICHEST_FIRST =
      Comparator.comparingLong(
              (Map.Entry<String, DaySpending> part) -> leftOfDrawn(part.getValue()))
          .reversed()
          .thenComparing(Map.Entry::getKey);

  private final DayAccount account;
  private final Money limit;
  private final LocalDate clock;
  private final Map<String, DaySpending> opened = new HashMap<>();
  private final Map<String, DaySpending> parts = new HashMap<>();
  private LocalDate day;

  /**
   * @param clock the day by the clock of whoever asks
   */
  DayBook(DayAccount account, Money limit, LocalDate clock) {
    this.account = account;
    this.limit = limit;
    this.clock = clock;
    this.day = clock;
    open(account.part());
  }

  /**
   * The day that counts now: a clock that is behind the last one's does not open it again. One that
   * was days ahead is not believed.
   */
  LocalDate day() {
    return day;
  }

  /** Whether the limit was met on that day before, as far as was looked. */
  boolean wasMet() {
    return opened.values().stream().anyMatch(DaySpending::limitMet);
  }

  /**
   * Spends that much if there is as much.
   *
   * @param micros millionths of a dollar; less than nothing for what comes back
   */
  boolean spend(long micros) {
    if (micros > 0 && !provide(micros)) {
      return false;
    }
    overdraw(micros);
    return true;
  }

  /** Spends that much whatever is left: it was spent. */
  void overdraw(long micros) {
    DaySpending mine = mine();
    Money spent = new Money(Math.max(0, Math.addExact(mine.spent().micros(), micros)));
    parts.put(account.part(), mine.with(spent, mine.limitMet()));
  }

  /** Remembers that there was not enough for a text. */
  void meet() {
    if (isSettled() && mine().limitMet()) {
      return;
    }
    open(RESERVE);
    settle();
    parts.computeIfPresent(RESERVE, (_, reserve) -> reserve.with(reserve.spent(), true));
    parts.put(account.part(), mine().with(mine().spent(), true));
  }

  /** The parts that are other ones now. */
  Map<String, DaySpending> changed() {
    Map<String, DaySpending> changed = new HashMap<>(parts);
    changed.entrySet().removeAll(opened.entrySet());
    return changed;
  }

  private boolean provide(long micros) {
    if (account.part().equals(RESERVE)) {
      return left(RESERVE) >= micros;
    }
    if (isSettled() && left(account.part()) >= micros) {
      return true;
    }
    if (isSettled() && mine().limitMet()) {
      return false;
    }
    open(RESERVE);
    settle();
    long need = micros - left(account.part());
    long reserve = left(RESERVE);
    if (reserve < need) {
      return gather(need);
    }
    draw(RESERVE, Math.min(reserve, Math.max(A_FEW * need, reserve / (2L * account.parts()))));
    return true;
  }

  /** From the reserve and from others, if that is enough. */
  private boolean gather(long need) {
    Map<String, DaySpending> others = new HashMap<>(account.glance());
    others.remove(account.part());
    others.values().removeIf(other -> !other.day().equals(day));
    long all = left(RESERVE) + others.values().stream().mapToLong(DayBook::leftOfDrawn).sum();
    if (all < need) {
      return false;
    }
    List<String> richest = new ArrayList<>(List.of(RESERVE));
    others.entrySet().stream().sorted(RICHEST_FIRST).map(Map.Entry::getKey).forEach(richest::add);
    // A lower limit may have been passed: then nobody may have more than is spent at once.
    boolean mayTakeMore = left(RESERVE) >= 0;
    long missing = need;
    for (String name : richest) {
      if (missing > 0) {
        open(name);
        long left = left(name);
        missing -= draw(name, Math.min(left, mayTakeMore ? Math.max(missing, left / 2) : missing));
      }
    }
    return missing <= 0;
  }

  private long draw(String from, long micros) {
    if (micros <= 0) {
      return 0;
    }
    move(from, account.part(), micros);
    return micros;
  }

  private void move(String from, String to, long micros) {
    parts.computeIfPresent(from, (_, part) -> part.drawing(-micros));
    parts.computeIfPresent(to, (_, part) -> part.drawing(micros));
  }

  /** What was drawn under another limit, or overdrawn, is the reserve's. */
  private void settle() {
    String name = account.part();
    if (!name.equals(RESERVE) && !isSettled()) {
      move(name, RESERVE, left(name));
      parts.put(name, mine().with(mine().spent(), false).under(limit));
    }
  }

  private boolean isSettled() {
    return mine().limit().filter(limit::equals).isPresent();
  }

  private DaySpending mine() {
    return part(account.part());
  }

  private long left(String name) {
    long drawn = leftOfDrawn(part(name));
    return name.equals(RESERVE) ? limit.micros() + drawn : drawn;
  }

  private static long leftOfDrawn(DaySpending part) {
    return part.drawn() - part.spent().micros();
  }

  private DaySpending part(String name) {
    return Optional.ofNullable(parts.get(name)).orElseGet(() -> DaySpending.none(day));
  }

  private void open(String name) {
    if (parts.containsKey(name)) {
      return;
    }
    DaySpending last =
        account
            .look(name)
            .filter(known -> !known.day().isBefore(day))
            .filter(known -> !known.day().isAfter(clock.plusDays(1)))
            .orElseGet(() -> DaySpending.none(day));
    day = last.day();
    opened.put(name, last);
    opened.replaceAll((_, part) -> ofToday(part));
    parts.put(name, last);
    parts.replaceAll((_, part) -> ofToday(part));
  }

  private DaySpending ofToday(DaySpending part) {
    return part.day().equals(day) ? part : DaySpending.none(day);
  }
}
