package com.quickdumpnow.relay.ops.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.worker.WorkerSettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;

/** The worker's own account of itself, where it can be reached from here. */
final class WorkerCheck implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();

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
    Optional<Integer> port = on.read(s -> WorkerSettings.httpPort(s).optional());
    InetAddress host = on.read(s -> WorkerSettings.httpHost(s).orElse(WorkerSettings.HTTP_HOST));
    if (port.isEmpty() || port.get() == 0) {
      notes.notSeen("not looked at: QDN_HTTP_PORT names no port here");
      return;
    }
    String where = "%s:%d".formatted(literal(host), port.get());
    Optional<Web.Reply> reply = web.get(URI.create("http://%s/health".formatted(where)));
    if (reply.isEmpty()) {
      examineSilence(host, where, notes);
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

  /** Loopback is reached from here whatever the network is like. */
  private static void examineSilence(InetAddress host, String where, Notes notes) {
    if (host.isLoopbackAddress()) {
      notes.wrong(Finding.WORKER_DOWN, "nobody answers at " + where);
    } else {
      notes.notSeen("not looked at: no worker answers at " + where);
    }
  }

  /** As URLs have it (RFC 3986, 3.2.2). */
  private static String literal(InetAddress host) {
    String address = host.getHostAddress();
    return host instanceof Inet6Address ? "[" + address + "]" : address;
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
