package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.text.Segments.Encoding;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Fills a customer's values into a text without making it dearer than it is without them. */
final class TextFit {
  /** Septets that must remain of a shortened value for it to say something. */
  private static final int LEAST_TO_SAY = 8;

  /** No value as long as a segment fits into one, so what follows need not be looked at. */
  private static final int LONGEST_VALUE = 160;

  private final Template template;
  private final Map<Placeholder, String> filled = new EnumMap<>(Placeholder.class);
  private final Segments bare;

  TextFit(Template template, String link, String stop) {
    this.template = template;
    filled.put(Placeholder.LINK, link);
    filled.put(Placeholder.STOP, stop);
    bare = Segments.of(template.fill(filled));
  }

  RenderedText fit(TemplateValues values) {
    longest(Placeholder.ADDRESS, values.address());
    longest(Placeholder.MATERIAL, values.material());
    longest(Placeholder.NAME, Optional.of(values.customerName()));
    return RenderedText.of(template.fill(filled));
  }

  /** As much of the value as costs nothing. */
  private void longest(Placeholder placeholder, Optional<String> value) {
    GsmText plain = GsmText.plain(value.orElse(""));
    String candidate = Clean.unlinked(plain.text());
    if (!plain.complete() || fits(placeholder, candidate)) {
      filled.put(placeholder, plain.complete() ? candidate : "");
      return;
    }
    candidate = candidate.substring(0, Math.min(candidate.length(), LONGEST_VALUE));
    for (int space = candidate.lastIndexOf(' ');
        space >= 0;
        space = candidate.lastIndexOf(' ', space - 1)) {
      String shorter = candidate.substring(0, space).replaceFirst("[ ,;:&/(-]+$", "");
      if (Segments.of(shorter).units() < LEAST_TO_SAY) {
        break;
      }
      if (fits(placeholder, shorter)) {
        filled.put(placeholder, shorter);
        return;
      }
    }
    filled.put(placeholder, "");
  }

  private boolean fits(Placeholder placeholder, String value) {
    filled.put(placeholder, value);
    Segments whole = Segments.of(template.fill(filled));
    return whole.count() <= bare.count()
        && (whole.encoding() == bare.encoding() || whole.encoding() == Encoding.GSM_7);
  }
}
