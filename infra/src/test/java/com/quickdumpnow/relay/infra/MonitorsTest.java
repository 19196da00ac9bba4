package com.quickdumpnow.relay.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The watch and the canary, by the handlers that the template names, against an API of canned
 * answers.
 */
class MonitorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUMMARY =
      """
      {"hours":[
        {"hour":"2026-11-22T06:00:00Z","routes":[{"route":"primary","delivered":500,"emailed":0,"failed":500,"unconfirmed":0}]},
        {"hour":"2026-11-22T08:00:00Z","routes":[{"route":"primary","delivered":5,"emailed":0,"failed":1,"unconfirmed":2}]},
        {"hour":"2026-11-22T09:00:00Z","routes":[]},
        {"hour":"2026-11-22T10:00:00Z","routes":[
          {"route":"primary","delivered":7,"emailed":0,"failed":1,"unconfirmed":4},
          {"route":"email","delivered":0,"emailed":5,"failed":0,"unconfirmed":0}]}],
       "rejections":[{"code":30003,"meaning":"off","count":3}],
       "queue":{"waiting":2,"oldestSince":null},"toCall":1}
      """;

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final LoopbackServer world = LoopbackServer.start("world", 0, this::serve);

  @AfterEach
  void close() {
    world.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String staff = exchange.getRequestHeaders().containsKey("Authorization") ? " as staff" : "";
    String body = new String(Exchanges.body(exchange, 1 << 16), UTF_8);
    String key = exchange.getRequestMethod() + " " + path.replaceAll("canary-\\w+", "canary");
    asked.add((key + staff + " " + body).strip());
    String answer =
        path.startsWith("/secretsmanager")
            ? "{\"SecretString\":\"qdn_monitor\"}"
            : answers.get(key);
    Exchanges.send(
        exchange, answer == null ? 404 : 200, "application/json", answer == null ? "{}" : answer);
  }

  @Test
  void watch_publishesRatiosOfTheLastHours() throws Exception {
    answers.put("GET /health-summary", SUMMARY);

    Run run = run("qdn-watch");

    assertThat(run.exit()).as(run.output()).isZero();
    JsonNode primary = run.metrics().getFirst();
    assertThat(primary.path("route").asText()).isEqualTo("primary");
    assertThat(primary.path("DeliveredRatio").asDouble()).isEqualTo(0.6);
    assertThat(primary.path("NoReceiptRatio").asDouble()).isEqualTo(0.3);
    assertThat(primary.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("QDN");
    assertThat(primary.at("/_aws/CloudWatchMetrics/0/Dimensions")).hasToString("[[\"route\"]]");
    JsonNode email = run.metrics().get(1);
    assertThat(email.has("DeliveredRatio")).as("of five attempts").isFalse();
    JsonNode all = run.metrics().get(2);
    assertThat(all.path("EmailShare").asDouble()).isEqualTo(0.2);
    assertThat(all.path("ToCall").asInt()).isEqualTo(1);
    JsonNode code = run.metrics().get(3);
    assertThat(code.path("code").asText()).isEqualTo("30003");
    assertThat(code.path("Rejections").asInt()).isEqualTo(3);
  }

  @Test
  void watch_apiRefuses_fails() throws Exception {
    assertThat(run("qdn-watch").exit()).isNotZero();
  }

  @Test
  void canary_delivered_goesToThePageAndTidiesUp() throws Exception {
    canary("DELIVERED");

    Run run = run("qdn-canary");

    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(asked)
        .containsSubsequence(
            "GET /jobs/canary/messages as staff", "GET /track", "GET /api/jobs/token-1/messages")
        .last()
        .asString()
        .startsWith("POST /jobs/canary/status as staff")
        .contains("cancelled");
  }

  @Test
  void canary_undelivered_failsAndTidiesUp() throws Exception {
    canary("EXHAUSTED");

    Run run = run("qdn-canary");

    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).contains("the canary's text is EXHAUSTED").doesNotContain("+1619");
    assertThat(asked.getLast()).contains("cancelled");
  }

  @Test
  void canary_pageMissing_fails() throws Exception {
    canary("DELIVERED");
    answers.remove("GET /track");

    assertThat(run("qdn-canary").exit()).isNotZero();
  }

  private void canary(String state) {
    answers.put(
        "POST /jobs/canary/status",
        "{\"trackingUrl\":\"%s/track?j=token-1\"}".formatted(world.uri()));
    answers.put(
        "GET /jobs/canary/messages", "{\"notifications\":[{\"state\":\"%s\"}]}".formatted(state));
    answers.put("GET /track", "<!doctype html>");
    answers.put("GET /api/jobs/token-1/messages", "{}");
  }

  /** How a function ended, and what it wrote. */
  private record Run(int exit, String output) {
    List<JsonNode> metrics() throws IOException {
      List<JsonNode> metrics = new ArrayList<>();
      for (String line : output.lines().filter(each -> each.startsWith("{\"_aws\"")).toList()) {
        metrics.add(JSON.readTree(line));
      }
      return metrics;
    }
  }

  private Run run(String function) throws IOException, InterruptedException {
    NodeJs.require();
    String[] handler = Template.standard().function(function).at("/Handler").asText().split("\\.");
    ProcessBuilder node =
        new ProcessBuilder(
            "node",
            "--input-type=module",
            "--eval",
            "import {%s as run} from '%s'; await run({});"
                .formatted(
                    handler[1],
                    Template.HOME
                        .resolve("infra/src/main/functions/" + handler[0] + ".mjs")
                        .toUri()));
    node.environment()
        .putAll(
            Map.of(
                "QDN_API_URL", world.uri().toString(),
                "QDN_MONITOR_TOKEN", "@secret:arn:x",
                "QDN_CANARY_PHONE", "+16195550190",
                "QDN_CANARY_POLL_MS", "10",
                "AWS_SESSION_TOKEN", "session",
                "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", "" + world.port()));
    Process process = node.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }
}
