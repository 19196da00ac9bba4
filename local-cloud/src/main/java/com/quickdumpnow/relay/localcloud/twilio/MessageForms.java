package com.quickdumpnow.relay.localcloud.twilio;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The form parameters of Twilio's webhooks. */
final class MessageForms {

  static final String API_VERSION = "2010-04-01";

  private static final DateTimeFormatter DLR =
      DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MessageForms() {}

  static Map<String, String> status(TwilioMessage message) {
    Map<String, String> form = common(message);
    form.put("MessageStatus", message.status().wire());
    form.put("SmsStatus", message.status().wire());
    message.messagingServiceSid().ifPresent(s -> form.put("MessagingServiceSid", s));
    message.errorCode().ifPresent(c -> form.put("ErrorCode", Integer.toString(c)));
    if (message.status() == MessageStatus.DELIVERED
        || message.status() == MessageStatus.UNDELIVERED) {
      form.put("RawDlrDoneDate", DLR.format(message.updated()));
    }
    return form;
  }

  static Map<String, String> inbound(TwilioMessage message) {
    Map<String, String> form = common(message);
    form.put("SmsMessageSid", message.sid());
    form.put("SmsStatus", message.status().wire());
    form.put("Body", message.body());
    form.put("NumMedia", "0");
    form.put("NumSegments", Integer.toString(message.segments()));
    return form;
  }

  private static Map<String, String> common(TwilioMessage message) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("MessageSid", message.sid());
    form.put("SmsSid", message.sid());
    form.put("AccountSid", message.accountSid());
    form.put("From", message.from().orElse(""));
    form.put("To", message.to());
    form.put("ApiVersion", API_VERSION);
    return form;
  }
}
