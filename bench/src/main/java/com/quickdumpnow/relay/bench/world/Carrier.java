package com.quickdumpnow.relay.bench.world;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers every text as Twilio does, after a time that can be set, so many at once as can be set
 * (Twilio bounds the concurrent requests of an account), and remembers when each arrived. Less than
 * {@code LocalTwilio}, to cost the contenders nothing.
 */
final class Carrier implements AutoCloseable {
  private static final int MAX_BODY = 1 << 16;

  private final LoopbackServer server;
  private final Queue<String> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicLong count = new AtomicLong();
  private volatile Duration delay = Duration.ZERO;
  private volatile Semaphore slots = new Semaphore(Integer.MAX_VALUE);

  Carrier() {
    this.server = LoopbackServer.start("The carrier", 0, this::answer);
  }

  URI uri() {
    return server.uri();
  }

  /** Forgets what arrived. */
  void reset(Duration newDelay, int atOnce) {
    arrivals.clear();
    count.set(0);
    delay = newDelay;
    slots = new Semaphore(atOnce, true);
  }

  long count() {
    return count.get();
  }

  /** A line each: the recipient, and when it had its turn in microseconds since 1970. */
  String arrivals() {
    return String.join("\n", arrivals);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Form form =
        Form.parse(new String(Exchanges.body(exchange, MAX_BODY), StandardCharsets.US_ASCII));
    String to = form.first("To").orElse("");
    Semaphore mine = slots;
    Instant now;
    try {
      mine.acquire();
      now = Instant.now();
      try {
        Thread.sleep(delay);
      } finally {
        mine.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    arrivals.add(to + " " + (now.getEpochSecond() * 1_000_000 + now.getNano() / 1000));
    count.incrementAndGet();
    String account = exchange.getRequestURI().getPath().split("/", -1)[3];
    String sid = "SM%032x".formatted(ThreadLocalRandom.current().nextLong());
    Exchanges.send(
        exchange,
        201,
        "application/json",
        """
        {"sid":"%s","account_sid":"%s","status":"queued","num_segments":"1","to":"%s",\
        "body":"","direction":"outbound-api","error_code":null,"error_message":null}\
        """
            .formatted(sid, account, to));
  }

  @Override
  public void close() {
    server.close();
  }
}
