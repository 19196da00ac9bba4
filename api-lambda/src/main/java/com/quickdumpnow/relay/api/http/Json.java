package com.quickdumpnow.relay.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as trees: no class is ever bound by reflection, which would cost a cold start dearly. */
public final class Json {
  /** No body of this API nests deeper than two levels. */
  static final int MAX_DEPTH = 16;

  private static final int MAX_NUMBER_LENGTH = 40;

  /** For what strangers write. */
  private static final ObjectMapper STRICT = strict();

  private static final ObjectMapper PLAIN = new ObjectMapper();

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
      JsonNode node = STRICT.readTree(utf8);
      return node.isMissingNode() ? new Malformed(1, 1) : new Value(node);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      return at == null
          ? new Malformed(1, 1)
          : new Malformed(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    } catch (NumberFormatException _) {
      // Jackson lets it through for an exponent of too many digits, and does not say where.
      return new Malformed(1, 1);
    } catch (IOException _) {
      // The bytes are in memory, so this is an encoding that is none.
      return new Malformed(1, 1);
    }
  }

  /** Reads what we wrote ourselves, or API Gateway did. */
  public static JsonNode read(byte[] utf8) throws IOException {
    return PLAIN.readTree(utf8);
  }

  public static byte[] write(JsonNode node) {
    try {
      return PLAIN.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree can always be written", e);
    }
  }

  private static ObjectMapper strict() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();
    return new ObjectMapper(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }
}
