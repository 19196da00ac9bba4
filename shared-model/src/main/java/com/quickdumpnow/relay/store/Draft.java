package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.decision.DayAccount;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MoveMark;
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
 * Changes gathered on top of a document, be that at hand as a whole or looked up piece by piece.
 * Each change sees those before it. Costs grow with what changed; a document is copied once, at the
 * end. Not thread-safe.
 */
public final class Draft {
  private final Supplier<MaintenanceDocument> old;
  private final Function<JobId, JobHistory> oldJobs;
  private final Function<PhoneNumber, Recipient> oldRecipients;
  private final Function<Vin, Trailer> oldTrailers;
  private final Supplier<DocumentSettings> oldSettings;
  private final Function<JobId, DayAccount> oldAccounts;
  private final Map<JobId, JobHistory> jobs = new LinkedHashMap<>();
  private final Map<PhoneNumber, Recipient> recipients = new LinkedHashMap<>();
  private final Map<Vin, Trailer> trailers = new LinkedHashMap<>();
  private final Map<String, DaySpending> spending = new LinkedHashMap<>();
  private Optional<DocumentSettings> settings = Optional.empty();

  public Draft(MaintenanceDocument base) {
    old = () -> base;
    oldJobs = base::job;
    oldRecipients = base::recipient;
    oldTrailers = vin -> Optional.ofNullable(base.trailers().get(vin)).orElse(Trailer.bare(vin));
    oldSettings = base::settings;
    oldAccounts = _ -> DayAccount.whole(() -> base.settings().spending());
  }

  /**
   * On top of what the functions look up: always the same for the same key. Such a draft is neither
   * {@linkplain #take taken from} nor {@linkplain #onto put onto} a document.
   */
  public Draft(
      Function<JobId, JobHistory> jobs,
      Function<PhoneNumber, Recipient> recipients,
      Function<Vin, Trailer> trailers,
      Supplier<DocumentSettings> settings,
      Function<JobId, DayAccount> accounts) {
    old =
        () -> {
          throw new IllegalStateException("there is no whole document");
        };
    oldJobs = jobs;
    oldRecipients = recipients;
    oldTrailers = trailers;
    oldSettings = settings;
    oldAccounts = accounts;
  }

  private Draft(Draft base) {
    old = () -> base.onto(base.old.get());
    oldJobs = base::job;
    oldRecipients = base::recipient;
    oldTrailers = base::trailer;
    oldSettings = base::settings;
    oldAccounts = base::account;
  }

  /** Makes all of {@code edit}'s changes, or none when it throws. */
  public <R> R attempt(Function<Draft, R> edit) {
    Draft trial = new Draft(this);
    R result = edit.apply(trial);
    jobs.putAll(trial.jobs);
    recipients.putAll(trial.recipients);
    trailers.putAll(trial.trailers);
    settings = trial.settings.or(() -> settings);
    spending.putAll(trial.spending);
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
            this::settings,
            account(change.id()));
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
    keep(account(change.id()), changed.spending());
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

  /** Changes what staff set; what the store says of itself stays. */
  public DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change) {
    DocumentSettings old = settings();
    DocumentSettings changed = change.apply(old).withMove(old.move());
    if (!changed.equals(old)) {
      settings = Optional.of(changed);
    }
    return changed;
  }

  /** Puts a history in the place of its job, whatever was there; an empty one is to leave. */
  public void put(JobHistory history) {
    if (!history.equals(job(history.id()))) {
      jobs.put(history.id(), history);
    }
  }

  /** As they are now, with what changed. */
  public DocumentSettings settings() {
    return settings.orElseGet(oldSettings);
  }

  /** Changes what the store says of itself. */
  public void mark(MoveMark mark) {
    settings = Optional.of(settings().withMove(Optional.of(mark)));
  }

  /** The jobs that changed, as they are now; an empty one is to leave. */
  public Collection<JobHistory> changedJobs() {
    return jobs.values();
  }

  /** The recipients that changed, as they are now; an unknown one is to leave. */
  public Collection<Recipient> changedRecipients() {
    return recipients.values();
  }

  /** The trailers that changed, as they are now. */
  public Collection<Trailer> changedTrailers() {
    return trailers.values();
  }

  /** The parts of the day's account that changed, as they are now. */
  public Map<String, DaySpending> changedSpending() {
    return spending;
  }

  /** The settings as they are now, if they changed. */
  public Optional<DocumentSettings> changedSettings() {
    return settings;
  }

  /** Whether nothing differs from the document it began with. */
  public boolean isEmpty() {
    return jobs.isEmpty()
        && recipients.isEmpty()
        && trailers.isEmpty()
        && spending.isEmpty()
        && settings.filter(now -> !now.equals(oldSettings.get())).isEmpty();
  }

  /** {@code base} with all changes made. */
  public MaintenanceDocument onto(MaintenanceDocument base) {
    return base.withJobs(jobs.values())
        .withRecipients(recipients.values())
        .withTrailers(trailers.values())
        .with(settings.orElseGet(base::settings));
  }

  /** An account in one part is in the settings. */
  private DayAccount account(JobId id) {
    DayAccount old = oldAccounts.apply(id);
    return old.parts() == 0 ? DayAccount.whole(() -> settings().spending()) : old.with(spending);
  }

  private void keep(DayAccount account, Map<String, DaySpending> changed) {
    if (account.parts() > 0) {
      spending.putAll(changed);
    } else {
      Optional.ofNullable(changed.get(DayAccount.RESERVE))
          .map(settings()::with)
          .filter(now -> !now.equals(settings()))
          .ifPresent(now -> settings = Optional.of(now));
    }
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
