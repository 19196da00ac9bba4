package com.quickdumpnow.relay.store.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.store.table.Item;
import com.quickdumpnow.relay.store.table.Table.Counted;
import com.quickdumpnow.relay.store.table.Table.Edit;
import com.quickdumpnow.relay.store.table.Table.Found;
import com.quickdumpnow.relay.store.table.Table.Outcome;
import com.quickdumpnow.relay.store.table.TableException.NotDone;
import com.quickdumpnow.relay.store.table.TableException.OutcomeUnknown;
import com.quickdumpnow.relay.store.table.TableException.Refused;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamoTableIT {
  private static final Item ITEM = item("key", 1);

  private static Item item(String key, long sequence) {
    return new Item(
        key,
        "{}",
        List.of(new Commit("w", sequence, Instant.parse("2025-01-15T14:32:00Z"))),
        Map.of(),
        Optional.of(Instant.parse("2030-01-15T14:32:00Z")),
        true);
  }

  @Test
  void write_thenGet_isThereWithAllOfIt() {
    try (DynamoTable table = DynamoUnderTest.table(DynamoUnderTest.newTable())) {
      table.write(List.of(new Edit.Put(ITEM, Optional.empty())), "w-1.1");

      assertThat(table.get(List.of("key", "other"))).isEqualTo(new Found(List.of(ITEM), List.of()));
    }
  }

  @Test
  void write_whereOneOfManyDoesNotHold_changesNothingAndShowsWhatIsThere() {
    try (DynamoTable table = DynamoUnderTest.table(DynamoUnderTest.newTable())) {
      table.write(List.of(new Edit.Put(ITEM, Optional.empty())), "w-1.1");

      Outcome outcome =
          table.write(
              List.of(
                  new Edit.Put(item("other", 2), Optional.empty()),
                  new Edit.Check("key", Optional.of("w-7"))),
              "w-2.1");

      assertThat(outcome).isEqualTo(new Outcome.Overtaken(List.of(ITEM)));
      assertThat(table.get(List.of("other")).items()).isEmpty();
    }
  }

  @Test
  void write_ofATransactionAgain_isWrittenOnce() {
    try (DynamoTable table = DynamoUnderTest.table(DynamoUnderTest.newTable())) {
      List<Edit> edits =
          List.of(
              new Edit.Put(ITEM, Optional.empty()),
              new Edit.Put(item("other", 1), Optional.empty()));
      table.write(edits, "w-1.1");
      table.write(List.of(new Edit.Put(item("key", 2), Optional.of("w-1"))), "w-2.1");

      assertThat(table.write(edits, "w-1.1")).isEqualTo(new Outcome.Written());

      assertThat(table.get(List.of("key")).items()).containsExactly(item("key", 2));
    }
  }

  @Test
  void count_thenCounted_isTheSumOfAll() {
    try (DynamoTable table = DynamoUnderTest.table(DynamoUnderTest.newTable())) {
      table.count("one");
      table.count("one");
      table.count("two");

      assertThat(table.counted(List.of("one", "two", "three")))
          .isEqualTo(new Counted(3, List.of()));
    }
  }

  @Test
  void create_again_leavesItAlone() {
    String name = DynamoUnderTest.newTable();
    try (var dynamo = DynamoUnderTest.client()) {
      assertThat(DynamoTables.create(dynamo, name)).isFalse();
    }
  }

  @Test
  void write_intoNoTable_isRefused() {
    try (DynamoTable table = DynamoUnderTest.table("no-such-table")) {
      assertThatThrownBy(() -> put(table)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void write_whereNobodyListens_isNotDone() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (DynamoTable nobody = at(URI.create("http://127.0.0.1:" + port))) {
      assertThatThrownBy(() -> put(nobody)).isInstanceOf(NotDone.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ProvisionedThroughputExceededException, NotDone",
    "400, ThrottlingException, NotDone",
    "400, RequestLimitExceeded, NotDone",
    "400, TransactionConflictException, NotDone",
    "400, TransactionInProgressException, OutcomeUnknown",
    "500, InternalServerError, OutcomeUnknown",
    "503, ServiceUnavailable, OutcomeUnknown",
    "400, ValidationException, Refused",
    "400, AccessDeniedException, Refused",
  })
  void write_answeredByAnError_saysWhetherItMayHaveLanded(int status, String code, String kind) {
    assertThatThrownBy(() -> answered(status, error(code), DynamoTableIT::put))
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(kind));
  }

  @Test
  void write_whoseConnectionBreaks_isUnknown() {
    assertThatThrownBy(() -> to(HttpExchange::close, DynamoTableIT::put))
        .isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void get_answeredInPart_saysWhatIsUnread() throws IOException {
    String body =
        "{\"Responses\":{\"table\":[]},\"UnprocessedKeys\":{\"table\":"
            + "{\"Keys\":[{\"key\":{\"S\":\"a\"}}]}}}";

    Found found = answered(200, body, table -> table.get(List.of("a", "b")));

    assertThat(found).isEqualTo(new Found(List.of(), List.of("a")));
  }

  private static Outcome put(DynamoTable table) {
    return table.write(List.of(new Edit.Put(ITEM, Optional.empty())), "w-1.1");
  }

  private static String error(String code) {
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"}";
  }

  private static <T> T answered(int status, String json, Function<DynamoTable, T> request)
      throws IOException {
    byte[] body = json.getBytes(UTF_8);
    return to(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        },
        request);
  }

  private static <T> T to(HttpHandler handler, Function<DynamoTable, T> request)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          handler.handle(exchange);
        });
    server.start();
    try (DynamoTable table = at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
      return request.apply(table);
    } finally {
      server.stop(0);
    }
  }

  private static DynamoTable at(URI endpoint) {
    return new DynamoTable(DynamoUnderTest.client(endpoint), "table");
  }
}
