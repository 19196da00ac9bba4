package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.TriggerJson;
import com.quickdumpnow.relay.localcloud.twilio.Receipts;
import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The jar as it is deployed, between a Twilio that signs and retries, a real queue and a real
 * bucket.
 */
class PackagedReceiptsIT {
  private final PackagedWebhook webhook = new PackagedWebhook();

  @AfterEach
  void stop() {
    webhook.close();
  }

  @Test
  void receipts_ofADeliveredText_settleItsNotification() throws Exception {
    webhook.text();

    webhook.await(() -> webhook.state() instanceof Delivered);
  }

  @Test
  void receipts_repeatedAndReordered_settleItAsWell() throws Exception {
    webhook
        .twilio()
        .script()
        .add(
            Rule.forAll().receipts(Receipts.of(new Outcome.Delivered()).repeated(2).asReordered()));
    webhook.text();

    webhook.await(() -> webhook.state() instanceof Delivered);
  }

  @Test
  void receipts_ofAFailedText_triggerTheNextHop() throws Exception {
    webhook.twilio().script().add(Rule.forAll().outcome(new Outcome.Undelivered(30008)));
    webhook.text();

    Optional<String> trigger = webhook.nextTrigger();

    assertThat(trigger.map(TriggerJson::read))
        .contains(new Trigger(TestJobs.JOB, TestJobs.NOTIFICATION, 1, 2));
    assertThat(webhook.state()).isInstanceOf(Pending.class);
  }

  @Test
  void receipts_forged_areRefused() throws Exception {
    int status = webhook.post("MessageSid=SM1&MessageStatus=delivered&AccountSid=", "forged");

    assertThat(status).isEqualTo(403);
  }

  @Test
  void recorder_receiptForNobody_doesNotHoldUpTheOthers() throws Exception {
    webhook.enqueue("not a receipt");
    webhook.text();

    webhook.await(() -> webhook.state() instanceof Delivered);
  }
}
