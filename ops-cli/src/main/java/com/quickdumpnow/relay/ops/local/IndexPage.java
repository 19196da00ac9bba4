package com.quickdumpnow.relay.ops.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** The page at {@code /}: what there is to open. It holds no token, so any tab may see it. */
final class IndexPage implements HttpHandler {
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private final Links links;

  IndexPage(Links links) {
    this.links = links;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    Exchanges.send(exchange, 200, "text/html; charset=utf-8", page().getBytes(UTF_8));
  }

  private String page() {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <title>QDN Relay on this machine</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
    dt { margin-top: 1rem; font-weight: 600; }
    dd { margin: 0; }
    code { overflow-wrap: anywhere; }
    </style>
    </head>
    <body>
    <h1>QDN Relay on this machine</h1>
    <p>Nothing here leaves this machine: AWS and Twilio are stand-ins. The terminal that runs
    <code>./qdn up</code> shows a <code>curl</code> that changes a job's status.</p>
    <dl>
    <dt><a href="%s">A customer's tracking page</a></dt><dd>of a sample job that is on its way</dd>
    <dt><a href="%s">Dispatch dashboard</a></dt><dd>with sample data; the link in that terminal carries a staff token
    and shows these jobs</dd>
    <dt><a href="%s">Texts</a></dt><dd>every text, as the carriers have it</dd>
    <dt><a href="%s">Emails</a></dt><dd>the mailbox of everything sent by email</dd>
    <dt><a href="%s">Health</a>, <a href="%s">metrics</a></dt><dd>of the worker that sends</dd>
    </dl>
    </body>
    </html>
    """
        .formatted(
            links.sampleTracking(),
            links.dashboard(),
            links.texts(),
            links.emails(),
            links.health(),
            links.metrics());
  }
}
