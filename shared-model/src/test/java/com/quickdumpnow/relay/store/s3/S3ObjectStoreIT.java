package com.quickdumpnow.relay.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition.IfAbsent;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition.IfMatch;
import com.quickdumpnow.relay.store.document.ObjectStore.Fetched;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.document.ObjectStoreException.NotDone;
import com.quickdumpnow.relay.store.document.ObjectStoreException.OutcomeUnknown;
import com.quickdumpnow.relay.store.document.ObjectStoreException.Refused;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ObjectStoreIT {
  private static final String KEY = "maintenance.json";
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  private final AtomicInteger requests = new AtomicInteger();
  private final S3ObjectStore objects = S3UnderTest.of(CloudUnderTest.shared().newBucket());

  @AfterEach
  void close() {
    objects.close();
  }

  @Test
  void get_ofNothing_isMissing() {
    assertThat(objects.get(KEY, Optional.empty())).isInstanceOf(Fetched.Missing.class);
  }

  @Test
  void put_thenGet_isThereWithItsTag() {
    Put.Stored stored = (Put.Stored) objects.put(KEY, BODY, new IfAbsent());

    assertThat(objects.get(KEY, Optional.empty()))
        .isInstanceOfSatisfying(
            Found.class,
            found -> {
              assertThat(found.bytes()).isEqualTo(BODY);
              assertThat(found.etag()).isEqualTo(stored.etag());
            });
    assertThat(objects.get(KEY, Optional.of(stored.etag())))
        .isInstanceOf(Fetched.NotModified.class);
  }

  @Test
  void get_ofALargeObject_saysHowMuchOfItHasCome() {
    String bucket = CloudUnderTest.shared().newBucket();
    Map<Long, Long> received = new TreeMap<>();
    StoreListener listener =
        new StoreListener() {
          @Override
          public void received(long bytes, long all) {
            received.put(bytes, all);
          }
        };
    try (S3ObjectStore told = S3UnderTest.of(bucket, listener)) {
      Put _ = told.put(KEY, new byte[100_000], new IfAbsent());

      Fetched _ = told.get(KEY, Optional.empty());
    }

    assertThat(received).hasSizeGreaterThan(2).containsEntry(100_000L, 100_000L);
    assertThat(received.values()).containsOnly(100_000L);
  }

  @Test
  void put_whereTheConditionDoesNotHold_changesNothing() {
    assertThat(objects.put(KEY, BODY, new IfMatch("\"abc\"")))
        .isInstanceOf(Put.PreconditionFailed.class);
    Put.Stored stored = (Put.Stored) objects.put(KEY, BODY, new IfAbsent());

    assertThat(objects.put(KEY, "1".getBytes(UTF_8), new IfAbsent()))
        .isInstanceOf(Put.PreconditionFailed.class);
    assertThat(objects.put(KEY, "2".getBytes(UTF_8), new IfMatch(stored.etag())))
        .isInstanceOf(Put.Stored.class);
    assertThat(objects.put(KEY, "3".getBytes(UTF_8), new IfMatch(stored.etag())))
        .isInstanceOf(Put.PreconditionFailed.class);
    assertThat(((Found) objects.get(KEY, Optional.empty())).bytes()).isEqualTo("2".getBytes(UTF_8));
  }

  @Test
  void put_intoNoBucket_isRefused() {
    try (S3ObjectStore nowhere = S3UnderTest.of("no-such-bucket")) {
      assertThatThrownBy(() -> nowhere.put(KEY, BODY, new IfAbsent())).isInstanceOf(Refused.class);
      assertThatThrownBy(() -> nowhere.get(KEY, Optional.empty())).isInstanceOf(Refused.class);
    }
  }

  @Test
  void put_whereNobodyListens_isNotDone() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (S3ObjectStore nobody = S3UnderTest.of("bucket", URI.create("http://127.0.0.1:" + port))) {
      assertThatThrownBy(() -> nobody.put(KEY, BODY, new IfAbsent())).isInstanceOf(NotDone.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalError, OutcomeUnknown",
    "503, ServiceUnavailable, OutcomeUnknown",
    "400, RequestTimeout, OutcomeUnknown",
    "503, SlowDown, NotDone",
    "403, RequestTimeTooSkewed, NotDone",
    "400, ExpiredToken, NotDone",
    "403, AccessDenied, Refused",
    "301, PermanentRedirect, Refused",
  })
  void put_answeredByAnError_saysWhetherItMayHaveLanded(int status, String code, String kind) {
    assertThatThrownBy(() -> putAnswered(status, code))
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(kind));

    assertThat(requests).hasValue(1);
  }

  @Test
  void put_answered409_isAConflict() throws IOException {
    assertThat(putAnswered(409, "ConditionalRequestConflict")).isInstanceOf(Put.Conflict.class);
  }

  @Test
  void put_whoseConnectionBreaks_isUnknownAndSentOnce() {
    assertThatThrownBy(() -> putTo(HttpExchange::close)).isInstanceOf(OutcomeUnknown.class);

    assertThat(requests).hasValue(1);
  }

  private Put putAnswered(int status, String code) throws IOException {
    byte[] body = ("<Error><Code>" + code + "</Code></Error>").getBytes(UTF_8);
    return putTo(
        exchange -> {
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private Put putTo(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          handler.handle(exchange);
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (S3ObjectStore s3 = S3UnderTest.of("bucket", endpoint)) {
      return s3.put(KEY, BODY, new IfAbsent());
    } finally {
      server.stop(0);
    }
  }
}
