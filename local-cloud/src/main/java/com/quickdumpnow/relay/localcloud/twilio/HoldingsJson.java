package com.quickdumpnow.relay.localcloud.twilio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Accounts, numbers and messaging services as Twilio's JSON has them. */
final class HoldingsJson {

  private static final int PAGE_SIZE = 50;

  private HoldingsJson() {}

  static ObjectNode account(String sid, Holdings.Standing standing) {
    return MessageJson.JSON
        .createObjectNode()
        .put("sid", sid)
        .put("owner_account_sid", sid)
        .put("friendly_name", "local")
        .put("status", standing.status())
        .put("type", standing.type())
        .put("uri", path(sid) + ".json");
  }

  /**
   * @param resource {@code IncomingPhoneNumbers} or {@code SMS/ShortCodes}
   */
  static ObjectNode numbers(String account, String resource, List<OwnedNumber> numbers) {
    ObjectNode json = MessageJson.JSON.createObjectNode();
    boolean shortCodes = resource.startsWith("SMS");
    ArrayNode list = json.putArray(shortCodes ? "short_codes" : "incoming_phone_numbers");
    for (OwnedNumber number : numbers) {
      ObjectNode entry =
          list.addObject()
              .put("sid", (shortCodes ? "SC" : "PN") + hex(number.number()))
              .put("account_sid", account)
              .put(shortCodes ? "short_code" : "phone_number", number.number())
              .put("sms_url", number.inboundUrl())
              .put("sms_method", number.inboundMethod());
      if (!shortCodes) {
        entry
            .putObject("capabilities")
            .put("sms", number.texts())
            .put("mms", number.texts())
            .put("voice", true)
            .put("fax", false);
      }
    }
    String uri = path(account) + "/" + resource + ".json";
    return json.put("uri", uri)
        .put("first_page_uri", uri)
        .putNull("next_page_uri")
        .putNull("previous_page_uri")
        .put("page", 0)
        .put("page_size", PAGE_SIZE)
        .put("start", 0)
        .put("end", Math.max(0, numbers.size() - 1));
  }

  static ObjectNode service(OwnedService service) {
    return MessageJson.JSON
        .createObjectNode()
        .put("sid", service.sid())
        .put("account_sid", service.account())
        .put("friendly_name", "local")
        .put("sticky_sender", service.sticky())
        .put("smart_encoding", service.smartEncoding())
        .put("inbound_request_url", service.inboundUrl().isEmpty() ? null : service.inboundUrl())
        .put("inbound_method", "POST")
        .put("use_inbound_webhook_on_number", service.inboundUrl().isEmpty())
        .put("url", "/v1/Services/" + service.sid());
  }

  /**
   * @param resource {@code PhoneNumbers}, {@code ShortCodes} or {@code AlphaSenders}
   */
  static ObjectNode senders(OwnedService service, String resource) {
    String field =
        switch (resource) {
          case "PhoneNumbers" -> "phone_number";
          case "ShortCodes" -> "short_code";
          default -> "alpha_sender";
        };
    String key = field + "s";
    ObjectNode json = MessageJson.JSON.createObjectNode();
    ArrayNode list = json.putArray(key);
    service.senders().stream()
        .filter(sender -> sender.startsWith("+") == resource.equals("PhoneNumbers"))
        .filter(sender -> sender.matches("\\d+") == resource.equals("ShortCodes"))
        .forEach(sender -> list.addObject().put("sid", "PN" + hex(sender)).put(field, sender));
    String url = "/v1/Services/" + service.sid() + "/" + resource;
    json.putObject("meta")
        .put("key", key)
        .put("page", 0)
        .put("page_size", PAGE_SIZE)
        .put("first_page_url", url)
        .putNull("next_page_url")
        .putNull("previous_page_url")
        .put("url", url);
    return json;
  }

  private static String path(String account) {
    return "/" + MessageForms.API_VERSION + "/Accounts/" + account;
  }

  /** 32 hex digits that are always the same for the same sender. */
  private static String hex(String sender) {
    return "%032x".formatted(sender.hashCode() & 0xFFFF_FFFFL);
  }
}
