package com.quickdumpnow.relay.ops.migration;

import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.Piece;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes everything on. */
class PassingHome implements Home {
  private final Home home;

  PassingHome(Home home) {
    this.home = home;
  }

  @Override
  public String name() {
    return home.name();
  }

  @Override
  public MaintenanceStore store() {
    return home.store();
  }

  @Override
  public Optional<MoveMark> mark() {
    return home.mark();
  }

  @Override
  public boolean create(MoveMark first) {
    return home.create(first);
  }

  @Override
  public boolean mark(Optional<MoveMark> from, MoveMark to) {
    return home.mark(from, to);
  }

  @Override
  public void heed(MoveMark own, Parts parts, Consumer<Integer> done) {
    home.heed(own, parts, done);
  }

  @Override
  public void list(Consumer<List<Listed>> part) {
    home.list(part);
  }

  @Override
  public Map<String, Piece> find(Collection<String> keys) {
    return home.find(keys);
  }

  @Override
  public void put(MoveMark own, Collection<Piece> pieces) {
    home.put(own, pieces);
  }

  @Override
  public List<String> remove(MoveMark own, Collection<String> keys) {
    return home.remove(own, keys);
  }
}
