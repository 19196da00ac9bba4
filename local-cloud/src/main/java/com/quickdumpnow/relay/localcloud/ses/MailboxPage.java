package com.quickdumpnow.relay.localcloud.ses;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The mailbox as a page for people: newest first, no script. HTML is shown in a sandboxed frame, as
 * a mail program would: it loads nothing, and its links open in a new tab.
 */
final class MailboxPage {

  static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'";

  private MailboxPage() {}

  static String of(List<Email> oldestFirst) {
    String emails =
        oldestFirst.reversed().stream().map(MailboxPage::email).collect(Collectors.joining());
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta http-equiv="refresh" content="5">
    <title>Emails</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
    article { border: 1px solid #ccc; border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0; }
    h2 { font-size: 1.125rem; margin: .25rem 0; }
    p { margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    iframe { width: 100%%; height: 22rem; border: 1px solid #ddd; }
    .about { color: #555; font-size: .875rem; }
    </style>
    </head>
    <body>
    <h1>Emails</h1>
    %s
    </body>
    </html>
    """
        .formatted(emails.isEmpty() ? "<p>No email yet.</p>" : emails);
  }

  private static String email(Email email) {
    return """
    <article>
    <p class="about">%s → %s · <strong>%s</strong> · <time>%s</time></p>
    <h2>%s</h2>
    %s
    </article>
    """
        .formatted(
            escape(email.from()),
            escape(String.join(", ", email.to())),
            email.fate(),
            email.time().truncatedTo(ChronoUnit.SECONDS),
            escape(email.subject()),
            body(email));
  }

  private static String body(Email email) {
    return email.html().isEmpty()
        ? "<p>" + escape(email.text()) + "</p>"
        : "<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" title=\"the email\""
            + " srcdoc=\"%s\"></iframe>".formatted(escape(inNewTabs(email.html())));
  }

  private static String inNewTabs(String html) {
    return html.replaceFirst("<head>", "<head><base target=\"_blank\">");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
