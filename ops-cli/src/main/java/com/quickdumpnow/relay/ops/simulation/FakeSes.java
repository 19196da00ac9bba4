package com.quickdumpnow.relay.ops.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import com.quickdumpnow.relay.worker.relay.Mailer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * SES and the mail servers behind it: takes every email it is given as one of its own; the answer
 * can go missing. Most arrive, some bounce, and SES tells of both by SNS, some time.
 */
final class FakeSes implements Mailer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LATENCY = Duration.ofMillis(150);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DELIVERY = Duration.ofSeconds(20);

  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Judge judge;
  private final SimulatedProcess world;
  private final Consumer<String> topic;
  private int count;
  private int underWay;

  /**
   * @param world the process in which emails live on
   * @param topic where events go, as SNS hands them on
   */
  FakeSes(
      Scheduler scheduler,
      Chaos chaos,
      Judge judge,
      SimulatedProcess world,
      Consumer<String> topic) {
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.judge = judge;
    this.world = world;
    this.topic = topic;
  }

  /** Whether every email has come to its end, and SES has told of it. */
  boolean isQuiet() {
    return underWay == 0;
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
    judge.accepted(mail, "email " + id);
    underWay++;
    world.run(() -> live(mail, id));
    scheduler.pause(LATENCY);
    return new SendOutcome.Accepted(id, DeliveryStatus.ACCEPTED);
  }

  private void live(Mail mail, MessageId id) {
    // An email to staff is the end of their chain: it arrives, or nobody is there to be told.
    boolean bounces = !mail.jobId().equals(JobId.STAFF) && chaos.chance(0.1);
    if (bounces) {
      scheduler.pause(DELIVERY);
      tell(mail, id, "Bounce", Map.of("bounceType", "Permanent"));
    } else {
      judge.received(mail, "email " + id);
      scheduler.pause(DELIVERY);
      tell(mail, id, "Delivery", Map.of());
    }
    underWay--;
  }

  private void tell(Mail mail, MessageId id, String type, Map<String, String> details) {
    Map<String, Object> event =
        Map.of(
            "eventType",
            type,
            type.toLowerCase(Locale.ROOT),
            details,
            "mail",
            Map.of(
                "messageId",
                id.value(),
                "timestamp",
                scheduler.instant().toString(),
                "tags",
                Map.of(
                    "job",
                    List.of(mail.jobId().value()),
                    "nid",
                    List.of(mail.notificationId().value()),
                    "attempt",
                    List.of(Integer.toString(mail.attempt())))));
    topic.accept(json(Map.of("Type", "Notification", "Message", json(event))));
  }

  private static String json(Map<String, ?> members) {
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
