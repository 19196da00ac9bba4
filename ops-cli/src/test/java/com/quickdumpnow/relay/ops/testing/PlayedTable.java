package com.quickdumpnow.relay.ops.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.quickdumpnow.relay.store.dynamodb.DynamoTables;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * A DynamoDB with one empty table, as the stack makes it, until it is told to answer otherwise.
 * DynamoDB Local has no point-in-time recovery, nor anybody who may not.
 */
public final class PlayedTable implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Reply(int status, ObjectNode body) {}

  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final CreateTableRequest made;
  private final LoopbackServer server;

  private PlayedTable(String name) {
    this.made = DynamoTables.request(name);
    this.server = LoopbackServer.start("A played DynamoDB", 0, this::answer);
  }

  public static PlayedTable start(String name) {
    PlayedTable table = new PlayedTable(name);
    table.describe(table.made.globalSecondaryIndexes());
    table.recovery("ENABLED");
    table.expireBy(DynamoTables.EXPIRY);
    table.replies("BatchGetItem").putObject("Responses");
    table.replies("Scan").put("Count", 0).putArray("Items");
    table.replies("Query").put("Count", 0).putArray("Items");
    table.fails("PutItem", "ConditionalCheckFailedException");
    return table;
  }

  /** From now on that action is answered by that error. */
  public void fails(String action, String code) {
    replies.put(action, new Reply(400, JSON.createObjectNode().put("__type", code)));
  }

  public void loseIndex(String name) {
    describe(
        made.globalSecondaryIndexes().stream()
            .filter(index -> !index.indexName().equals(name))
            .toList());
  }

  public void noRecovery() {
    recovery("DISABLED");
  }

  /** What has a past time in that attribute goes by itself. */
  public void expireBy(String attribute) {
    replies("DescribeTimeToLive")
        .putObject("TimeToLiveDescription")
        .put("TimeToLiveStatus", "ENABLED")
        .put("AttributeName", attribute);
  }

  private void recovery(String status) {
    replies("DescribeContinuousBackups")
        .putObject("ContinuousBackupsDescription")
        .put("ContinuousBackupsStatus", "ENABLED")
        .putObject("PointInTimeRecoveryDescription")
        .put("PointInTimeRecoveryStatus", status);
  }

  private void describe(List<GlobalSecondaryIndex> indexes) {
    ObjectNode table = replies("DescribeTable").putObject("Table");
    table.put("TableName", made.tableName()).put("TableStatus", "ACTIVE");
    keys(table, made.keySchema());
    ArrayNode all = table.putArray("GlobalSecondaryIndexes");
    for (GlobalSecondaryIndex index : indexes) {
      ObjectNode one = all.addObject();
      one.put("IndexName", index.indexName()).put("IndexStatus", "ACTIVE");
      keys(one, index.keySchema());
      ObjectNode projection = one.putObject("Projection");
      projection.put("ProjectionType", index.projection().projectionTypeAsString());
      if (index.projection().hasNonKeyAttributes()) {
        ArrayNode more = projection.putArray("NonKeyAttributes");
        index.projection().nonKeyAttributes().forEach(more::add);
      }
    }
  }

  private static void keys(ObjectNode of, List<KeySchemaElement> schema) {
    ArrayNode keys = of.putArray("KeySchema");
    for (KeySchemaElement key : schema) {
      keys.addObject()
          .put("AttributeName", key.attributeName())
          .put("KeyType", key.keyTypeAsString());
    }
  }

  /** What an action is answered with from now on, to be filled. */
  private ObjectNode replies(String action) {
    Reply reply = new Reply(200, JSON.createObjectNode());
    replies.put(action, reply);
    return reply.body();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String action = target.substring(target.indexOf('.') + 1);
    Reply reply = replies.getOrDefault(action, new Reply(400, JSON.createObjectNode()));
    Exchanges.send(exchange, reply.status(), "application/x-amz-json-1.0", reply.body().toString());
  }

  public URI uri() {
    return server.uri();
  }

  @Override
  public void close() {
    server.close();
  }
}
