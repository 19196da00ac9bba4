package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.ObjectPlace;
import com.quickdumpnow.relay.text.Templates;
import java.util.Optional;
import java.util.function.Function;

/** What {@code QDN_TEMPLATES} says. */
public sealed interface TemplatesSource {
  /** The variable that says it. */
  String VARIABLE = "QDN_TEMPLATES";

  /** What {@link #parse} reads, in words. */
  String FORMAT =
      "JSON as qdn templates print shows it, in a file by @/path/to/templates.json, or"
          + " s3://bucket/key of an object with it";

  /** What is shipped. */
  static TemplatesSource standard() {
    return new Given(TemplatesJson.standard());
  }

  record Given(Templates templates) implements TemplatesSource {}

  record Stored(ObjectPlace place) implements TemplatesSource {}

  /**
   * @throws MalformedSettingException when {@code value} is not of that {@link #FORMAT}
   */
  static TemplatesSource parse(String value) {
    return ObjectPlace.isMeantBy(value)
        ? new Stored(ObjectPlace.parse(value))
        : new Given(TemplatesJson.parse(value));
  }

  /**
   * @param fetch gives an object's text, empty when there is none
   * @throws ConfigurationException when the object is missing, or has problems
   */
  default Templates load(Function<ObjectPlace, Optional<String>> fetch) {
    return switch (this) {
      case Given(Templates templates) -> templates;
      case Stored(ObjectPlace place) -> {
        try {
          yield TemplatesJson.parse(
              fetch
                  .apply(place)
                  .orElseThrow(() -> new MalformedSettingException("does not exist")));
        } catch (MalformedSettingException e) {
          throw ConfigurationException.of(VARIABLE, "at " + place + " " + e.getMessage(), FORMAT);
        }
      }
    };
  }
}
