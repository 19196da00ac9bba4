package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.decision.RouteHealth.Ready;
import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import com.quickdumpnow.relay.model.Address;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.model.RouteName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Chooses the next hop from what was tried, who the recipient is and how the routes are. */
final class HopChoice {
  /** An email whose answer was lost is sent once more, not for ever. */
  private static final int MAX_EMAILS = 2;

  private static final String QUIET = "quiet hours where the customer is";

  private final Chain chain;
  private final RouteHealth health;
  private final DayAccount account;
  private final JobHistory before;

  /**
   * @param account pays for the job's texts
   * @param before the job before the change that the choice is a part of
   */
  HopChoice(Chain chain, RouteHealth health, DayAccount account, JobHistory before) {
    this.chain = chain;
    this.health = health;
    this.account = account;
    this.before = before;
  }

  /**
   * @param history the job's, for what it cost so far
   */
  Hop choose(
      JobHistory history,
      Notification notification,
      Function<PhoneNumber, Recipient> recipients,
      Instant now) {
    Customer customer = history.job().orElseThrow().customer();
    if (!chain.allowlist().admits(customer)) {
      return new Hop.Suppress(Allowlist.REFUSAL);
    }
    if (customer.phone().isEmpty()) {
      return email(notification, customer, "the customer has no mobile phone");
    }
    Recipient recipient = recipients.apply(customer.phone().get());
    if (recipient.isOptedOut()) {
      return chain.emailAfterOptOut() && customer.email().isPresent()
          ? email(notification, customer, "the recipient opted out of texts")
          : new Hop.Suppress("the recipient opted out of texts");
    }
    if (recipient.isSuppressedAt(now)) {
      return email(notification, customer, "texts to this number keep failing");
    }
    if (recipient.network().filter(known -> known.isLandlineAt(now)).isPresent()) {
      return email(notification, customer, "the number is a landline");
    }
    if (notification.expiresAt().isPresent() && !now.isBefore(notification.expiresAt().get())) {
      return email(notification, customer, "too late for a text");
    }
    Optional<Attempt> decisive =
        lastThat(to(notification, customer.phone().get()), FailureAction.EMAIL, FailureAction.STOP);
    if (decisive.isPresent()) {
      return email(
          notification, customer, "no more texts after the failure of " + decisive.get().route());
    }
    return switch (text(notification, customer)) {
      case Hop.Text text ->
          switch (inTime(text, notification, customer, now)) {
            case Hop.Text timely -> affordable(timely, history, notification, now);
            // After quiet hours it may be paid for by another day.
            case Hop other -> other;
          };
      case Hop.Wait wait -> inTime(wait, notification, customer, now);
      case Hop other -> other;
    };
  }

  private Hop affordable(
      Hop.Text text, JobHistory history, Notification notification, Instant now) {
    Money cost = text.route().pricePerSegment().times(notification.segments());
    Customer customer = history.job().orElseThrow().customer();
    return chain
        .rules()
        .spending()
        .exceeded(cost, before, history, account, chain, now)
        .<Hop>map(limit -> new Hop.TooDear(limit, email(notification, customer, limit.words())))
        .orElse(text);
  }

  /** Emails are not held back by quiet hours: nobody is woken by one. */
  private Hop inTime(Hop hop, Notification notification, Customer customer, Instant now) {
    if (!(hop instanceof Hop.Text || hop instanceof Hop.Wait)) {
      return hop;
    }
    Optional<Instant> until = chain.rules().quietUntil(notification.about(), customer, now);
    if (until.isEmpty()) {
      return hop;
    }
    boolean tooLate =
        notification.expiresAt().filter(end -> !until.get().isBefore(end)).isPresent();
    if (!tooLate) {
      return new Hop.Wait(Duration.between(now, until.get()), QUIET);
    }
    String reason = QUIET + ", and it is no longer true after them";
    return Claims.isUntried(notification) && customer.email().isEmpty()
        ? new Hop.Expire(reason)
        : email(notification, customer, reason);
  }

  private Hop text(Notification notification, Customer customer) {
    PhoneNumber phone = customer.phone().orElseThrow();
    List<String> passedOver = new ArrayList<>();
    Optional<Duration> shortestQueue = Optional.empty();
    Set<RouteName> usedUp = usedUp(to(notification, phone));
    for (Route route : chain.routes()) {
      if (usedUp.contains(route.name())) {
        passedOver.add(route.name() + " was tried");
        continue;
      }
      switch (health.of(route, notification.segments())) {
        case Ready(Duration delay) when delay.compareTo(chain.timing().spillAfter()) <= 0 -> {
          String reason =
              passedOver.isEmpty() ? "first in the chain" : String.join(", ", passedOver);
          return new Hop.Text(route, phone, reason);
        }
        case Ready(Duration delay) -> {
          passedOver.add(route.name() + " is saturated");
          shortestQueue = earlier(shortestQueue, delay);
        }
        case Resting(Duration _, String reason) ->
            passedOver.add(route.name() + " rests: " + reason);
      }
    }
    String reason = passedOver.isEmpty() ? "the chain has no route" : String.join(", ", passedOver);
    // A busy route is worth waiting for: its text comes. A sick one is not.
    return shortestQueue.isPresent()
        ? new Hop.Wait(shortestQueue.get().minus(chain.timing().spillAfter()), reason)
        : email(notification, customer, reason);
  }

  /** What failed for another address than the customer has now says nothing about this one. */
  private static List<Attempt> to(Notification notification, Address address) {
    return notification.attempts().stream()
        .filter(attempt -> attempt.to().equals(address))
        .toList();
  }

  private Set<RouteName> usedUp(List<Attempt> attempts) {
    Set<RouteName> usedUp = new HashSet<>();
    for (Attempt attempt : attempts) {
      if (attempt.outcome() instanceof AttemptOutcome.NoTrace) {
        usedUp.add(attempt.route());
      }
      attempt
          .then()
          .ifPresent(
              then -> {
                if (then == FailureAction.NEXT || then == FailureAction.NEXT_ACCOUNT) {
                  usedUp.add(attempt.route());
                }
                if (then == FailureAction.NEXT_ACCOUNT) {
                  addRoutesOfSameAccount(attempt.route(), usedUp);
                }
              });
    }
    return usedUp;
  }

  private void addRoutesOfSameAccount(RouteName name, Set<RouteName> usedUp) {
    chain
        .route(name)
        .ifPresent(
            failed ->
                chain.routes().stream()
                    .filter(route -> route.account().equals(failed.account()))
                    .forEach(route -> usedUp.add(route.name())));
  }

  private static Hop email(Notification notification, Customer customer, String reason) {
    if (customer.email().isEmpty()) {
      return new Hop.Exhausted(reason + "; there is no email address");
    }
    List<Attempt> emails = to(notification, customer.email().get());
    boolean failed =
        emails.stream()
            .anyMatch(
                email -> email.then().isPresent() && email.then().get() != FailureAction.SAME);
    long sentPerhaps =
        emails.stream().filter(email -> email.outcome() instanceof AttemptOutcome.NoTrace).count();
    return failed || sentPerhaps >= MAX_EMAILS
        ? new Hop.Exhausted(reason + "; the email failed too")
        : new Hop.Email(customer.email().get(), reason);
  }

  private static Optional<Attempt> lastThat(List<Attempt> attempts, FailureAction... actions) {
    Set<FailureAction> wanted = Set.of(actions);
    return attempts.stream()
        .filter(attempt -> attempt.then().filter(wanted::contains).isPresent())
        .reduce((_, later) -> later);
  }

  private static Optional<Duration> earlier(Optional<Duration> one, Duration other) {
    return one.isPresent() && one.get().compareTo(other) <= 0 ? one : Optional.of(other);
  }

  /**
   * Which of the permitted repeats another attempt would be; empty when nothing can have been sent
   * yet.
   */
  static Optional<RepeatLabel> label(Notification notification) {
    Optional<RepeatLabel> label = Optional.empty();
    for (Attempt attempt : notification.attempts()) {
      Optional<RepeatLabel> own = labelAfter(attempt);
      if (own.isPresent() && (label.isEmpty() || own.get().compareTo(label.get()) > 0)) {
        label = own;
      }
    }
    return label;
  }

  private static Optional<RepeatLabel> labelAfter(Attempt attempt) {
    return switch (attempt.outcome()) {
      case AttemptOutcome.Accepted accepted ->
          Optional.of(
              accepted.status().isFailure() ? RepeatLabel.FAILED_BEFORE : RepeatLabel.OVERDUE);
      case AttemptOutcome.NoTrace _ ->
          Optional.of(attempt.isEmail() ? RepeatLabel.AMBIGUOUS_EMAIL : RepeatLabel.NO_TRACE);
      case AttemptOutcome.Open _,
          AttemptOutcome.Abandoned _,
          AttemptOutcome.Ambiguous _,
          AttemptOutcome.Refused _ ->
          Optional.empty();
    };
  }
}
