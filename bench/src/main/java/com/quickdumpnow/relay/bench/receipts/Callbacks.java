package com.quickdumpnow.relay.bench.receipts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSignature;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Twilio calls back about the texts of a document: sent, then delivered, of each. */
final class Callbacks {
  static final String PUBLIC_URL = "https://api.quickdumpnow.example";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Callbacks() {}

  static List<Receipt> of(MaintenanceDocument document) {
    List<Receipt> receipts = new ArrayList<>();
    for (DeliveryStatus status : List.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED)) {
      for (JobHistory history : document.jobs().values()) {
        Notification told = history.notifications().getFirst();
        receipts.add(
            new Receipt(
                history.id(),
                Optional.of(told.id()),
                Optional.of(1),
                told.attempts().getFirst().messageId().orElseThrow(),
                status,
                Optional.empty(),
                Instant.now()));
      }
    }
    return receipts;
  }

  /** As API Gateway hands it to the webhook's Lambda. */
  static byte[] httpEvent(Receipt receipt) {
    String path = "/jobs/" + receipt.jobId() + "/messages";
    String query = "nid=" + receipt.notificationId().orElseThrow() + "&attempt=1";
    Map<String, String> form = new TreeMap<>();
    form.put("MessageSid", receipt.messageId().value());
    form.put("SmsSid", receipt.messageId().value());
    form.put("MessageStatus", receipt.status().wireName());
    form.put("SmsStatus", receipt.status().wireName());
    form.put("AccountSid", Relays.ACCOUNT);
    form.put("From", "+16195550100");
    form.put("To", "+12105550100");
    form.put("ApiVersion", "2010-04-01");
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0").put("rawPath", path).put("rawQueryString", query);
    event
        .putObject("headers")
        .put("content-type", "application/x-www-form-urlencoded; charset=UTF-8")
        .put(
            "x-twilio-signature",
            TwilioSignature.sign(Relays.TOKEN, PUBLIC_URL + path + "?" + query, form));
    event.putObject("requestContext").putObject("http").put("method", "POST").put("path", path);
    event.put("body", Form.encode(form)).put("isBase64Encoded", false);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** As SQS hands a batch of them to the recorder's Lambda. */
  static byte[] sqsEvent(List<Receipt> receipts) {
    return sqsEventOf(receipts.stream().map(ReceiptJson::write).toList());
  }

  static byte[] sqsEventOf(List<String> bodies) {
    ObjectNode event = JSON.createObjectNode();
    var records = event.putArray("Records");
    for (String body : bodies) {
      records.addObject().put("messageId", "m" + records.size()).put("body", body);
    }
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
