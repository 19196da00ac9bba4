package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
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

  /** One edit is left for the settings, which stand there 16 times. */
  private static final int PUT_AT_ONCE = Table.MOST_AT_ONCE - 1 - Layout.SHARDS;

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
              put(sight, settings.withMove(Optional.of(to)));
              return true;
            });
  }

  private static void put(Sight sight, DocumentSettings settings) {
    for (String key : Layout.allSettings()) {
      sight.change(key, Optional.of(Bodies.of(settings, key)));
    }
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
    return Layout.isSettings(item.key()) || Piece.isKey(item.key());
  }

  @Override
  public void list(Consumer<List<Listed>> part) {
    Optional<String> next = Optional.empty();
    do {
      Items items = reads().scan(next, patience());
      for (List<Item> some : runs(items.items(), 1000)) {
        part.accept(
            some.stream()
                .flatMap(item -> piece(item).map(piece -> listed(item, piece)).stream())
                .toList());
      }
      next = items.next();
    } while (next.isPresent());
  }

  private static Listed listed(Item item, Piece piece) {
    return new Listed(piece.key(), item.stamp(), () -> Optional.of(piece));
  }

  @Override
  public Map<String, Piece> find(Collection<String> keys) {
    Map<String, Piece> found = new HashMap<>();
    List<String> asked =
        keys.stream()
            .map(key -> key.equals(Piece.Everywhere.KEY) ? Layout.settings(0) : key)
            .toList();
    reads().get(asked, patience()).values().stream()
        .flatMap(Optional::stream)
        .flatMap(item -> piece(item).stream())
        .forEach(piece -> found.put(piece.key(), piece));
    return found;
  }

  /** What an item is; empty for what is the store's own affair. */
  private static Optional<Piece> piece(Item item) {
    if (!isPiece(item)) {
      return Optional.empty();
    }
    if (Layout.isArchived(item.key())) {
      return Optional.of(new Piece.Archived(Bodies.archived(item)));
    }
    MaintenanceDocument one = Bodies.document(item);
    if (Layout.isSettings(item.key())) {
      return item.key().equals(Layout.settings(0))
          ? Optional.of(new Piece.Everywhere(one.settings()))
          : Optional.empty();
    }
    return Piece.all(one).stream().findFirst();
  }

  @Override
  public void put(MoveMark own, Collection<Piece> pieces) {
    for (List<Piece> some : runs(List.copyOf(pieces), PUT_AT_ONCE)) {
      var _ =
          changes()
              .<Boolean>make(
                  Fence.of(own),
                  0,
                  Map.of(),
                  sight -> {
                    some.forEach(piece -> put(sight, piece));
                    return true;
                  });
    }
  }

  private void put(Sight sight, Piece piece) {
    Optional<Bodies.Body> body =
        switch (piece) {
          case Piece.Active(JobHistory history) -> Optional.of(Bodies.of(history, changes().now()));
          case Piece.Archived(ArchivedJob job) -> Optional.of(Bodies.of(job, store.archiveFor()));
          case Piece.Person(Recipient recipient) -> Optional.of(Bodies.of(recipient));
          case Piece.Vehicle(Trailer trailer) -> Optional.of(Bodies.of(trailer));
          case Piece.Everywhere(DocumentSettings settings) -> {
            put(sight, settings.withMove(sight.settings().move()));
            yield Optional.empty();
          }
        };
    body.ifPresent(made -> sight.change(piece.key(), Optional.of(made)));
  }

  @Override
  public List<String> remove(MoveMark own, Collection<String> keys) {
    for (List<String> some : runs(List.copyOf(keys), PUT_AT_ONCE)) {
      var _ =
          changes()
              .<Boolean>make(
                  Fence.of(own),
                  0,
                  Map.of(),
                  sight -> {
                    some.forEach(key -> sight.change(key, Optional.empty()));
                    return true;
                  });
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
