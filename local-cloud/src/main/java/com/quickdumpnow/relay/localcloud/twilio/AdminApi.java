package com.quickdumpnow.relay.localcloud.twilio;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/**
 * What a test or a person does to this Twilio from outside, without credentials.
 *
 * <pre>
 * GET    /_admin/                    the texts as an HTML page
 * GET    /_admin/messages            {"messages":[message resource, …]}, oldest first
 * GET    /_admin/handset?to=%2B1…    {"texts":[{"sid","from","body","at"}]}: what the phone received
 * POST   /_admin/rules               adds a rule (below); 204
 * DELETE /_admin/rules               removes all; 204
 * POST   /_admin/inbound             {"from","to","body"}: a customer's text; {"webhookStatus":204|null}
 * POST   /_admin/receipt             {"sid","status","errorCode"?}: moves a message, posts its callback
 *
 * {"to":"+1…","from":"+1… or MG…","times":3,      each optional
 *  "answer":{"kind":"refuse","code":21611}         or throttle, acceptThenDrop, drop,
 *           {"kind":"serverError","status":502,"html":true,"accepted":false}
 *           {"kind":"slow","delayMs":2000}
 *           {"kind":"garbage","garbage":"half_body|not_json|unknown_status|redirect"},
 *  "receipts":{"outcome":"delivered|undelivered|failed|silent|stuck","code":30003,"reached":false,
 *              "lost":false,"repeats":0,"reordered":false,"delayMs":0}}
 * </pre>
 *
 * What is wrong is answered with 400 and {"message"}; a member that is not named here is wrong.
 */
final class AdminApi {

  private static final int MAX_BODY = 64 * 1024;
  private static final String JSON_TYPE = "application/json";

  private final LocalTwilio twilio;

  AdminApi(LocalTwilio twilio) {
    this.twilio = twilio;
  }

  void handle(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    try {
      switch (call) {
        case "GET /_admin", "GET /_admin/" -> page(exchange);
        case "GET /_admin/messages" -> messages(exchange);
        case "GET /_admin/handset" -> handset(exchange);
        case "POST /_admin/rules" -> {
          twilio.script().add(RuleJson.parse(body(exchange)));
          Exchanges.send(exchange, 204, new byte[0]);
        }
        case "DELETE /_admin/rules" -> {
          twilio.script().clear();
          Exchanges.send(exchange, 204, new byte[0]);
        }
        case "POST /_admin/inbound" -> inbound(exchange);
        case "POST /_admin/receipt" -> receipt(exchange);
        default -> problem(exchange, 404, "no such call: " + call);
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      problem(
          exchange,
          400,
          at == null
              ? "the body must be JSON"
              : "the body must be JSON; it is not at line %d, column %d"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IllegalArgumentException e) {
      problem(exchange, 400, String.valueOf(e.getMessage()));
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Security-Policy", MailboxPage.POLICY);
    Exchanges.send(exchange, 200, "text/html; charset=utf-8", MailboxPage.of(twilio.allMessages()));
  }

  private void messages(HttpExchange exchange) throws IOException {
    ObjectNode json = MessageJson.JSON.createObjectNode();
    ArrayNode messages = json.putArray("messages");
    twilio.messages().forEach(m -> messages.add(MessageJson.of(m)));
    Exchanges.send(exchange, 200, JSON_TYPE, json.toString());
  }

  private void handset(HttpExchange exchange) throws IOException {
    String to =
        Form.parse(exchange.getRequestURI().getRawQuery())
            .first("to")
            .orElseThrow(() -> new IllegalArgumentException("to must be a phone number"));
    ObjectNode json = MessageJson.JSON.createObjectNode();
    ArrayNode texts = json.putArray("texts");
    twilio.handset(to).forEach(t -> texts.add(MessageJson.handset(t)));
    Exchanges.send(exchange, 200, JSON_TYPE, json.toString());
  }

  private void inbound(HttpExchange exchange) throws IOException {
    JsonNode json = body(exchange);
    Optional<Integer> status =
        twilio.inbound(required(json, "from"), required(json, "to"), required(json, "body"));
    ObjectNode answer =
        MessageJson.JSON.createObjectNode().put("webhookStatus", status.orElse(null));
    Exchanges.send(exchange, 200, JSON_TYPE, answer.toString());
  }

  private void receipt(HttpExchange exchange) throws IOException {
    JsonNode json = body(exchange);
    Optional<Integer> code =
        Optional.of(json.path("errorCode")).filter(JsonNode::isInt).map(JsonNode::asInt);
    MessageStatus status = MessageStatus.ofWire(required(json, "status"));
    TwilioMessage message = twilio.report(required(json, "sid"), status, code);
    Exchanges.send(exchange, 200, JSON_TYPE, MessageJson.of(message).toString());
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    return MessageJson.JSON.readTree(Exchanges.body(exchange, MAX_BODY));
  }

  private static String required(JsonNode json, String field) {
    if (!json.path(field).isTextual()) {
      throw new IllegalArgumentException(field + " must be a string");
    }
    return json.path(field).asText();
  }

  private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
    ObjectNode json = MessageJson.JSON.createObjectNode().put("message", detail);
    Exchanges.send(exchange, status, JSON_TYPE, json.toString());
  }
}
