package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.JobStatus;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The text a customer gets about a status, in English: the brand, what happened, the link.
 *
 * <p>A text is one GSM-7 segment whatever the values are, as they get only what the rest leaves of
 * it: first the address, then the material, then the name. A value is shortened at a space, or left
 * out when too little of it would remain or when it has characters that GSM-7 lacks and nothing
 * resembles. Values cannot add a link of their own ({@link Clean#unlinked}). The link is never
 * touched: only when it is so long that no segment holds it beside the bare sentence, the text
 * takes more, and is counted so.
 */
public final class StatusTemplates {
  private static final String HOW_TO_STOP = " Reply STOP to stop";

  /** Septets that must remain of a shortened value for it to say something. */
  private static final int LEAST_TO_SAY = 8;

  /** No value as long as a segment fits into one, so what follows need not be looked at. */
  private static final int LONGEST_VALUE = 160;

  private StatusTemplates() {}

  /**
   * @param link stands in the text as given, followed by its end or by a space
   * @param sayHowToStop for the first text to a customer
   */
  public static RenderedText render(
      JobStatus status, TemplateValues values, String link, boolean sayHowToStop) {
    String ending =
        " %s. %s: %s%s"
            .formatted(
                StatusWording.predicate(status),
                StatusWording.invitation(status),
                link,
                sayHowToStop ? HOW_TO_STOP : "");
    String address = longest(values.address().orElse(""), value -> compose("", "", value) + ending);
    String material =
        longest(values.material().orElse(""), value -> compose("", value, address) + ending);
    String name =
        longest(values.customerName(), value -> compose(value, material, address) + ending);
    return RenderedText.of(compose(name, material, address) + ending);
  }

  /**
   * How long the news is worth a text, from the moment the status changed; later the notification
   * expires unsent. A booking is news for half a working day; "en route" for about as long as a
   * haul takes; an end remains true, but a text about yesterday's only puzzles.
   */
  public static Duration expiresAfter(JobStatus status) {
    return switch (status) {
      case QUEUED -> Duration.ofHours(4);
      case DISPATCHED -> Duration.ofHours(2);
      case COMPLETED, CANCELLED -> Duration.ofHours(24);
    };
  }

  private static String compose(String name, String material, String address) {
    return StatusWording.BRAND
        + ": "
        + (name.isEmpty() ? "Your " : name + ", your ")
        + (material.isEmpty() ? "" : material + " ")
        + "load"
        + (address.isEmpty() ? "" : " to " + address);
  }

  /** The most of a value with which the whole text is still one segment; empty for nothing. */
  private static String longest(String value, UnaryOperator<String> whole) {
    Predicate<String> fits = candidate -> Segments.of(whole.apply(candidate)).isOneOfGsm7();
    GsmText plain = GsmText.plain(value);
    String candidate = Clean.unlinked(plain.text());
    if (!plain.complete()) {
      return "";
    }
    if (fits.test(candidate)) {
      return candidate;
    }
    candidate = candidate.substring(0, Math.min(candidate.length(), LONGEST_VALUE));
    for (int space = candidate.lastIndexOf(' ');
        space >= 0;
        space = candidate.lastIndexOf(' ', space - 1)) {
      String shorter = candidate.substring(0, space).replaceFirst("[ ,;:&/(-]+$", "");
      if (Segments.of(shorter).units() < LEAST_TO_SAY) {
        return "";
      }
      if (fits.test(shorter)) {
        return shorter;
      }
    }
    return "";
  }
}
