package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one phone number, across all jobs.
 *
 * @param optOut present while its owner does not want texts
 * @param failures permanent failures, oldest first, each of another notification
 * @param suppression present while the number counts as unable to receive texts
 * @param toldHowToStopAt when a text that says how to stop was first accepted
 * @param optIn when its owner last wrote that texts are welcome
 * @param lifts what was lifted, oldest first; the newest {@value #MAX_LIFTS}
 * @param network what it belongs to, if that was looked up
 */
public record Recipient(
    PhoneNumber phone,
    Optional<OptOut> optOut,
    List<PermanentFailure> failures,
    Optional<Suppression> suppression,
    Optional<Instant> toldHowToStopAt,
    Optional<OptIn> optIn,
    List<Lift> lifts,
    Optional<Network> network,
    Extras extras) {
  static final int MAX_LIFTS = 20;

  public Recipient {
    failures = List.copyOf(failures);
    lifts = List.copyOf(lifts.subList(Math.max(0, lifts.size() - MAX_LIFTS), lifts.size()));
  }

  /**
   * @param since when it was first said
   * @param source how we know, e.g. {@code twilio 21610}
   * @param lastAt when it was last said; not before {@code since}
   */
  public record OptOut(Instant since, String source, Instant lastAt, Extras extras) {
    public OptOut(Instant since, String source) {
      this(since, source, since, Extras.NONE);
    }

    private OptOut and(OptOut other) {
      OptOut first = other.since.isBefore(since) ? other : this;
      Instant last = other.lastAt.isAfter(lastAt) ? other.lastAt : lastAt;
      return new OptOut(first.since, first.source, last, first.extras);
    }
  }

  /**
   * @param source how we know, e.g. {@code text SM…}
   */
  public record OptIn(Instant at, String source, Extras extras) {
    public OptIn(Instant at, String source) {
      this(at, source, Extras.NONE);
    }
  }

  /**
   * @param code the carrier's error code
   */
  public record PermanentFailure(
      NotificationId notificationId, Instant at, int code, Extras extras) {
    public PermanentFailure(NotificationId notificationId, Instant at, int code) {
      this(notificationId, at, code, Extras.NONE);
    }
  }

  /**
   * @param until when texts are tried again
   */
  public record Suppression(Instant since, Instant until, String reason, Extras extras) {
    public Suppression(Instant since, Instant until, String reason) {
      this(since, until, reason, Extras.NONE);
    }
  }

  /**
   * A suppression that is no more.
   *
   * @param since when it began
   * @param why its source or reason
   * @param upTo what was said until then is settled by it, however late it arrives
   * @param at when it was lifted
   * @param by the name of a staff token, or the source of an {@link OptIn}
   */
  public record Lift(
      Kind kind, Instant since, String why, Instant upTo, Instant at, String by, Extras extras) {
    /** What was lifted. */
    public enum Kind {
      OPT_OUT,
      FAILURES
    }
  }

  public static Recipient unknown(PhoneNumber phone) {
    return new Recipient(
        phone,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Extras.NONE);
  }

  public boolean isOptedOut() {
    return optOut.isPresent();
  }

  public boolean isSuppressedAt(Instant now) {
    return suppression.isPresent() && now.isBefore(suppression.get().until());
  }

  /**
   * Keeps the first opt-out when there is one already, and when it was last said. One that is older
   * than its owner's newest opt-in, or than what was lifted, changes nothing: it only arrives late.
   */
  public Recipient optedOut(OptOut newOptOut) {
    boolean overtaken =
        optIn.filter(in -> newOptOut.lastAt().isBefore(in.at())).isPresent()
            || lifts.stream()
                .filter(lift -> lift.kind() == Lift.Kind.OPT_OUT)
                .anyMatch(lift -> !newOptOut.lastAt().isAfter(lift.upTo()));
    return overtaken
        ? this
        : with(Optional.of(optOut.map(old -> old.and(newOptOut)).orElse(newOptOut)), suppression);
  }

  /**
   * Its owner wants texts again, which lifts an opt-out that was said before that and nothing else.
   */
  public Recipient optedIn(OptIn newOptIn) {
    if (optIn.filter(old -> !old.at().isBefore(newOptIn.at())).isPresent()) {
      return this;
    }
    Recipient welcoming =
        new Recipient(
            phone,
            optOut,
            failures,
            suppression,
            toldHowToStopAt,
            Optional.of(newOptIn),
            lifts,
            network,
            extras);
    return optOut.filter(out -> out.lastAt().isBefore(newOptIn.at())).isPresent()
        ? welcoming.liftOptOut(newOptIn.at(), newOptIn.source())
        : welcoming;
  }

  public Recipient suppressed(Suppression newSuppression) {
    return with(optOut, Optional.of(newSuppression));
  }

  /** It receives texts after all: its failures are forgotten. */
  public Recipient reached() {
    return new Recipient(
        phone, optOut, List.of(), Optional.empty(), toldHowToStopAt, optIn, lifts, network, extras);
  }

  /** Lifts whatever keeps texts from this number, and remembers by whom. */
  public Recipient lifted(Instant at, String by) {
    Recipient lifted = optOut.isPresent() ? liftOptOut(at, by) : this;
    if (suppression.isEmpty()) {
      return lifted;
    }
    Suppression old = suppression.get();
    Lift lift =
        new Lift(Lift.Kind.FAILURES, old.since(), old.reason(), old.until(), at, by, Extras.NONE);
    return lifted.remember(lift).reached();
  }

  public Recipient toldHowToStop(Instant at) {
    return new Recipient(
        phone,
        optOut,
        failures,
        suppression,
        toldHowToStopAt.or(() -> Optional.of(at)),
        optIn,
        lifts,
        network,
        extras);
  }

  /** Keeps what was looked up last. */
  public Recipient of(Network newNetwork) {
    boolean older = network.filter(old -> old.askedAt().isAfter(newNetwork.askedAt())).isPresent();
    return older
        ? this
        : new Recipient(
            phone,
            optOut,
            failures,
            suppression,
            toldHowToStopAt,
            optIn,
            lifts,
            Optional.of(newNetwork),
            extras);
  }

  /** One failure counts per notification; those before {@code forgetBefore} are forgotten. */
  public Recipient failed(PermanentFailure failure, Instant forgetBefore) {
    List<PermanentFailure> kept = new ArrayList<>();
    for (PermanentFailure old : failures) {
      if (!old.at().isBefore(forgetBefore)
          && !old.notificationId().equals(failure.notificationId())) {
        kept.add(old);
      }
    }
    kept.add(failure);
    return new Recipient(
        phone, optOut, kept, suppression, toldHowToStopAt, optIn, lifts, network, extras);
  }

  private Recipient liftOptOut(Instant at, String by) {
    OptOut old = optOut.orElseThrow();
    return remember(
            new Lift(
                Lift.Kind.OPT_OUT, old.since(), old.source(), old.lastAt(), at, by, Extras.NONE))
        .with(Optional.empty(), suppression);
  }

  private Recipient remember(Lift lift) {
    List<Lift> more = new ArrayList<>(lifts);
    more.add(lift);
    return new Recipient(
        phone, optOut, failures, suppression, toldHowToStopAt, optIn, more, network, extras);
  }

  private Recipient with(Optional<OptOut> newOptOut, Optional<Suppression> newSuppression) {
    return new Recipient(
        phone, newOptOut, failures, newSuppression, toldHowToStopAt, optIn, lifts, network, extras);
  }
}
