package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.util.Optional;

/** What is known of numbers' networks is not shown to whoever claims. */
final class IncuriousStore extends TamperedStore {
  IncuriousStore(MaintenanceStore store) {
    super(store);
  }

  @Override
  <R> JobChange<R> tampered(JobChange<R> change) {
    return new JobChange<>(change.id(), scope -> change.change().apply(incurious(scope)));
  }

  private static JobScope incurious(JobScope scope) {
    return scope.with((PhoneNumber phone) -> withoutNetwork(scope.recipients().apply(phone)));
  }

  private static Recipient withoutNetwork(Recipient known) {
    return new Recipient(
        known.phone(),
        known.optOut(),
        known.failures(),
        known.suppression(),
        known.toldHowToStopAt(),
        known.optIn(),
        known.lifts(),
        Optional.empty(),
        known.extras());
  }
}
