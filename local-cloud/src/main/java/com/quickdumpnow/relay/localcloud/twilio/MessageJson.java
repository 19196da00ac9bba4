package com.quickdumpnow.relay.localcloud.twilio;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Twilio's JSON: counts as strings, dates as RFC 2822, every field present, null where empty. */
final class MessageJson {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
          .withZone(ZoneOffset.UTC);

  private MessageJson() {}

  static ObjectNode of(TwilioMessage m) {
    String path = messages(m.accountSid()) + "/" + m.sid();
    ObjectNode json =
        JSON.createObjectNode()
            .put("account_sid", m.accountSid())
            .put("api_version", MessageForms.API_VERSION)
            .put("body", m.body())
            .put("date_created", date(m.created()))
            .put("date_sent", m.sent().map(MessageJson::date).orElse(null))
            .put("date_updated", date(m.updated()))
            .put("direction", m.direction().wire())
            .put("error_code", m.errorCode().orElse(null))
            .put("error_message", m.errorCode().map(c -> TwilioError.of(c).message()).orElse(null))
            .put("from", m.from().orElse(null))
            .put("messaging_service_sid", m.messagingServiceSid().orElse(null))
            .put("num_media", "0")
            .put("num_segments", Integer.toString(m.segments()))
            .putNull("price")
            .put("price_unit", "USD")
            .put("sid", m.sid())
            .put("status", m.status().wire())
            .put("to", m.to())
            .put("uri", path + ".json");
    json.putObject("subresource_uris").put("media", path + "/Media.json");
    return json;
  }

  static ObjectNode of(TwilioError error) {
    return JSON.createObjectNode()
        .put("code", error.code())
        .put("message", error.message())
        .put("more_info", error.moreInfo())
        .put("status", error.status());
  }

  /** The path of an account's messages, without {@code .json}. */
  static String messages(String accountSid) {
    return "/" + MessageForms.API_VERSION + "/Accounts/" + accountSid + "/Messages";
  }

  private static String date(Instant at) {
    return RFC_2822.format(at);
  }

  static ObjectNode handset(HandsetText text) {
    return JSON.createObjectNode()
        .put("sid", text.sid())
        .put("from", text.from())
        .put("body", text.body())
        .put("at", text.at().toString());
  }
}
