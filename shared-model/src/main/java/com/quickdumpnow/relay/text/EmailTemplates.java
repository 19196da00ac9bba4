package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The email a customer gets in place of a text, in English. Nothing in it is loaded from elsewhere,
 * and it leaves the colours of text and background to the reader's mail program, dark or light.
 *
 * @param phoneToCall for questions; left out when there is none
 */
public record EmailTemplates(Optional<PhoneNumber> phoneToCall) {
  /**
   * @param customerName as typed; it cannot add markup or a link
   * @param link the tracking link; {@code https} when it says no scheme
   */
  public RenderedEmail render(
      JobStatus about, String customerName, String link, EmailReason reason) {
    String news = "Your load " + StatusWording.predicate(about) + ".";
    String subject = StatusWording.BRAND + ": your load " + StatusWording.predicate(about);
    String name = Clean.unlinked(Clean.line(customerName));
    String greeting = name.isEmpty() ? "Hello," : "Hello " + name + ",";
    String url = link.matches("(?i)https?://.*") ? link : "https://" + link;
    return new RenderedEmail(
        subject,
        text(greeting, news, StatusWording.invitation(about) + ": " + url, reason),
        html(subject, greeting, news, url, reason));
  }

  private String text(String greeting, String news, String invitation, EmailReason reason) {
    String closing =
        lines(
            reason.sentence(), phoneToCall.map(phone -> "Questions? Call " + phone.value() + "."));
    return Stream.of(greeting, news, invitation, closing, StatusWording.BRAND)
        .filter(paragraph -> !paragraph.isEmpty())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private String html(
      String subject, String greeting, String news, String url, EmailReason reason) {
    String closing = lines(reason.sentence(), phoneToCall.map(EmailTemplates::callMe));
    return """
    <!doctype html>
    <html lang="en">
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
    background: #1a5c3a; color: #ffffff; text-decoration: none;">See where it stands</a></p>
    <p>Or open this link: %s</p>
    %s<p>%s</p>
    </body>
    </html>
    """
        .formatted(
            escape(subject),
            escape(greeting),
            escape(news),
            escape(url),
            escape(url),
            closing.isEmpty() ? "" : "<p>" + closing + "</p>\n",
            StatusWording.BRAND);
  }

  private static String callMe(PhoneNumber phone) {
    String number = escape(phone.value());
    return "Questions? Call <a href=\"tel:%s\">%s</a>.".formatted(number, number);
  }

  private static String lines(String sentence, Optional<String> question) {
    return Stream.concat(Stream.of(sentence), question.stream())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
