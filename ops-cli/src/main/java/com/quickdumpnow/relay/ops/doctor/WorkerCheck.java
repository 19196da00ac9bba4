package com.quickdumpnow.relay.ops.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;

/** The worker's own account of itself, where it can be reached from here. */
final class WorkerCheck implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LAST_PORT = 65_535;

  private final Deployment on;
  private final Web web;

  WorkerCheck(Deployment on, Web web) {
    this.on = on;
    this.web = web;
  }

  @Override
  public String area() {
    return "worker";
  }

  @Override
  public void examine(Notes notes) {
    Optional<Integer> port = on.read(s -> s.integer("QDN_HTTP_PORT", 1, LAST_PORT).optional());
    if (port.isEmpty()) {
      notes.notSeen("not looked at: QDN_HTTP_PORT is not set here");
      return;
    }
    String host = on.read(s -> s.text("QDN_HTTP_HOST").orElse("127.0.0.1"));
    Optional<Web.Reply> reply =
        web.get(URI.create("http://%s:%d/health".formatted(host, port.get())));
    if (reply.isEmpty()) {
      notes.notSeen("not looked at: no worker answers at %s:%d".formatted(host, port.get()));
      return;
    }
    JsonNode health = parsed(reply.get().body());
    String reasons =
        health
            .path("reasons")
            .valueStream()
            .map(JsonNode::asText)
            .collect(Collectors.joining("; "));
    switch (health.path("status").asText()) {
      case "ok" -> notes.fine("is well");
      case "degraded" -> notes.wrong(Finding.WORKER_DEGRADED, "is degraded: " + reasons);
      default ->
          notes.wrong(
              Finding.WORKER_DOWN,
              "answers %d: %s".formatted(reply.get().status(), reasons.isEmpty() ? "?" : reasons));
    }
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
