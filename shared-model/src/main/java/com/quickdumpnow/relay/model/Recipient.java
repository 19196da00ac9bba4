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
 */
public record Recipient(
    PhoneNumber phone,
    Optional<OptOut> optOut,
    List<PermanentFailure> failures,
    Optional<Suppression> suppression,
    Optional<Instant> toldHowToStopAt,
    Extras extras) {
  public Recipient {
    failures = List.copyOf(failures);
  }

  /**
   * @param source how we know, e.g. {@code twilio 21610}
   */
  public record OptOut(Instant since, String source, Extras extras) {
    public OptOut(Instant since, String source) {
      this(since, source, Extras.NONE);
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

  public static Recipient unknown(PhoneNumber phone) {
    return new Recipient(
        phone, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Extras.NONE);
  }

  public boolean isOptedOut() {
    return optOut.isPresent();
  }

  public boolean isSuppressedAt(Instant now) {
    return suppression.isPresent() && now.isBefore(suppression.get().until());
  }

  /** Keeps the first opt-out when there is one already. */
  public Recipient optedOut(OptOut newOptOut) {
    return new Recipient(
        phone,
        optOut.or(() -> Optional.of(newOptOut)),
        failures,
        suppression,
        toldHowToStopAt,
        extras);
  }

  public Recipient suppressed(Suppression newSuppression) {
    return new Recipient(
        phone, optOut, failures, Optional.of(newSuppression), toldHowToStopAt, extras);
  }

  public Recipient toldHowToStop(Instant at) {
    return new Recipient(
        phone, optOut, failures, suppression, toldHowToStopAt.or(() -> Optional.of(at)), extras);
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
    return new Recipient(phone, optOut, kept, suppression, toldHowToStopAt, extras);
  }
}
