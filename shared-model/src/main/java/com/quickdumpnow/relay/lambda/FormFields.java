package com.quickdumpnow.relay.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of {@code application/x-www-form-urlencoded}, a body or a query. Decoded strictly: a
 * broken percent escape or what is not UTF-8 is refused, not replaced, since a signature may cover
 * it.
 *
 * @param values all values of each name, in the order in which they came; a name alone has the
 *     empty value
 */
public record FormFields(Map<String, List<String>> values) {
  /** More than any form we are sent, and few enough to be no burden. */
  public static final int MAX_FIELDS = 200;

  public static final FormFields NONE = new FormFields(Map.of());

  public FormFields {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    values = Collections.unmodifiableMap(copy);
  }

  /**
   * Decodes {@code form}; empty when it is malformed or has more than {@link #MAX_FIELDS} fields.
   *
   * @param form its size is for the caller to bound
   */
  public static Optional<FormFields> parse(byte[] form) {
    return parse(new String(form, StandardCharsets.ISO_8859_1));
  }

  /** The same of a text: one octet per character, as it stands in a URL. */
  public static Optional<FormFields> parse(String form) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int count = 0;
    for (String field : form.split("&", MAX_FIELDS + 2)) {
      if (field.isEmpty()) {
        continue;
      }
      int equals = field.indexOf('=');
      Optional<String> name = decode(equals < 0 ? field : field.substring(0, equals));
      Optional<String> value = decode(equals < 0 ? "" : field.substring(equals + 1));
      count++;
      if (count > MAX_FIELDS || name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      values.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
    }
    return Optional.of(new FormFields(values));
  }

  /** The first value of that name. */
  public Optional<String> first(String name) {
    return values.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Names only: values may be personal data. */
  @Override
  public String toString() {
    return "FormFields" + values.keySet();
  }

  private static Optional<String> decode(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()
            || !HexFormat.isHexDigit(text.charAt(i + 1))
            || !HexFormat.isHexDigit(text.charAt(i + 2))) {
          return Optional.empty();
        }
        octets.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else if (c > 0xff) {
        return Optional.empty();
      } else {
        octets.write(c == '+' ? ' ' : c);
      }
    }
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(octets.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
