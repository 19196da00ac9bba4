package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Changes gathered on top of a document, for the adapters that keep it whole. Each change sees
 * those before it. Costs grow with what changed; the document is copied once, at the end. Not
 * thread-safe.
 */
public final class Draft {
  private final Supplier<MaintenanceDocument> old;
  private final Function<JobId, JobHistory> oldJobs;
  private final Function<PhoneNumber, Recipient> oldRecipients;
  private final Function<Vin, Trailer> oldTrailers;
  private final DocumentSettings oldSettings;
  private final Map<JobId, JobHistory> jobs = new LinkedHashMap<>();
  private final Map<PhoneNumber, Recipient> recipients = new LinkedHashMap<>();
  private final Map<Vin, Trailer> trailers = new LinkedHashMap<>();
  private DocumentSettings settings;

  public Draft(MaintenanceDocument base) {
    old = () -> base;
    oldJobs = base::job;
    oldRecipients = base::recipient;
    oldTrailers = vin -> Optional.ofNullable(base.trailers().get(vin)).orElse(Trailer.bare(vin));
    oldSettings = base.settings();
    settings = oldSettings;
  }

  private Draft(Draft base) {
    old = () -> base.onto(base.old.get());
    oldJobs = base::job;
    oldRecipients = base::recipient;
    oldTrailers = base::trailer;
    oldSettings = base.settings;
    settings = oldSettings;
  }

  /** Makes all of {@code edit}'s changes, or none when it throws. */
  public <R> R attempt(Function<Draft, R> edit) {
    Draft trial = new Draft(this);
    R result = edit.apply(trial);
    jobs.putAll(trial.jobs);
    recipients.putAll(trial.recipients);
    trailers.putAll(trial.trailers);
    settings = trial.settings;
    return result;
  }

  /**
   * @throws IllegalStateException when the function breaks the rules of {@link Changed}
   */
  public <R> R change(JobChange<R> change) {
    JobHistory old = job(change.id());
    Set<PhoneNumber> lookedUp = new HashSet<>();
    JobScope scope =
        new JobScope(
            old,
            phone -> {
              lookedUp.add(phone);
              return recipient(phone);
            },
            settings);
    Changed<R> changed = change.change().apply(scope);
    if (!changed.history().id().equals(change.id())) {
      throw new IllegalStateException("a change of " + change.id() + " returned another job");
    }
    for (Recipient recipient : changed.recipients()) {
      if (!lookedUp.contains(recipient.phone())) {
        throw new IllegalStateException(
            "a change of " + change.id() + " returned a recipient it never looked up");
      }
    }
    if (!changed.history().equals(old)) {
      jobs.put(change.id(), changed.history());
    }
    changed.recipients().forEach(this::keep);
    settings = changed.settings().orElse(settings);
    return changed.result();
  }

  public Recipient change(PhoneNumber phone, Function<Recipient, Recipient> change) {
    Recipient changed = change.apply(recipient(phone));
    if (!changed.phone().equals(phone)) {
      throw new IllegalStateException("a change of a recipient returned another one");
    }
    keep(changed);
    return changed;
  }

  public Trailer change(Vin vin, Function<Trailer, Trailer> change) {
    Trailer old = trailer(vin);
    Trailer changed = change.apply(old);
    if (!changed.vin().equals(vin)) {
      throw new IllegalStateException("a change of trailer " + vin + " returned another one");
    }
    if (!changed.equals(old)) {
      trailers.put(vin, changed);
    }
    return changed;
  }

  /**
   * Takes out the jobs whose history still is the one given, and the recipients that no job refers
   * to any more.
   *
   * @param forgettable which recipients may leave
   * @return the jobs that were taken out; not among them any that staff have yet to hear of
   */
  public Set<JobId> take(Collection<JobHistory> asSeen, Predicate<Recipient> forgettable) {
    Set<JobId> taken = new LinkedHashSet<>();
    for (JobHistory history : asSeen) {
      if (job(history.id()).equals(history) && !history.concernsStaff()) {
        jobs.put(history.id(), JobHistory.empty(history.id()));
        taken.add(history.id());
      }
    }
    MaintenanceDocument now = onto(old.get());
    Set<PhoneNumber> referredTo = new HashSet<>();
    now.jobs().values().forEach(history -> referredTo.addAll(history.phones()));
    for (Recipient recipient : now.recipients().values()) {
      if (!referredTo.contains(recipient.phone()) && forgettable.test(recipient)) {
        recipients.put(recipient.phone(), Recipient.unknown(recipient.phone()));
      }
    }
    return taken;
  }

  public DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change) {
    settings = change.apply(settings);
    return settings;
  }

  /** Whether nothing differs from the document it began with. */
  public boolean isEmpty() {
    return jobs.isEmpty()
        && recipients.isEmpty()
        && trailers.isEmpty()
        && settings.equals(oldSettings);
  }

  /** {@code base} with all changes made. */
  public MaintenanceDocument onto(MaintenanceDocument base) {
    return base.withJobs(jobs.values())
        .withRecipients(recipients.values())
        .withTrailers(trailers.values())
        .with(settings);
  }

  private void keep(Recipient recipient) {
    if (!recipient.equals(recipient(recipient.phone()))) {
      recipients.put(recipient.phone(), recipient);
    }
  }

  private JobHistory job(JobId id) {
    return Optional.ofNullable(jobs.get(id)).orElseGet(() -> oldJobs.apply(id));
  }

  private Recipient recipient(PhoneNumber phone) {
    return Optional.ofNullable(recipients.get(phone)).orElseGet(() -> oldRecipients.apply(phone));
  }

  private Trailer trailer(Vin vin) {
    return Optional.ofNullable(trailers.get(vin)).orElseGet(() -> oldTrailers.apply(vin));
  }
}
