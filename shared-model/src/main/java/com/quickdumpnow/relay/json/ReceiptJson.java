package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Receipt;

/**
 * The body of a message in the outcomes queue: {@code {"v":1,"kind":"receipt","jobId":"…",
 * "notificationId":"n_…","attempt":1,"messageSid":"SM…","status":"failed","errorCode":30003,
 * "receivedAt":"…"}}; notificationId, attempt and errorCode may be absent, other members are
 * ignored.
 */
public final class ReceiptJson {
  private static final int VERSION = 1;
  private static final String KIND = "receipt";

  private ReceiptJson() {}

  public static String write(Receipt receipt) {
    return ObjectText.of(
        out -> {
          out.number("v", VERSION);
          out.text("kind", KIND);
          out.text("jobId", receipt.jobId().value());
          out.maybeText("notificationId", receipt.notificationId().map(NotificationId::value));
          out.maybeNumber("attempt", receipt.attempt());
          out.text("messageSid", receipt.messageId().value());
          out.text("status", receipt.status().wireName());
          out.maybeNumber("errorCode", receipt.code());
          out.instant("receivedAt", receipt.receivedAt());
        });
  }

  /**
   * @throws BadJsonException when it is not a receipt of a version known here: sending it again
   *     will not help
   */
  public static Receipt read(String body) {
    return read(Fields.of(Json.parse(body)));
  }

  static Receipt read(Fields in) {
    in.checkVersion("v", VERSION);
    if (!in.text("kind").equals(KIND)) {
      throw in.bad("kind", "not a receipt");
    }
    return new Receipt(
        in.value("jobId", JobId::new),
        in.maybe("notificationId", NotificationId::new),
        in.maybeSmallNumber("attempt"),
        in.value("messageSid", MessageId::new),
        in.word("status", DeliveryStatus::ofWireName),
        in.maybeSmallNumber("errorCode"),
        in.instant("receivedAt"));
  }
}
