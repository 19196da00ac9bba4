package com.quickdumpnow.relay.localcloud.twilio;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** The texts as a page for people: newest first, no script. */
final class MailboxPage {

  static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private MailboxPage() {}

  static String of(List<TwilioMessage> oldestFirst) {
    String texts =
        oldestFirst.reversed().stream().map(MailboxPage::text).collect(Collectors.joining());
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta http-equiv="refresh" content="5">
    <title>Texts</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
    article { border: 1px solid #ccc; border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0; }
    p { margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    .about { color: #555; font-size: .875rem; }
    </style>
    </head>
    <body>
    <h1>Texts</h1>
    %s
    </body>
    </html>
    """
        .formatted(texts.isEmpty() ? "<p>No text yet.</p>" : texts);
  }

  private static String text(TwilioMessage m) {
    String sender = m.from().or(m::messagingServiceSid).orElse("");
    String status = m.status().wire() + m.errorCode().map(c -> " " + c).orElse("");
    return """
    <article>
    <p class="about">%s → %s · <strong>%s</strong> · <time>%s</time></p>
    <p>%s</p>
    </article>
    """
        .formatted(
            escape(sender),
            escape(m.to()),
            escape(status),
            m.created().truncatedTo(ChronoUnit.SECONDS),
            linked(escape(m.body())));
  }

  /** As phones do: what looks like a link is one. */
  private static String linked(String escaped) {
    return escaped.replaceAll(
        "https?://[A-Za-z0-9._:/?=-]+", "<a href=\"$0\" target=\"_blank\">$0</a>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
