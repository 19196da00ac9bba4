package com.quickdumpnow.relay.text;

/** What staff read when the relay can keep nothing, and so no alert either. */
public final class OutageTexts {
  private static final String SUBJECT = "QDN: the relay is down, maintenance.json is refused";

  private OutageTexts() {}

  /**
   * @param reason what is wrong with the document and how to mend it
   */
  public static RenderedEmail documentRefused(String reason) {
    String text =
        """
        The relay sends nothing until somebody mends its document. Nothing is lost meanwhile: what was
        accepted waits, and goes on by itself.

        %s

        How to restore the last good version from the bucket's history: docs/reliability.md,
        "Restoring the last good version". This is said once an outage; /health says it all the time.
        """
            .formatted(Clean.line(reason));
    String html =
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body>
        <p>%s</p>
        </body>
        </html>
        """
            .formatted(
                EmailTemplates.escape(SUBJECT),
                EmailTemplates.escape(text.strip()).replace("\n\n", "</p>\n<p>"));
    return new RenderedEmail(SUBJECT, text, html);
  }
}
