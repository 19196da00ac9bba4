package com.quickdumpnow.relay.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.lambda.HttpReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request was not carried out: {@code application/problem+json} (RFC 9457). Holds nothing the
 * caller sent.
 *
 * @param errors one entry per part of the request that is wrong
 * @param members extension members
 * @param headers of the response
 */
public record Problem(
    ProblemType type,
    String detail,
    List<FieldProblem> errors,
    Map<String, JsonNode> members,
    Map<String, String> headers) {
  /** A body may be wrong in more places than anybody wants to read about. */
  private static final int MAX_ERRORS = 50;

  public Problem {
    errors = errors.stream().limit(MAX_ERRORS).toList();
    members = Map.copyOf(members);
    headers = Map.copyOf(headers);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), Map.of(), Map.of());
  }

  public static Problem invalid(List<FieldProblem> errors) {
    return new Problem(
        ProblemType.INVALID_REQUEST,
        "Nothing was changed; \"errors\" says for each field what would be right.",
        errors,
        Map.of(),
        Map.of());
  }

  public Problem withMember(String name, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(type, detail, errors, more, headers);
  }

  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(type, detail, errors, members, more);
  }

  public Problem retryAfter(Duration pause) {
    return withHeader("retry-after", Long.toString(pause.toSeconds()));
  }

  public HttpReply reply() {
    ObjectNode body = Json.object();
    body.put("type", type.uri().toString());
    body.put("title", type.title());
    body.put("status", type.status());
    body.put("detail", detail);
    if (!errors.isEmpty()) {
      ArrayNode list = body.putArray("errors");
      errors.forEach(e -> list.addObject().put("field", e.field()).put("detail", e.detail()));
    }
    members.forEach(body::set);
    HttpReply reply = Replies.text(type.status(), "application/problem+json", body);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      reply = reply.with(header.getKey(), header.getValue());
    }
    return reply;
  }
}
