package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import com.quickdumpnow.relay.worker.relay.Mailer;
import java.time.Duration;

/** SES: takes every email it is given as one of its own; the answer can go missing. */
final class FakeSes implements Mailer {
  private static final Duration LATENCY = Duration.ofMillis(150);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Judge judge;
  private int count;

  FakeSes(Scheduler scheduler, Chaos chaos, Judge judge) {
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.judge = judge;
  }

  @Override
  public SendOutcome send(Mail mail) {
    scheduler.pause(LATENCY);
    return switch (chaos.fate(Service.SES)) {
      case WELL, SLOW -> accept(mail);
      case NOT_DONE -> new SendOutcome.Unreachable("simulated: throttled");
      case ANSWER_LOST, LATE -> {
        accept(mail);
        scheduler.pause(TIMEOUT);
        yield new SendOutcome.Ambiguous("simulated: the answer was lost");
      }
      case LOST -> {
        scheduler.pause(TIMEOUT);
        yield new SendOutcome.Ambiguous("simulated: no answer");
      }
    };
  }

  private SendOutcome accept(Mail mail) {
    MessageId id = new MessageId("ses-" + ++count);
    judge.mailed(mail, "email " + id);
    scheduler.pause(LATENCY);
    return new SendOutcome.Accepted(id, DeliveryStatus.ACCEPTED);
  }
}
