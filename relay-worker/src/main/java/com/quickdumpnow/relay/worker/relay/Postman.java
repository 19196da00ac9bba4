package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Claims;
import com.quickdumpnow.relay.decision.Next;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.text.EmailReason;
import com.quickdumpnow.relay.text.EmailTemplates;
import com.quickdumpnow.relay.text.RenderedEmail;
import com.quickdumpnow.relay.text.TemplateValues;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Hands a claimed attempt to its carrier: waits for the route's pace, looks once more whether the
 * attempt may still be posted, and posts it at most once.
 */
final class Postman {
  /**
   * The carrier drops what still waits this long before the receipt's deadline, so that it is dead
   * before the next hop speaks; or at half of it, where that leaves the text more time.
   */
  static final Duration VALIDITY_MARGIN = Duration.ofSeconds(30);

  /**
   * What was current this long ago is looked at as if it were now. A claim's own commit has just
   * seen that state, unless the text had to wait for its turn since; another look then would learn
   * what happened within a request, and take one.
   */
  static final Duration JUST_NOW = Duration.ofMillis(250);

  /** https://www.twilio.com/docs/messaging/api/message-resource: ValidityPeriod, 1 to 36000 s. */
  static final Duration MIN_VALIDITY = Duration.ofSeconds(1);

  static final Duration MAX_VALIDITY = Duration.ofHours(10);

  private final Chain chain;
  private final MaintenanceStore store;
  private final TextCarrier carrier;
  private final Mailer mailer;
  private final EmailTemplates emails;
  private final RouteStates routes;
  private final Clockwork clock;

  Postman(
      Chain chain,
      MaintenanceStore store,
      TextCarrier carrier,
      Mailer mailer,
      EmailTemplates emails,
      RouteStates routes,
      Clockwork clock) {
    this.chain = chain;
    this.store = store;
    this.carrier = carrier;
    this.mailer = mailer;
    this.emails = emails;
    this.routes = routes;
    this.clock = clock;
  }

  /**
   * @param since {@link Clockwork#ticks} from before the claim's commit
   */
  SendOutcome post(Next.Post post, long since) throws InterruptedException {
    Attempt attempt = post.attempt();
    return switch (attempt.to()) {
      case PhoneNumber phone -> text(post, phone, since);
      case EmailAddress email -> {
        routes.enterEmail();
        SendOutcome outcome = email(post, email, since);
        routes.observeEmail(outcome);
        yield outcome;
      }
    };
  }

  private SendOutcome text(Next.Post post, PhoneNumber to, long since) throws InterruptedException {
    Attempt attempt = post.attempt();
    Route route = chain.route(attempt.route()).orElseThrow();
    return routes.use(
        route, attempt.segments(), left(attempt, since), () -> text(post, route, to, since));
  }

  private SendOutcome text(Next.Post post, Route route, PhoneNumber to, long since) {
    return switch (lastLook(post, since)) {
      case Look.Stop(String reason) -> new SendOutcome.Abandoned(reason);
      case Look.Go(JobHistory history, EmailReason _) ->
          carrier.post(
              new TextCarrier.Text(
                  route,
                  to,
                  post.attempt().body(),
                  history.id(),
                  post.notification().id(),
                  post.attempt().number(),
                  validity(post.notification(), route, history)));
    };
  }

  private SendOutcome email(Next.Post post, EmailAddress to, long since) {
    return switch (lastLook(post, since)) {
      case Look.Stop(String reason) -> new SendOutcome.Abandoned(reason);
      case Look.Go(JobHistory history, EmailReason reason) ->
          mailer.send(
              mail(
                  post.notification(),
                  history.job().orElseThrow(),
                  to,
                  reason,
                  post.attempt().number()));
    };
  }

  private Mailer.Mail mail(
      Notification notification, Job job, EmailAddress to, EmailReason reason, int attempt) {
    RenderedEmail email =
        emails.render(
            job.customer().language(),
            notification.about(),
            TemplateValues.of(job.customer(), job.load()),
            notification.link(),
            reason);
    return new Mailer.Mail(
        to,
        email.subject(),
        email.text(),
        email.html(),
        notification.jobId(),
        notification.id(),
        attempt);
  }

  private sealed interface Look {
    record Go(JobHistory history, EmailReason ifByEmail) implements Look {}

    record Stop(String reason) implements Look {}
  }

  private Look lastLook(Next.Post post, long since) {
    Look look;
    try {
      look = look(post, store.look(post.notification().jobId(), JUST_NOW));
    } catch (StoreException _) {
      return new Look.Stop("the store could not be read right before the request");
    }
    return look instanceof Look.Stop || left(post.attempt(), since).isPositive()
        ? look
        : new Look.Stop("too late after its claim");
  }

  private Look look(Next.Post post, JobScope scope) {
    JobHistory history = scope.history();
    Optional<String> objection =
        Claims.objection(history, scope.recipients(), post.notification().id(), post.attempt());
    if (objection.isPresent()) {
      return new Look.Stop(objection.get());
    }
    Customer customer = history.job().orElseThrow().customer();
    if (!chain.allowlist().admits(customer)) {
      return new Look.Stop("not on this installation's allowlist");
    }
    return post.attempt().isEmail() || quietIn(post.notification(), customer).isPositive()
        ? new Look.Go(history, reason(post.notification(), customer, scope.recipients()))
        : new Look.Stop("quiet hours began where the customer is");
  }

  /** How long a text may still arrive; emails always may. */
  private Duration quietIn(Notification notification, Customer customer) {
    return chain
        .rules()
        .quietIn(notification.about(), customer, clock.instant())
        .orElse(MAX_VALIDITY);
  }

  private EmailReason reason(
      Notification notification, Customer customer, Function<PhoneNumber, Recipient> recipients) {
    Optional<Recipient> recipient = customer.phone().map(recipients);
    if (recipient.filter(Recipient::isOptedOut).isPresent()) {
      return EmailReason.OPTED_OUT;
    }
    boolean tried =
        notification.attempts().stream().anyMatch(attempt -> attempt.to() instanceof PhoneNumber)
            || recipient.filter(known -> known.isSuppressedAt(clock.instant())).isPresent();
    return tried ? EmailReason.NOT_REACHED : EmailReason.NO_TEXT;
  }

  private Duration left(Attempt attempt, long since) {
    return attempt.claim().postWithin().minusNanos(clock.ticks() - since);
  }

  /**
   * How long the carrier may keep it: no longer than it is true, not into the customer's quiet
   * hours, and where another hop would follow, no longer than that waits.
   */
  private Duration validity(Notification notification, Route route, JobHistory history) {
    Duration validity =
        notification
            .expiresAt()
            .map(end -> Duration.between(clock.instant(), end))
            .orElse(MAX_VALIDITY);
    if (hasSuccessor(route, history)) {
      Duration deadline = route.receiptDeadline(notification.about());
      Duration margin = shorter(VALIDITY_MARGIN, deadline.dividedBy(2));
      validity = shorter(validity, deadline.minus(margin));
    }
    validity = shorter(validity, quietIn(notification, history.job().orElseThrow().customer()));
    validity = shorter(validity, MAX_VALIDITY);
    return validity.compareTo(MIN_VALIDITY) < 0 ? MIN_VALIDITY : validity;
  }

  private boolean hasSuccessor(Route route, JobHistory history) {
    return !chain.routes().getLast().equals(route)
        || history.job().flatMap(job -> job.customer().email()).isPresent();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
