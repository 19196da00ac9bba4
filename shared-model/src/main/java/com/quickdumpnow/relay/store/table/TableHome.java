package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.store.Fence;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.Piece;
import com.quickdumpnow.relay.store.table.Table.Items;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A table to be moved out of or into: what is moved are its items. */
public final class TableHome implements Home {
  /** So many items are told in one transaction: live ones change, and then all are read again. */
  private static final int TOLD_AT_ONCE = 10;

  /** One edit is left for the settings. */
  private static final int PUT_AT_ONCE = Table.MOST_AT_ONCE - 1;

  private final String name;
  private final TableStore store;

  public TableHome(String name, TableStore store) {
    this.name = name;
    this.store = store;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MaintenanceStore store() {
    return store;
  }

  @Override
  public Optional<MoveMark> mark() {
    return store.settings().move();
  }

  /** A table is made by whoever owns the account; an empty one is as good as none. */
  @Override
  public boolean create(MoveMark first) {
    return mark().isEmpty()
        && reads().scan(Optional.empty(), patience()).items().isEmpty()
        && mark(Optional.empty(), first);
  }

  @Override
  public boolean mark(Optional<MoveMark> from, MoveMark to) {
    return changes()
        .make(
            _ -> {},
            0,
            Map.of(),
            sight -> {
              DocumentSettings settings = sight.settings();
              if (!MoveMark.areSame(settings.move(), from)) {
                return MoveMark.areSame(settings.move(), Optional.of(to));
              }
              sight.change(settings.withMove(Optional.of(to)));
              return true;
            });
  }

  @Override
  public void heed(MoveMark own, Parts parts, Consumer<Integer> done) {
    Optional<String> next = Optional.empty();
    do {
      Items items = reads().scan(next, patience());
      List<String> untold =
          items.items().stream()
              .filter(item -> isPiece(item) && !item.fenced() && !Layout.isSettings(item.key()))
              .map(Item::key)
              .toList();
      parts.each(
          runs(untold, TOLD_AT_ONCE),
          keys -> changes().<Boolean>make(Fence.of(own), 0, Map.of(), sight -> told(sight, keys)));
      done.accept(items.items().size());
      next = items.next();
    } while (next.isPresent());
  }

  private static boolean told(Sight sight, List<String> keys) {
    // The mark says that all is being moved: whatever is put now knows it.
    DocumentSettings _ = sight.settings();
    for (String key : keys) {
      sight
          .look(key)
          .filter(item -> !item.fenced())
          .ifPresent(item -> sight.change(key, Optional.of(Bodies.of(item))));
    }
    return true;
  }

  private static boolean isPiece(Item item) {
    return Layout.isSettings(item.key())
        || Layout.isSpending(item.key())
        || Piece.isKey(item.key());
  }

  @Override
  public void list(Consumer<List<Listed>> part) {
    List<Item> settings = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Items items = reads().scan(next, patience());
      items.items().stream().filter(TableHome::isOfSettings).forEach(settings::add);
      for (List<Item> some : runs(items.items(), 1000)) {
        part.accept(
            some.stream()
                .flatMap(item -> piece(item).map(piece -> listed(item, piece)).stream())
                .toList());
      }
      next = items.next();
    } while (next.isPresent());
    everywhere(settings)
        .ifPresent(
            piece ->
                part.accept(
                    List.of(
                        new Listed(
                            piece.key(),
                            TablePages.hash(settings.stream().map(Item::stamp).sorted()),
                            () -> Optional.of(piece)))));
  }

  /** The settings' first copy stands for all, the day's account is in many parts. */
  private static boolean isOfSettings(Item item) {
    return item.key().equals(Layout.settings(0)) || Layout.isSpending(item.key());
  }

  private static Optional<Piece> everywhere(Collection<Item> ofSettings) {
    return ofSettings.stream()
        .filter(item -> item.key().equals(Layout.settings(0)))
        .findFirst()
        .map(
            item ->
                new Piece.Everywhere(
                    Bodies.document(item)
                        .settings()
                        .withSpending(
                            TableAccount.whole(
                                ofSettings.stream()
                                    .filter(part -> Layout.isSpending(part.key()))
                                    .toList()))));
  }

  private static Listed listed(Item item, Piece piece) {
    return new Listed(piece.key(), item.stamp(), () -> Optional.of(piece));
  }

  @Override
  public Map<String, Piece> find(Collection<String> keys) {
    Map<String, Piece> found = new HashMap<>();
    List<String> asked = new ArrayList<>(keys);
    if (asked.remove(Piece.Everywhere.KEY)) {
      asked.add(Layout.settings(0));
      asked.addAll(TableAccount.keys());
    }
    List<Item> items =
        reads().get(asked, patience()).values().stream().flatMap(Optional::stream).toList();
    items.stream()
        .flatMap(item -> piece(item).stream())
        .forEach(piece -> found.put(piece.key(), piece));
    everywhere(items.stream().filter(TableHome::isOfSettings).toList())
        .ifPresent(piece -> found.put(piece.key(), piece));
    return found;
  }

  /** What an item is by itself; empty for what is the store's own affair. */
  private static Optional<Piece> piece(Item item) {
    if (!Piece.isKey(item.key())) {
      return Optional.empty();
    }
    if (Layout.isArchived(item.key())) {
      return Optional.of(new Piece.Archived(Bodies.archived(item)));
    }
    return Piece.all(Bodies.document(item)).stream().findFirst();
  }

  @Override
  public void put(MoveMark own, Collection<Piece> pieces) {
    List<Piece> many = new ArrayList<>(pieces);
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Everywhere(DocumentSettings settings)) {
        many.remove(piece);
        change(own, sight -> put(sight, settings));
      }
    }
    for (List<Piece> some : runs(many, PUT_AT_ONCE)) {
      change(own, sight -> some.forEach(piece -> put(sight, piece)));
    }
  }

  private void change(MoveMark own, Consumer<Sight> change) {
    boolean _ =
        changes()
            .<Boolean>make(
                Fence.of(own),
                0,
                Map.of(),
                sight -> {
                  change.accept(sight);
                  return true;
                });
  }

  private static void put(Sight sight, DocumentSettings settings) {
    sight.change(settings.withMove(sight.settings().move()));
    TableAccount.put(sight, settings.spending());
  }

  private void put(Sight sight, Piece piece) {
    Bodies.Body body =
        switch (piece) {
          case Piece.Active(JobHistory history) -> Bodies.of(history, changes().now());
          case Piece.Archived(ArchivedJob job) -> Bodies.of(job, store.archiveFor());
          case Piece.Person(Recipient recipient) -> Bodies.of(recipient);
          case Piece.Vehicle(Trailer trailer) -> Bodies.of(trailer);
          case Piece.Everywhere _ -> throw new IllegalArgumentException("no item by itself");
        };
    sight.change(piece.key(), Optional.of(body));
  }

  @Override
  public List<String> remove(MoveMark own, Collection<String> keys) {
    for (List<String> some : runs(List.copyOf(keys), PUT_AT_ONCE)) {
      change(own, sight -> some.forEach(key -> sight.change(key, Optional.empty())));
    }
    return List.of();
  }

  private Reads reads() {
    return store.reads();
  }

  private Changes changes() {
    return store.changes();
  }

  private Patience patience() {
    return store.changes().patience();
  }

  private static <T> List<List<T>> runs(List<T> items, int size) {
    List<List<T>> runs = new ArrayList<>();
    for (int from = 0; from < items.size(); from += size) {
      runs.add(items.subList(from, Math.min(from + size, items.size())));
    }
    return runs;
  }
}
