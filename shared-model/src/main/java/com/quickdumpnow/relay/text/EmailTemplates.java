package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The email a customer gets in place of a text, in their language. Nothing in it is loaded from
 * elsewhere, and it leaves the colours of text and background to the reader's mail program, dark or
 * light.
 *
 * @param phoneToCall for questions; left out when there is none
 */
public record EmailTemplates(Templates templates, Optional<PhoneNumber> phoneToCall) {
  /**
   * @param values as typed; they cannot add markup or a link
   * @param link the tracking link; {@code https} when it says no scheme
   */
  public RenderedEmail render(
      Optional<Language> wanted,
      JobStatus about,
      TemplateValues values,
      String link,
      EmailReason reason) {
    String url = link.matches("(?i)https?://.*") ? link : "https://" + link;
    return new Letter(templates.spoken(wanted, about), about, values, url, reason).render();
  }

  /** One email in the making. */
  private final class Letter {
    private final Language language;
    private final StatusWords words;
    private final Map<Placeholder, String> values;
    private final String url;
    private final Optional<String> because;

    Letter(
        Language language, JobStatus about, TemplateValues values, String url, EmailReason reason) {
      this.language = language;
      this.words = templates.words(language, about);
      this.url = url;
      this.values =
          Map.of(
              Placeholder.NAME, inside(values.customerName()),
              Placeholder.MATERIAL, inside(values.material().orElse("")),
              Placeholder.ADDRESS, inside(values.address().orElse("")),
              Placeholder.LINK, url);
      this.because = Phrase.of(reason).map(this::phrase);
    }

    RenderedEmail render() {
      return new RenderedEmail(subject(), text(), html());
    }

    private String subject() {
      return words.emailSubject().fill(values);
    }

    private String text() {
      String closing = lines(because, phoneToCall.map(this::question));
      return Stream.of(
              phrase(Phrase.GREETING),
              words.emailBody().fill(values),
              closing,
              phrase(Phrase.SIGNATURE))
          .filter(paragraph -> !paragraph.isEmpty())
          .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private String html() {
      String[] paragraphs = escape(words.emailBody().fill(values)).split("\\n\\s*\\n", -1);
      String closing = lines(because.map(EmailTemplates::escape), phoneToCall.map(this::callMe));
      String rest =
          Stream.concat(
                  Stream.of(paragraphs).skip(1), Stream.of(closing).filter(line -> !line.isEmpty()))
              .map(paragraph -> "<p>" + paragraph + "</p>\n")
              .collect(Collectors.joining());
      return """
      <!doctype html>
      <html lang="%s">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light dark">
      <meta name="supported-color-schemes" content="light dark">
      <title>%s</title>
      <style>:root { color-scheme: light dark; }</style>
      </head>
      <body style="font: 16px/1.5 sans-serif; max-width: 36em; margin: 0 auto; padding: 1em;">
      <p>%s</p>
      <p style="font-size: 20px;"><strong>%s</strong></p>
      <p><a href="%s" style="display: inline-block; padding: 12px 20px; border-radius: 6px; \
      background: #1a5c3a; color: #ffffff; text-decoration: none;">%s</a></p>
      %s<p>%s</p>
      </body>
      </html>
      """
          .formatted(
              language,
              escape(subject()),
              escape(phrase(Phrase.GREETING)),
              paragraphs[0],
              escape(url),
              escape(phrase(Phrase.BUTTON)),
              rest,
              escape(phrase(Phrase.SIGNATURE)));
    }

    private String phrase(Phrase phrase) {
      return templates.phrase(language, phrase).fill(values);
    }

    private String question(PhoneNumber phone) {
      return templates
          .phrase(language, Phrase.QUESTIONS)
          .fill(Map.of(Placeholder.PHONE, phone.value()));
    }

    private String callMe(PhoneNumber phone) {
      String number = escape(phone.value());
      return escape(question(phone))
          .replace(number, "<a href=\"tel:%s\">%s</a>".formatted(number, number));
    }
  }

  private static String inside(String typed) {
    return Clean.unlinked(Clean.line(typed));
  }

  private static String lines(Optional<String> one, Optional<String> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.joining("\n"));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
