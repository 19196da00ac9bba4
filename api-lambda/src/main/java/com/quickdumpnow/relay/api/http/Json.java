package com.quickdumpnow.relay.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/**
 * JSON as trees, by Jackson's parser and generator alone: a cold start would pay dearly for classes
 * bound by reflection, and still a fifteenth of its time for the mapper that could bind them.
 */
public final class Json {
  /** No body of this API nests deeper than two levels. */
  static final int MAX_DEPTH = 16;

  private static final int MAX_NUMBER_LENGTH = 40;

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
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Reads exactly one JSON value. Malformed is also what names a member twice in one object, nests
   * deeper than {@value #MAX_DEPTH} levels, or holds a number of more than {@value
   * #MAX_NUMBER_LENGTH} characters or with an exponent that no decimal can have.
   */
  public static Read readStrictly(byte[] utf8) {
    try {
      return new Value(tree(STRICT, utf8));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      return at == null
          ? new Malformed(1, 1)
          : new Malformed(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    } catch (IOException _) {
      // The bytes are in memory, so this is an encoding that is none.
      return new Malformed(1, 1);
    }
  }

  /** Reads what we wrote ourselves, or API Gateway did. */
  public static JsonNode read(byte[] utf8) throws IOException {
    return tree(PLAIN, utf8);
  }

  public static byte[] write(JsonNode node) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = PLAIN.createGenerator(out)) {
      write(node, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree can always be written", e);
    }
    return out.toByteArray();
  }

  private static JsonNode tree(JsonFactory factory, byte[] utf8) throws IOException {
    try (JsonParser parser = factory.createParser(utf8)) {
      parser.nextToken();
      JsonNode tree = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more than one value", parser.currentTokenLocation());
      }
      return tree;
    }
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.currentTokenId()) {
      case JsonTokenId.ID_START_OBJECT -> object(parser);
      case JsonTokenId.ID_START_ARRAY -> array(parser);
      case JsonTokenId.ID_STRING -> nodes.textNode(parser.getText());
      case JsonTokenId.ID_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
      case JsonTokenId.ID_NUMBER_FLOAT -> nodes.numberNode(decimal(parser));
      case JsonTokenId.ID_TRUE -> nodes.booleanNode(true);
      case JsonTokenId.ID_FALSE -> nodes.booleanNode(false);
      case JsonTokenId.ID_NULL -> nodes.nullNode();
      default -> throw new JsonParseException(parser, "no value", parser.currentLocation());
    };
  }

  private static BigDecimal decimal(JsonParser parser) throws IOException {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException _) {
      // Jackson lets it through for an exponent of too many digits.
      throw new JsonParseException(parser, "no decimal has that exponent");
    }
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = object();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
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
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("no tree of JSON has " + node.getNodeType());
    }
  }
}
