package com.quickdumpnow.relay.localcloud.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.slf4j.Logger;

/** Reading and answering an {@link HttpExchange}. */
public final class Exchanges {

  private Exchanges() {}

  /**
   * The whole request body.
   *
   * @param limit octets
   * @throws BodyTooLargeException when there is more than {@code limit}; the rest stays unread
   */
  public static byte[] body(HttpExchange exchange, int limit) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(limit + 1);
    if (body.length > limit) {
      throw new BodyTooLargeException(limit);
    }
    return body;
  }

  /** Sends status, type and body, then ends the exchange. HEAD and 204/304 get no body. */
  public static void send(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    send(exchange, status, body);
  }

  /** As above in UTF-8; the content type should say so. */
  public static void send(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    send(exchange, status, contentType, body.getBytes(UTF_8));
  }

  /**
   * Sends the body with the headers set so far, then ends the exchange. To a HEAD it tells the
   * body's length, unless a Content-Length was set (a function may know it without the body).
   */
  public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean never = status == 204 || status == 304;
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head && !never) {
      exchange
          .getResponseHeaders()
          .putIfAbsent("Content-Length", List.of(Integer.toString(body.length)));
    }
    boolean bodiless = never || head || body.length == 0;
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  static void guarded(HttpExchange exchange, HttpHandler handler, Logger log) throws IOException {
    try {
      handler.handle(exchange);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("the client went away");
      exchange.close();
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("method", exchange.getRequestMethod())
          .addKeyValue("path", exchange.getRequestURI().getPath())
          .setCause(e)
          .log("request failed");
      if (exchange.getResponseCode() == -1) {
        exchange.sendResponseHeaders(500, -1);
      }
      exchange.close();
    }
  }
}
