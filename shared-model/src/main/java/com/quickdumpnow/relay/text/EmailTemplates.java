package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.util.Optional;

/**
 * The email a customer gets in place of a text that could not be delivered, in English. Nothing in
 * it is loaded from elsewhere, and it leaves the colours of text and background to the reader's
 * mail program, dark or light.
 *
 * @param phoneToCall for questions; left out when there is none
 */
public record EmailTemplates(Optional<PhoneNumber> phoneToCall) {
  private static final String REASON = "You get this email because we could not text you about it.";

  /**
   * @param customerName as typed; it cannot add markup or a link
   * @param link the tracking link; {@code https} when it says no scheme
   */
  public RenderedEmail render(JobStatus about, String customerName, String link) {
    String news = "Your load " + StatusWording.predicate(about) + ".";
    String subject = StatusWording.BRAND + ": your load " + StatusWording.predicate(about);
    String name = Clean.unlinked(Clean.line(customerName));
    String greeting = name.isEmpty() ? "Hello," : "Hello " + name + ",";
    String url = link.matches("(?i)https?://.*") ? link : "https://" + link;
    return new RenderedEmail(
        subject,
        text(greeting, news, StatusWording.invitation(about) + ": " + url),
        html(subject, greeting, news, url));
  }

  private String text(String greeting, String news, String invitation) {
    return """
    %s

    %s

    %s

    %s%s

    %s
    """
        .formatted(
            greeting,
            news,
            invitation,
            REASON,
            phoneToCall.map(phone -> "\nQuestions? Call " + phone.value() + ".").orElse(""),
            StatusWording.BRAND);
  }

  private String html(String subject, String greeting, String news, String url) {
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
    <p>%s%s</p>
    <p>%s</p>
    </body>
    </html>
    """
        .formatted(
            escape(subject),
            escape(greeting),
            escape(news),
            escape(url),
            escape(url),
            REASON,
            phoneToCall.map(EmailTemplates::callMe).orElse(""),
            StatusWording.BRAND);
  }

  private static String callMe(PhoneNumber phone) {
    String number = escape(phone.value());
    return " Questions? Call <a href=\"tel:%s\">%s</a>.".formatted(number, number);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
