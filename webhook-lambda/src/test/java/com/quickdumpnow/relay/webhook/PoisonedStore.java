package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A store that cannot write one job, say because it does not encode. */
record PoisonedStore(MaintenanceStore store, JobId poison) implements MaintenanceStore {
  @Override
  public Stored read() {
    return store.read();
  }

  @Override
  public Packed packed() {
    return store.packed();
  }

  @Override
  public <R> List<R> changeJobs(List<JobChange<R>> changes) {
    if (changes.stream().anyMatch(change -> change.id().equals(poison))) {
      throw new IllegalStateException("does not encode");
    }
    return store.changeJobs(changes);
  }

  @Override
  public Recipient changeRecipient(PhoneNumber phone, Function<Recipient, Recipient> change) {
    return store.changeRecipient(phone, change);
  }

  @Override
  public Trailer changeTrailer(Vin vin, Function<Trailer, Trailer> change) {
    return store.changeTrailer(vin, change);
  }

  @Override
  public JobArchive archive() {
    return store.archive();
  }

  @Override
  public DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change) {
    return store.changeSettings(change);
  }
}
