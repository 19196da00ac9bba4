package com.quickdumpnow.relay.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * JSON as Jackson's trees, but without its mapper: that binds classes by reflection and knows of
 * calendars and locales, which costs a cold start dearly even where only trees are read.
 */
public final class Json {
  /** No body of this API nests deeper than two levels. */
  static final int MAX_DEPTH = 16;

  private static final int MAX_NUMBER_LENGTH = 40;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** For what strangers write. */
  private static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private static final JsonFactory PLAIN = new JsonFactory();

  private Json() {}

  /** What came of reading a stranger's JSON. */
  public sealed interface Read {}

  public record Value(JsonNode node) implements Read {}

  /** Not JSON as it should be; positions count from 1, and nothing of the content is repeated. */
  public record Malformed(int line, int column) implements Read {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /**
   * Reads exactly one JSON value. Malformed is also what names a member twice in one object, nests
   * deeper than {@value #MAX_DEPTH} levels, or holds a number of more than {@value
   * #MAX_NUMBER_LENGTH} characters or with an exponent that no decimal can have.
   */
  public static Read readStrictly(byte[] utf8) {
    try (JsonParser in = STRICT.createParser(utf8)) {
      if (in.nextToken() == null) {
        return new Malformed(1, 1);
      }
      JsonNode node = value(in);
      return in.nextToken() == null ? new Value(node) : malformed(in.currentTokenLocation());
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      return at == null ? new Malformed(1, 1) : malformed(at);
    } catch (NumberFormatException _) {
      // Jackson lets it through for an exponent of too many digits, and does not say where.
      return new Malformed(1, 1);
    } catch (IOException _) {
      // The bytes are in memory, so this is an encoding that is none.
      return new Malformed(1, 1);
    }
  }

  private static Malformed malformed(JsonLocation at) {
    return new Malformed(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  /** Reads what we wrote ourselves, or API Gateway did. */
  public static JsonNode read(byte[] utf8) throws IOException {
    try (JsonParser in = PLAIN.createParser(utf8)) {
      in.nextToken();
      return value(in);
    }
  }

  private static JsonNode value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String name = in.currentName();
          in.nextToken();
          object.set(name, value(in));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(in));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.textNode(in.getText());
      case VALUE_NUMBER_INT ->
          switch (in.getNumberType()) {
            case INT -> NODES.numberNode(in.getIntValue());
            case LONG -> NODES.numberNode(in.getLongValue());
            default -> NODES.numberNode(in.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(in.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IOException("no value");
    };
  }

  public static byte[] write(JsonNode node) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = PLAIN.createGenerator(out)) {
      write(node, json);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree can always be written", e);
    }
    return out.toByteArray();
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
          out.writeFieldName(member.getKey());
          write(member.getValue(), out);
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (JsonNode item : node) {
          write(item, out);
        }
        out.writeEndArray();
      }
      case STRING -> out.writeString(node.textValue());
      case NUMBER -> out.writeNumber(node.asText());
      case BOOLEAN -> out.writeBoolean(node.booleanValue());
      case NULL -> out.writeNull();
      case BINARY, MISSING, POJO -> throw new IOException("no JSON");
    }
  }
}
