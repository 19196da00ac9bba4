package com.quickdumpnow.relay.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request was not carried out: {@code application/problem+json}. Holds nothing the caller
 * sent, and no exception's text.
 *
 * @param detail what was wrong and what would be right
 * @param errors one entry per part of the request that is wrong; the first 50 are told
 * @param members extension members; a value is one text or a list of texts
 * @param headers of the response
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(
    ProblemKind kind,
    String detail,
    List<FieldError> errors,
    Map<String, Member> members,
    Map<String, String> headers) {
  private static final JsonFactory JSON = new JsonFactory();

  /** A body may be wrong in more places than anybody wants to read about. */
  private static final int MAX_ERRORS = 50;

  /**
   * What is wrong with one part of a request.
   *
   * @param field a JSON pointer into the body ({@code /customer/phone}), or the name of a header,
   *     of a form's field, or of a path or query parameter
   * @param detail what would be right; never what was given
   */
  public record FieldError(String field, String detail) {}

  /** The value of an extension member. */
  public sealed interface Member {
    record Text(String value) implements Member {}

    record Texts(List<String> values) implements Member {
      public Texts {
        values = List.copyOf(values);
      }
    }
  }

  public Problem {
    errors = errors.stream().limit(MAX_ERRORS).toList();
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    headers = Map.copyOf(headers);
  }

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, detail, List.of(), Map.of(), Map.of());
  }

  public Problem withErrors(List<FieldError> wrong) {
    return new Problem(kind, detail, wrong, members, headers);
  }

  public Problem withMember(String name, Member value) {
    Map<String, Member> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(kind, detail, errors, more, headers);
  }

  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(kind, detail, errors, members, more);
  }

  public Problem retryAfter(Duration pause) {
    return withHeader("retry-after", Long.toString(pause.toSeconds()));
  }

  /** Nothing keeps it, and nobody guesses at its type. */
  public HttpReply reply() {
    HttpReply reply =
        HttpReply.text(kind.status(), "application/problem+json", json())
            .with("cache-control", "no-store")
            .with("x-content-type-options", "nosniff");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      reply = reply.with(header.getKey(), header.getValue());
    }
    return reply;
  }

  private String json() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", kind.uri().toString());
      json.writeStringField("title", kind.title());
      json.writeNumberField("status", kind.status());
      json.writeStringField("detail", detail);
      if (!errors.isEmpty()) {
        json.writeArrayFieldStart("errors");
        for (FieldError error : errors) {
          json.writeStartObject();
          json.writeStringField("field", error.field());
          json.writeStringField("detail", error.detail());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      for (Map.Entry<String, Member> member : members.entrySet()) {
        write(json, member.getKey(), member.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, String name, Member member) throws IOException {
    switch (member) {
      case Member.Text(String value) -> json.writeStringField(name, value);
      case Member.Texts(List<String> values) -> {
        json.writeArrayFieldStart(name);
        for (String value : values) {
          json.writeString(value);
        }
        json.writeEndArray();
      }
    }
  }
}
