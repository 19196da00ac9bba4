package com.quickdumpnow.relay.ops.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.time.Clockwork;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a reader behaves towards a Twilio that is busy. */
final class PoliteHttpTest {
  private static final String EMPTY_PAGE =
      """
      {"messages": [], "first_page_uri": "/", "next_page_uri": null, "previous_page_uri": null,
       "uri": "/", "start": 0, "end": 0, "page": 0, "page_size": 500}
      """;
  private static final String ACCOUNT = "AC" + "1".repeat(32);

  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private HttpServer server;

  private final Clockwork clock =
      new Clockwork() {
        @Override
        public Instant instant() {
          return Instant.EPOCH;
        }

        @Override
        public long ticks() {
          return 0;
        }

        @Override
        public void sleep(Duration duration) {
          pauses.add(duration);
        }

        @Override
        public Signal signal() {
          throw new UnsupportedOperationException();
        }
      };

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean refused = busy.getAndDecrement() > 0;
          byte[] body = (refused ? "{}" : EMPTY_PAGE).getBytes(StandardCharsets.UTF_8);
          if (busy.get() == 0 && refused) {
            exchange.getResponseHeaders().set("Retry-After", "7");
          }
          exchange.sendResponseHeaders(refused ? 429 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private TwilioRecords records() {
    return new TwilioRecords(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), clock);
  }

  @Test
  void since_twilioIsBusy_waitsLongerEachTimeOrAsItIsTold() {
    busy.set(3);

    assertThat(records().since(ACCOUNT, Secret.of("t"), Instant.EPOCH, _ -> {})).isEmpty();

    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(7));
  }

  @Test
  void since_twilioStaysBusy_givesUpAndSaysSo() {
    busy.set(1_000);

    assertThatThrownBy(() -> records().since(ACCOUNT, Secret.of("t"), Instant.EPOCH, _ -> {}))
        .isInstanceOf(TwilioException.class)
        .hasMessageContaining("429");
    assertThat(pauses).hasSize(5);
  }
}
