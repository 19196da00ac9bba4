package com.quickdumpnow.relay.text;

import static com.quickdumpnow.relay.text.Placeholder.ADDRESS;
import static com.quickdumpnow.relay.text.Placeholder.LINK;
import static com.quickdumpnow.relay.text.Placeholder.MATERIAL;
import static com.quickdumpnow.relay.text.Placeholder.NAME;
import static com.quickdumpnow.relay.text.Placeholder.STOP;

import java.util.Set;

/** What one language says about one status of a job. */
public record StatusWords(Template text, Template emailSubject, Template emailBody) {
  /** What a text may leave open; the link has to be in it, and how to stop. */
  public static Template text(String source) {
    return Template.parse(
        oneLine(source), Set.of(NAME, MATERIAL, ADDRESS, LINK, STOP), Set.of(LINK, STOP));
  }

  /** An email's subject has no value of a customer's in it. */
  public static Template emailSubject(String source) {
    return Template.parse(oneLine(source), Set.of(), Set.of());
  }

  /** Paragraphs, with an empty line between two; the link has to be in it. */
  public static Template emailBody(String source) {
    return Template.parse(source.strip(), Set.of(NAME, MATERIAL, ADDRESS, LINK), Set.of(LINK));
  }

  private static String oneLine(String source) {
    if (source.isBlank() || !source.equals(Clean.line(source))) {
      throw new MalformedTemplateException(
          "has to be one line, without spaces at its ends and without invisible characters");
    }
    return source;
  }
}
