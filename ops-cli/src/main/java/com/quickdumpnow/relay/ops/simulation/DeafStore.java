package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.util.Optional;

/** Does not know that anybody opted out. */
final class DeafStore extends TamperedStore {
  DeafStore(MaintenanceStore store) {
    super(store);
  }

  @Override
  <R> JobChange<R> tampered(JobChange<R> change) {
    return new JobChange<>(change.id(), scope -> change.change().apply(deaf(scope)));
  }

  @Override
  public JobScope look(JobId id) {
    return deaf(super.look(id));
  }

  private static JobScope deaf(JobScope scope) {
    return scope.with(
        (PhoneNumber phone) -> {
          Recipient known = scope.recipients().apply(phone);
          return new Recipient(
              phone,
              Optional.empty(),
              known.failures(),
              known.suppression(),
              known.toldHowToStopAt(),
              known.optIn(),
              known.lifts(),
              known.network(),
              known.extras());
        });
  }
}
