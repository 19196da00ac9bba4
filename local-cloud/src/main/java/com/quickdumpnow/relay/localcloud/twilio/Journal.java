package com.quickdumpnow.relay.localcloud.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.http.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened, one JSON line each, in a file that outlives the process. Without a file it keeps
 * nothing. A line cut off by a crash is skipped.
 */
final class Journal {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> file;

  Journal(Optional<Path> file) {
    this.file = file;
  }

  void replay(Consumer<TwilioMessage> messages, BiConsumer<String, HandsetText> texts) {
    for (String line : lines()) {
      try {
        JsonNode node = JSON.readTree(line);
        if (node.has("handset")) {
          texts.accept(node.path("handset").asText(), text(node));
        } else {
          messages.accept(message(node));
        }
      } catch (IOException | IllegalArgumentException | DateTimeException e) {
        log.atWarn().setCause(e).log("skipped an unreadable line of the journal");
      }
    }
  }

  private List<String> lines() {
    try {
      return file.isPresent() && Files.exists(file.get())
          ? Files.readAllLines(file.get())
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void message(TwilioMessage m) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("sid", m.sid())
            .put("account", m.accountSid())
            .put("direction", m.direction().name())
            .put("to", m.to())
            .put("body", m.body())
            .put("segments", m.segments())
            .put("status", m.status().wire())
            .put("created", m.created().toString())
            .put("updated", m.updated().toString())
            .put("validity", m.validity().toString());
    m.from().ifPresent(v -> node.put("from", v));
    m.messagingServiceSid().ifPresent(v -> node.put("service", v));
    m.errorCode().ifPresent(v -> node.put("error", v));
    m.sent().ifPresent(v -> node.put("sent", v.toString()));
    m.statusCallback().ifPresent(v -> node.put("callback", v.toString()));
    append(node);
  }

  private static TwilioMessage message(JsonNode node) {
    return new TwilioMessage(
        node.path("sid").asText(),
        node.path("account").asText(),
        TwilioMessage.Direction.valueOf(node.path("direction").asText()),
        node.path("to").asText(),
        text(node, "from"),
        text(node, "service"),
        node.path("body").asText(),
        node.path("segments").asInt(),
        MessageStatus.ofWire(node.path("status").asText()),
        text(node, "error").map(Integer::valueOf),
        Instant.parse(node.path("created").asText()),
        Instant.parse(node.path("updated").asText()),
        text(node, "sent").map(Instant::parse),
        text(node, "callback").map(URI::create),
        Duration.parse(node.path("validity").asText()));
  }

  void handset(String to, HandsetText text) {
    append(
        JSON.createObjectNode()
            .put("handset", to)
            .put("sid", text.sid())
            .put("from", text.from())
            .put("body", text.body())
            .put("at", text.at().toString()));
  }

  private static HandsetText text(JsonNode node) {
    return new HandsetText(
        node.path("sid").asText(),
        node.path("from").asText(),
        node.path("body").asText(),
        Instant.parse(node.path("at").asText()));
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.of(node.path(field)).filter(JsonNode::isValueNode).map(JsonNode::asText);
  }

  private void append(ObjectNode line) {
    file.ifPresent(path -> AtomicFiles.append(path, (line + "\n").getBytes(UTF_8)));
  }
}
