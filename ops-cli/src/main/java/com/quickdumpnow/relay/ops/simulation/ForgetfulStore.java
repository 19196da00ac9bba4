package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.decision.Next;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.util.HashMap;
import java.util.Map;

/** Keeps a claim in its head until the outcome is known. */
final class ForgetfulStore extends TamperedStore {
  private final Map<JobId, JobHistory> claimed = new HashMap<>();

  ForgetfulStore(MaintenanceStore store) {
    super(store);
  }

  @Override
  <R> JobChange<R> tampered(JobChange<R> change) {
    return new JobChange<>(
        change.id(),
        scope -> {
          JobHistory remembered = claimed.getOrDefault(change.id(), scope.history());
          Changed<R> changed = change.change().apply(scope.with(remembered));
          if (changed.result() instanceof Decision decision
              && decision.next() instanceof Next.Post) {
            claimed.put(change.id(), changed.history());
            return new Changed<>(scope.history(), changed.result());
          }
          return changed;
        });
  }

  @Override
  public JobScope look(JobId id) {
    JobScope scope = super.look(id);
    return scope.with(claimed.getOrDefault(id, scope.history()));
  }
}
