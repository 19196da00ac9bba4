package com.quickdumpnow.relay.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * An error as RFC 9457 words it. Nothing in it may be an exception's text.
 *
 * @param detail what was wrong and what would be right
 * @param errors the fields that are wrong, if the problem is about fields
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(int status, String title, String detail, List<FieldError> errors) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param field its name, or its path with dots
   */
  public record FieldError(String field, String detail) {}

  public Problem {
    errors = List.copyOf(errors);
  }

  public Problem(int status, String title, String detail) {
    this(status, title, detail, List.of());
  }

  public HttpReply reply() {
    return HttpReply.text(status, "application/problem+json", json());
  }

  private String json() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "about:blank");
      json.writeStringField("title", title);
      json.writeNumberField("status", status);
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
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return out.toString();
  }
}
