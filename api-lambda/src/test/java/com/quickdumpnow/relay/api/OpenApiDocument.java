package com.quickdumpnow.relay.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** {@code openapi.json}, as the tests ask it. */
final class OpenApiDocument {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonNode root;
  private final ValidatorFactory validators =
      new ValidatorFactory()
          .withJsonNodeFactory(new JacksonNode.Factory())
          .withDefaultDialect(new Dialects.Draft2020Dialect());

  private OpenApiDocument(JsonNode root) {
    this.root = root;
  }

  static OpenApiDocument read() {
    try (InputStream file =
        Objects.requireNonNull(ApiHandler.class.getResourceAsStream("openapi.json"))) {
      return new OpenApiDocument(new ObjectMapper().readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  /** Every operation as {@code GET /path}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  /** Every reply as {@code GET /path 200} or, for a problem, {@code GET /path 404 unknown-job}. */
  Set<String> replies() {
    Set<String> replies = new TreeSet<>();
    for (String operation : operations()) {
      responses(operation)
          .properties()
          .forEach(
              response -> {
                JsonNode types = problemTypes(response.getValue());
                if (types.isEmpty()) {
                  replies.add(operation + " " + response.getKey());
                }
                types.forEach(
                    type ->
                        replies.add(
                            operation
                                + " "
                                + response.getKey()
                                + " "
                                + type.asText().replaceAll(".*/", "")));
              });
    }
    return replies;
  }

  /** What is wrong with a body by the schema of its reply; nothing when it is right. */
  List<String> violations(String operation, Answer answer) {
    JsonNode content = response(operation, answer).path("content");
    if (content.isMissingNode()) {
      return answer.text().isEmpty() ? List.of() : List.of("a body where none is documented");
    }
    String media = answer.header("content-type");
    if (!content.has(media)) {
      return List.of(media + " is not documented");
    }
    Validator.Result result =
        validators.validate(schema(content.path(media).path("schema")), answer.text());
    return result.getErrors().stream()
        .map(e -> e.getInstanceLocation() + " " + e.getError())
        .toList();
  }

  /** Whether that header is documented for the reply. */
  boolean documents(String operation, Answer answer, String header) {
    return response(operation, answer).path("headers").has(header);
  }

  /** The schema with all that it may refer to, where a JSON Schema keeps that. */
  private String schema(JsonNode of) {
    ObjectNode schema = new ObjectMapper().createObjectNode();
    schema.set("$defs", root.at("/components/schemas"));
    schema.putArray("allOf").add(of);
    return schema.toString().replace("#/components/schemas/", "#/$defs/");
  }

  private JsonNode response(String operation, Answer answer) {
    return responses(operation).path(Integer.toString(answer.status()));
  }

  private JsonNode responses(String operation) {
    String[] parts = operation.split(" ");
    return root.path("paths")
        .path(parts[1])
        .path(parts[0].toLowerCase(Locale.ROOT))
        .path("responses");
  }

  private static JsonNode problemTypes(JsonNode response) {
    return response.at("/content/application~1problem+json/schema/allOf/1/properties/type/enum");
  }
}
