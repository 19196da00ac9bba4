package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.DayAccount;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.util.Map;
import java.util.Optional;

/** Takes a part of the day's account that was ever spent from for one that has much left. */
final class SpendthriftStore extends TamperedStore {
  private static final long MUCH = Route.LIST_PRICE.times(100).micros();

  SpendthriftStore(MaintenanceStore store) {
    super(store);
  }

  @Override
  <R> JobChange<R> tampered(JobChange<R> change) {
    return new JobChange<>(
        change.id(), scope -> change.change().apply(scope.with(new Plenty(scope.account()))));
  }

  private record Plenty(DayAccount account) implements DayAccount {
    @Override
    public String part() {
      return account.part();
    }

    @Override
    public int parts() {
      return account.parts();
    }

    @Override
    public Optional<DaySpending> look(String part) {
      Optional<DaySpending> found = account.look(part);
      return part.equals(part()) ? found.map(mine -> mine.drawing(MUCH)) : found;
    }

    @Override
    public Map<String, DaySpending> glance() {
      return account.glance();
    }
  }
}
