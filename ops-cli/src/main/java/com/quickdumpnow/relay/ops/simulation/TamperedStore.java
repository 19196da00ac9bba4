package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A store that does something to every change of a job. */
abstract class TamperedStore implements MaintenanceStore {
  final MaintenanceStore store;

  TamperedStore(MaintenanceStore store) {
    this.store = store;
  }

  abstract <R> JobChange<R> tampered(JobChange<R> change);

  @Override
  public Stored read() {
    return store.read();
  }

  @Override
  public JobScope look(JobId id) {
    return store.look(id);
  }

  @Override
  public DocumentSettings settings() {
    return store.settings();
  }

  @Override
  public List<JobHistory> wakeable(Instant by) {
    return store.wakeable(by);
  }

  @Override
  public List<JobHistory> finished(Instant by, int most) {
    return store.finished(by, most);
  }

  @Override
  public List<JobHistory> concerningStaff() {
    return store.concerningStaff();
  }

  @Override
  public List<JobHistory> recent(Instant since) {
    return store.recent(since);
  }

  @Override
  public Packed packed() {
    return store.packed();
  }

  @Override
  public <R> List<R> changeJobs(List<JobChange<R>> changes) {
    return store.changeJobs(changes.stream().map(this::tampered).toList());
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
  public DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change) {
    return store.changeSettings(change);
  }

  @Override
  public JobArchive archive() {
    return store.archive();
  }
}
