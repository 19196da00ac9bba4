package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.decision.DayAccount;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The day's account in items: the reserve, and {@value Layout#PARTS} parts that draw on it. */
final class TableAccount implements DayAccount {
  private final Sight sight;
  private final JobId id;

  /**
   * @param id the job whose texts are paid
   */
  TableAccount(Sight sight, JobId id) {
    this.sight = sight;
    this.id = id;
  }

  @Override
  public String part() {
    return Layout.part(id);
  }

  @Override
  public int parts() {
    return Layout.PARTS;
  }

  @Override
  public Optional<DaySpending> look(String part) {
    return sight.look(Layout.spending(part)).flatMap(TableAccount::spending);
  }

  @Override
  public Map<String, DaySpending> glance() {
    Map<String, Optional<Item>> items =
        sight.glance(Layout.parts().stream().map(Layout::spending).toList());
    Map<String, DaySpending> parts = new TreeMap<>();
    for (String part : Layout.parts()) {
      items
          .getOrDefault(Layout.spending(part), Optional.empty())
          .flatMap(TableAccount::spending)
          .ifPresent(spending -> parts.put(part, spending));
    }
    return parts;
  }

  static Optional<DaySpending> spending(Item item) {
    return Bodies.document(item).settings().spending();
  }

  /** The keys of all of it. */
  static List<String> keys() {
    List<String> keys = new ArrayList<>(Layout.parts());
    keys.add(RESERVE);
    return keys.stream().map(Layout::spending).toList();
  }

  /** The account in one, of what its items hold; empty when nothing was ever counted. */
  static Optional<DaySpending> whole(Collection<Item> items) {
    Map<String, DaySpending> parts =
        items.stream()
            .filter(item -> spending(item).isPresent())
            .collect(Collectors.toMap(Item::key, item -> spending(item).orElseThrow()));
    Optional<LocalDate> last =
        parts.values().stream().map(DaySpending::day).max(Comparator.naturalOrder());
    return last.map(
        day -> {
          parts.values().removeIf(part -> !part.day().equals(day));
          return new DaySpending(
              day,
              parts.values().stream().map(DaySpending::spent).reduce(Money.ZERO, Money::plus),
              parts.values().stream().anyMatch(DaySpending::limitMet),
              Optional.ofNullable(parts.get(Layout.spending(RESERVE)))
                  .map(DaySpending::extras)
                  .orElse(Extras.NONE));
        });
  }

  /** Puts all of it into the reserve. */
  static void put(Sight sight, Optional<DaySpending> whole) {
    for (String key : keys()) {
      Optional<DaySpending> now = key.equals(Layout.spending(RESERVE)) ? whole : Optional.empty();
      if (now.isPresent() || sight.look(key).isPresent()) {
        sight.change(key, Optional.of(Bodies.of(now, key)));
      }
    }
  }
}
