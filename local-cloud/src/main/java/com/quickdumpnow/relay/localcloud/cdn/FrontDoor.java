package com.quickdumpnow.relay.localcloud.cdn;

import com.quickdumpnow.relay.localcloud.lambda.HttpApi;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;

/**
 * API and sites on one port, as a browser and Twilio meet them: {@code /api/*} goes to the API
 * without the prefix, a path that begins like one of its routes goes to the API as it is, {@code /}
 * to the index, and all else to the CDN.
 */
public final class FrontDoor implements AutoCloseable {

  private static final String API = "/api";

  private final LoopbackServer server;

  private FrontDoor(LoopbackServer server) {
    this.server = server;
  }

  /**
   * Opens it.
   *
   * @param port on 127.0.0.1; 0 for any free one
   * @throws com.quickdumpnow.relay.localcloud.web.PortTakenException when the port is taken
   */
  public static FrontDoor open(int port, HttpApi api, Cdn cdn, HttpHandler index) {
    return new FrontDoor(
        LoopbackServer.start("The front door", port, e -> route(e, api, cdn, index)));
  }

  private static void route(HttpExchange exchange, HttpApi api, Cdn cdn, HttpHandler index)
      throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    if (path.startsWith(API + "/")) {
      api.handle(exchange, path.substring(API.length()));
    } else if (api.owns(path)) {
      api.handle(exchange);
    } else if (path.equals("/")) {
      index.handle(exchange);
    } else {
      cdn.handle(exchange);
    }
  }

  /** Without a slash at the end. */
  public URI uri() {
    return server.uri();
  }

  /** Closes at once: open exchanges are cut. */
  @Override
  public void close() {
    server.close();
  }
}
