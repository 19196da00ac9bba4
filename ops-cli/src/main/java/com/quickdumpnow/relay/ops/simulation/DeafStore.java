package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.util.Map;
import java.util.Optional;

/** Does not know that anybody opted out. */
final class DeafStore extends TamperedStore {
  DeafStore(MaintenanceStore store) {
    super(store);
  }

  @Override
  <R> JobChange<R> tampered(JobChange<R> change) {
    return new JobChange<>(
        change.id(),
        scope ->
            change
                .change()
                .apply(
                    new JobScope(
                        scope.history(),
                        phone -> {
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
                        },
                        scope.settings())));
  }

  @Override
  public Stored read() {
    Stored stored = super.read();
    MaintenanceDocument document = stored.document();
    return new Stored(
        new MaintenanceDocument(
            document.revision(),
            document.commits(),
            document.jobs(),
            document.trailers(),
            Map.of(),
            document.settings(),
            document.extras()),
        stored.version());
  }
}
