package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A day's account in parts, in memory. */
final class PartedAccount {
  private final int parts;
  private final Map<String, DaySpending> content = new HashMap<>();

  /** What was looked at since it was cleared. */
  final List<String> looked = new ArrayList<>();

  PartedAccount(int parts) {
    this.parts = parts;
  }

  /** As a job sees it whose part that is. */
  DayAccount of(int part) {
    return new DayAccount() {
      @Override
      public String part() {
        return String.valueOf(part);
      }

      @Override
      public int parts() {
        return parts;
      }

      @Override
      public Optional<DaySpending> look(String name) {
        looked.add(name);
        return Optional.ofNullable(content.get(name));
      }

      @Override
      public Map<String, DaySpending> glance() {
        Map<String, DaySpending> others = new HashMap<>(content);
        others.remove(RESERVE);
        return others;
      }
    };
  }

  void keep(DayBook book) {
    content.putAll(book.changed());
  }

  Optional<DaySpending> part(String name) {
    return Optional.ofNullable(content.get(name));
  }

  Money spent() {
    return content.values().stream().map(DaySpending::spent).reduce(Money.ZERO, Money::plus);
  }

  /** Nothing, unless money was made or lost on the way. */
  long drawn() {
    return content.values().stream().mapToLong(DaySpending::drawn).sum();
  }
}
