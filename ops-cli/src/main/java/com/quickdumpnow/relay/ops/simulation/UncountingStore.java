package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.MaintenanceStore;

/** Commits jobs without the settings that belong to the same change. */
final class UncountingStore extends TamperedStore {
  UncountingStore(MaintenanceStore store) {
    super(store);
  }

  @Override
  <R> JobChange<R> tampered(JobChange<R> change) {
    return new JobChange<>(
        change.id(),
        scope -> {
          Changed<R> changed = change.change().apply(scope);
          return new Changed<>(changed.history(), changed.recipients(), changed.result());
        });
  }
}
