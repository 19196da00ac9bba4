package com.quickdumpnow.relay.localcloud.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lookup v2 with the field {@code line_type_intelligence}. At Twilio it has a host of its own,
 * {@code lookups.twilio.com}.
 *
 * @see <a href="https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence">line type
 *     intelligence</a>
 */
final class LookupApi {

  private static final Pattern PATH = Pattern.compile("/v2/PhoneNumbers/(\\+[1-9]\\d{1,14})");
  private static final String LINE = "line_type_intelligence";

  private static final List<String> OTHER_FIELDS =
      List.of(
          "caller_name",
          "sim_swap",
          "call_forwarding",
          "line_status",
          "identity_match",
          "reassigned_number",
          "sms_pumping_risk",
          "validation_errors");

  private final LineDirectory lines;

  LookupApi(LineDirectory lines) {
    this.lines = lines;
  }

  static boolean has(String path) {
    return path.startsWith("/v2/PhoneNumbers/");
  }

  void handle(HttpExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      MessagesApi.refuse(exchange, MessagesApi.notFound(exchange));
      return;
    }
    if (lines.trouble().isPresent()) {
      LineDirectory.Trouble trouble = lines.trouble().get();
      pause(trouble.delay());
      MessagesApi.refuse(
          exchange,
          trouble.status() == 429
              ? TwilioError.of(20429)
              : new TwilioError(20500, trouble.status(), "Internal Server Error"));
      return;
    }
    String number = path.group(1);
    switch (lines.find(number)) {
      case LineDirectory.NoSuchNumber _ ->
          MessagesApi.refuse(exchange, MessagesApi.notFound(exchange));
      case LineDirectory.NoData(int errorCode) ->
          MessagesApi.answer(
              exchange,
              200,
              withLine(exchange, number, line().put("error_code", errorCode).putNull("type")));
      case LineDirectory.Known(String carrier, String type) ->
          MessagesApi.answer(
              exchange,
              200,
              withLine(exchange, number, line().put("carrier_name", carrier).put("type", type)));
    }
  }

  private static ObjectNode line() {
    return MessageJson.JSON
        .createObjectNode()
        .putNull("error_code")
        .put("mobile_country_code", "311")
        .put("mobile_network_code", "480")
        .putNull("carrier_name");
  }

  /** The field is null unless it was asked for, and then it is paid for. */
  private static ObjectNode withLine(HttpExchange exchange, String number, ObjectNode line) {
    boolean wanted =
        Form.parse(exchange.getRequestURI().getRawQuery()).first("Fields").stream()
            .flatMap(fields -> Arrays.stream(fields.split(",")))
            .anyMatch(LINE::equals);
    ObjectNode json =
        MessageJson.JSON
            .createObjectNode()
            .put("calling_country_code", "1")
            .put("country_code", "US")
            .put("phone_number", number)
            .put("national_format", number.substring(2))
            .put("valid", true)
            .put("url", "https://lookups.twilio.com/v2/PhoneNumbers/" + number);
    OTHER_FIELDS.forEach(json::putNull);
    return wanted ? json.set(LINE, line) : json.putNull(LINE);
  }

  private static void pause(Duration by) throws IOException {
    try {
      Thread.sleep(by);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while an answer was held back", e);
    }
  }
}
