package com.quickdumpnow.relay.localcloud.ses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What SES publishes of a mail, in the order in which it happens: <a
 * href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html">event
 * records</a>, and the <a
 * href="https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html">mailbox
 * simulator</a> for which of them.
 */
final class EmailEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EmailEvents() {}

  static List<ObjectNode> of(Email email) {
    Instant now = Instant.now();
    List<ObjectNode> events = new ArrayList<>();
    events.add(event("Send", email));
    switch (email.fate()) {
      case DELIVERED, OUT_OF_OFFICE -> events.add(delivery(email, now));
      case COMPLAINED -> {
        events.add(delivery(email, now));
        events.add(complaint(email, now));
      }
      case BOUNCED -> events.add(bounce(email, "General", now));
      case SUPPRESSED -> events.add(bounce(email, "Suppressed", now));
    }
    return events;
  }

  private static ObjectNode delivery(Email email, Instant now) {
    ObjectNode event = event("Delivery", email);
    ObjectNode delivery = details(event).put("timestamp", now.toString());
    delivery.put("processingTimeMillis", 500).put("smtpResponse", "250 2.6.0 Message received");
    delivery.put("reportingMTA", "local.smtp-out.amazonses.com");
    delivery.set("recipients", JSON.valueToTree(email.to()));
    return event;
  }

  private static ObjectNode bounce(Email email, String subType, Instant now) {
    ObjectNode event = event("Bounce", email);
    ObjectNode bounce = details(event).put("bounceType", "Permanent").put("bounceSubType", subType);
    bounce.put("timestamp", now.toString()).put("feedbackId", "local-" + email.messageId());
    recipients(bounce, "bouncedRecipients", email);
    return event;
  }

  private static ObjectNode complaint(Email email, Instant now) {
    ObjectNode event = event("Complaint", email);
    ObjectNode complaint = details(event).put("complaintFeedbackType", "abuse");
    complaint.put("timestamp", now.toString()).put("feedbackId", "local-" + email.messageId());
    recipients(complaint, "complainedRecipients", email);
    return event;
  }

  private static ObjectNode event(String type, Email email) {
    ObjectNode event = JSON.createObjectNode().put("eventType", type);
    ObjectNode mail = event.putObject("mail");
    mail.put("timestamp", email.time().toString()).put("source", email.from());
    mail.put("messageId", email.messageId());
    mail.set("destination", JSON.valueToTree(email.to()));
    ObjectNode tags = mail.putObject("tags");
    tags.putArray("ses:configuration-set").add(email.configurationSet());
    new TreeMap<>(email.tags()).forEach((name, value) -> tags.putArray(name).add(value));
    event.putObject(type.toLowerCase(Locale.ROOT));
    return event;
  }

  private static ObjectNode details(ObjectNode event) {
    return (ObjectNode) event.path(event.path("eventType").asText().toLowerCase(Locale.ROOT));
  }

  private static void recipients(ObjectNode details, String name, Email email) {
    email.to().forEach(to -> details.withArray(name).addObject().put("emailAddress", to));
  }
}
