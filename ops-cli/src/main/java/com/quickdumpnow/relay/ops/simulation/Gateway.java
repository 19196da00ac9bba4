package com.quickdumpnow.relay.ops.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.time.Clockwork.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An API Gateway in front of one Lambda: each instance is a process that serves one request at a
 * time, stays warm for the next one, and may be killed in the middle of any.
 */
final class Gateway {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(29);

  private final String name;
  private final Processes processes;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Function<SimulatedProcess, RequestStreamHandler> program;
  private final Deque<Instance> warm = new ArrayDeque<>();
  private int started;

  private record Instance(SimulatedProcess process, RequestStreamHandler handler) {}

  /**
   * @param query without the question mark; empty for none
   */
  record Request(
      String method, String path, String query, Map<String, String> headers, String body) {}

  record Reply(int status, String body) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * @param program makes the handler of a new instance
   */
  Gateway(
      String name,
      Processes processes,
      Scheduler scheduler,
      Chaos chaos,
      Function<SimulatedProcess, RequestStreamHandler> program) {
    this.name = name;
    this.processes = processes;
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.program = program;
  }

  /** Empty when the Lambda died or took too long. To be called by an actor. */
  Optional<Reply> call(Request request) {
    Instance instance = warm.isEmpty() ? start() : warm.pop();
    Call call = new Call(scheduler.signal());
    instance
        .process()
        .run(
            () -> {
              call.reply = Optional.of(invoke(instance.handler(), request));
              call.ended.set();
            });
    if (chaos.chance(0.15)) {
      processes.outside().run(() -> killSoon(instance));
    }
    scheduler.await(call.ended, TIMEOUT);
    if (call.reply.isPresent() && instance.process().isAlive()) {
      warm.push(instance);
    } else {
      instance.process().kill();
    }
    return call.reply;
  }

  private Instance start() {
    SimulatedProcess process = processes.begin(name + "-" + ++started);
    return new Instance(process, program.apply(process));
  }

  private void killSoon(Instance instance) {
    scheduler.pause(Duration.ofSeconds(1));
    warm.remove(instance);
    instance.process().kill();
  }

  /** One request under way. */
  private static final class Call {
    final Signal ended;
    Optional<Reply> reply = Optional.empty();

    Call(Signal ended) {
      this.ended = ended;
    }
  }

  private Reply invoke(RequestStreamHandler handler, Request request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event(request).getBytes(StandardCharsets.UTF_8)),
          out,
          SimulatedContext.INSTANCE);
      JsonNode reply = JSON.readTree(out.toByteArray());
      return new Reply(reply.path("statusCode").asInt(), reply.path("body").asText(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Payload format 2.0. */
  private String event(Request request) throws JsonProcessingException {
    ObjectNode event =
        JSON.createObjectNode()
            .put("version", "2.0")
            .put("rawPath", request.path())
            .put("rawQueryString", request.query())
            .put("body", request.body())
            .put("isBase64Encoded", false);
    ObjectNode headers = event.putObject("headers");
    request.headers().forEach(headers::put);
    event
        .putObject("requestContext")
        .put("requestId", "r")
        .put("timeEpoch", scheduler.instant().toEpochMilli())
        .putObject("http")
        .put("method", request.method())
        .put("path", request.path())
        .put("sourceIp", "127.0.0.1");
    return JSON.writeValueAsString(event);
  }
}
