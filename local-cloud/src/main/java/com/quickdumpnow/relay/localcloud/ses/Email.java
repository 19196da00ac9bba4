package com.quickdumpnow.relay.localcloud.ses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mail that SES accepted.
 *
 * @param messageId as answered to the sender
 * @param time when it was accepted, UTC
 * @param text the text part, or the whole message as it was given to SendRawEmail
 * @param html the HTML part, or empty
 * @param tags message tags by name
 * @param configurationSet or empty
 */
public record Email(
    String messageId,
    Instant time,
    String from,
    List<String> to,
    String subject,
    String text,
    String html,
    Map<String, String> tags,
    String configurationSet) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What SES does with a mail after accepting it. */
  public enum Fate {
    DELIVERED,
    BOUNCED,
    COMPLAINED,
    OUT_OF_OFFICE,
    SUPPRESSED
  }

  public Email {
    to = List.copyOf(to);
    tags = Map.copyOf(tags);
  }

  /**
   * Delivered, unless the first recipient is one of the <a
   * href="https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html">mailbox
   * simulator</a>'s addresses (labels allowed).
   */
  public Fate fate() {
    String first = to.isEmpty() ? "" : to.getFirst();
    if (!first.endsWith("@simulator.amazonses.com")) {
      return Fate.DELIVERED;
    }
    return switch (first.split("[+@]", 2)[0]) {
      case "bounce" -> Fate.BOUNCED;
      case "complaint" -> Fate.COMPLAINED;
      case "ooto" -> Fate.OUT_OF_OFFICE;
      case "suppressionlist" -> Fate.SUPPRESSED;
      default -> Fate.DELIVERED;
    };
  }

  /** Names the mail, its time and its fate; neither people nor content. */
  @Override
  public String toString() {
    return "Email[messageId=%s, time=%s, fate=%s]".formatted(messageId, time, fate());
  }

  ObjectNode toJson() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("messageId", messageId)
            .put("time", time.toString())
            .put("from", from)
            .put("subject", subject)
            .put("text", text)
            .put("html", html)
            .put("configurationSet", configurationSet)
            .put("fate", fate().name());
    json.set("to", JSON.valueToTree(to));
    json.set("tags", JSON.valueToTree(new TreeMap<>(tags)));
    return json;
  }

  static Email fromJson(JsonNode json) {
    List<String> to = new ArrayList<>();
    json.path("to").forEach(address -> to.add(address.asText()));
    Map<String, String> tags = new TreeMap<>();
    json.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return new Email(
        json.path("messageId").asText(),
        Instant.parse(json.path("time").asText()),
        json.path("from").asText(),
        to,
        json.path("subject").asText(),
        json.path("text").asText(),
        json.path("html").asText(),
        tags,
        json.path("configurationSet").asText());
  }
}
