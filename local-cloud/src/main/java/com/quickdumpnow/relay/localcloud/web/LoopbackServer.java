package com.quickdumpnow.relay.localcloud.web;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on 127.0.0.1 with one virtual thread per request. A handler that throws is logged
 * and answered with an empty 500.
 */
public final class LoopbackServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LoopbackServer.class);
  private static final int BACKLOG = 256;

  static {
    // Without it, Nagle and delayed ACKs add 40 ms to every answer; the JDK reads it only once.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts a server that gives every request to {@code handler}.
   *
   * @param name how messages call it
   * @param port 0 for any free one
   * @throws PortTakenException when the port is taken
   */
  public static LoopbackServer start(String name, int port, HttpHandler handler) {
    HttpServer server = bind(name, port);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", exchange -> Exchanges.guarded(exchange, handler, log));
    server.start();
    return new LoopbackServer(server, threads);
  }

  private static HttpServer bind(String name, int port) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    } catch (BindException e) {
      throw new PortTakenException(name, port, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** {@code http://127.0.0.1:<port>}, without a slash at the end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Stops at once: open exchanges are cut. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
