package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.StaffCalls;
import com.quickdumpnow.relay.decision.StaffCalls.Move;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.text.RenderedEmail;
import com.quickdumpnow.relay.text.Segments;
import com.quickdumpnow.relay.text.StaffTexts;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.List;

/** Hands claimed steps of a staff call to their carriers, each at most once and only in time. */
final class StaffPost {
  private final TextCarrier carrier;
  private final Mailer mailer;
  private final RouteStates routes;
  private final Clockwork clock;

  StaffPost(TextCarrier carrier, Mailer mailer, RouteStates routes, Clockwork clock) {
    this.carrier = carrier;
    this.mailer = mailer;
    this.routes = routes;
    this.clock = clock;
  }

  /**
   * @param since {@link Clockwork#ticks} from before the claim's commit
   */
  SendOutcome text(Move.Text move, long since) throws InterruptedException {
    int segments = Segments.of(move.call().text()).count();
    return routes.use(
        move.route(),
        segments,
        left(move.step().claim(), since),
        () ->
            isTooLate(move.step().claim(), since)
                ? tooLate()
                : carrier.post(
                    new TextCarrier.Text(
                        move.route(),
                        move.to(),
                        move.call().text(),
                        JobId.STAFF,
                        move.call().id(),
                        move.step().number(),
                        StaffCalls.CONFIRM_WITHIN.minus(Postman.VALIDITY_MARGIN))));
  }

  /**
   * @param alerts those it tells of
   * @param since as for a text
   */
  SendOutcome email(Move.Email move, List<Alert> alerts, long since) {
    if (isTooLate(move.step().claim(), since)) {
      return tooLate();
    }
    RenderedEmail email = StaffTexts.email(alerts);
    routes.enterEmail();
    SendOutcome outcome =
        mailer.send(
            new Mailer.Mail(
                move.to(),
                email.subject(),
                email.text(),
                email.html(),
                JobId.STAFF,
                move.call().id(),
                move.step().number()));
    routes.observeEmail(outcome);
    return outcome;
  }

  private boolean isTooLate(Claim claim, long since) {
    return !left(claim, since).isPositive();
  }

  private static SendOutcome tooLate() {
    return new SendOutcome.Abandoned("too late after its claim");
  }

  private Duration left(Claim claim, long since) {
    return claim.postWithin().minusNanos(clock.ticks() - since);
  }
}
