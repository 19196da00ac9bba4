package com.quickdumpnow.relay.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value. Numbers keep their text and objects their order, so that what we don't understand
 * comes out as it came in.
 */
sealed interface Json {
  /** Jackson's default limits hold: 1,000 levels, 20 million characters in a string. */
  JsonFactory FACTORY = new JsonFactory();

  record Obj(Map<String, Json> members) implements Json {}

  record Arr(List<Json> items) implements Json {}

  record Str(String value) implements Json {}

  record Num(String text) implements Json {}

  enum Word implements Json {
    TRUE("true"),
    FALSE("false"),
    NULL("null");

    private final String text;

    Word(String text) {
      this.text = text;
    }
  }

  static Json parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws BadJsonException when it is not exactly one JSON value, has an object with two members
   *     of one name, or is beyond Jackson's limits
   */
  static Json parse(byte[] utf8) {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      parser.nextToken();
      Json json = value(parser);
      if (parser.nextToken() != null) {
        throw new BadJsonException("", "more than one JSON value");
      }
      return json;
    } catch (StreamConstraintsException _) {
      throw new BadJsonException("", "nested too deeply, or a string or number too long");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // Jackson's message may quote the text.
      throw new BadJsonException(
          "",
          "not JSON, at line "
              + e.getLocation().getLineNr()
              + " column "
              + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be read", e);
    }
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentTokenId()) {
      case JsonTokenId.ID_START_OBJECT -> object(parser);
      case JsonTokenId.ID_START_ARRAY -> array(parser);
      case JsonTokenId.ID_STRING -> new Str(parser.getText());
      case JsonTokenId.ID_NUMBER_INT, JsonTokenId.ID_NUMBER_FLOAT -> new Num(parser.getText());
      case JsonTokenId.ID_TRUE -> Word.TRUE;
      case JsonTokenId.ID_FALSE -> Word.FALSE;
      case JsonTokenId.ID_NULL -> Word.NULL;
      default -> throw new BadJsonException("", "no JSON value");
    };
  }

  private static Json object(JsonParser parser) throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (members.put(name, value(parser)) != null) {
        throw new BadJsonException(
            "",
            "two members of one name in an object, at line "
                + parser.currentLocation().getLineNr());
      }
    }
    return new Obj(members);
  }

  private static Json array(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Arr(items);
  }

  default void print(StringBuilder out) {
    switch (this) {
      case Obj(var members) -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Json> member : members.entrySet()) {
          out.append(separator);
          quote(member.getKey(), out);
          out.append(':');
          member.getValue().print(out);
          separator = ",";
        }
        out.append('}');
      }
      case Arr(var items) -> {
        out.append('[');
        String separator = "";
        for (Json item : items) {
          out.append(separator);
          item.print(out);
          separator = ",";
        }
        out.append(']');
      }
      case Str(var value) -> quote(value, out);
      case Num(var text) -> out.append(text);
      case Word word -> out.append(word.text);
    }
  }

  static void quote(String value, StringBuilder out) {
    out.append('"');
    if (isPlain(value)) {
      // The encoder appends character by character, which was a third of what a commit takes.
      out.append(value);
    } else {
      JsonStringEncoder.getInstance().quoteAsString(value, out);
    }
    out.append('"');
  }

  /** Whether it stands for itself between quotes (RFC 8259, section 7). */
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
