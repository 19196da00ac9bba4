package com.quickdumpnow.relay.localcloud.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.http.Answer;
import com.quickdumpnow.relay.localcloud.http.Request;
import com.quickdumpnow.relay.localcloud.http.Service;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DynamoDB's JSON protocol (API version 2012-08-10), as far as it is spoken here. */
final class DynamoService implements Service {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/x-amz-json-1.0";
  private static final String TABLE = "TableName";
  private static final String ITEM = "Item";
  private static final String BATCHED = "RequestItems";
  private static final String BACKUPS = "ContinuousBackupsDescription";

  /** What is read at most by one scan, octets; of JSON here. */
  private static final int SCANNED = 1024 * 1024;

  private static final int BATCH = 100;
  private static final Pattern ADD = Pattern.compile("ADD (#\\w+) (:\\w+)");

  private final Tables tables;
  private final Transactions transactions = new Transactions(InstantSource.system());

  DynamoService(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Answer answer(Request request) {
    try {
      return Answer.text(200, TYPE, reply(operation(request), body(request)).toString());
    } catch (DynamoException e) {
      return Answer.text(e.status(), TYPE, e.body().toString());
    }
  }

  @Override
  public Answer error(int status, String code, String message) {
    return Answer.text(status, TYPE, new DynamoException(status, code, message).body().toString());
  }

  @Override
  public String subject(Request request) {
    try {
      return operation(request) + " " + table(body(request));
    } catch (DynamoException _) {
      return operation(request);
    }
  }

  private static String operation(Request request) {
    return request.header("X-Amz-Target").orElse("").replaceFirst(".*\\.", "");
  }

  private static JsonNode body(Request request) {
    try {
      return JSON.readTree(request.body());
    } catch (JsonProcessingException e) {
      throw new DynamoException(400, "SerializationException", "The body is not JSON");
    } catch (IOException e) {
      throw new IllegalStateException("an array does not fail to be read", e);
    }
  }

  private ObjectNode reply(String operation, JsonNode request) {
    return switch (operation) {
      case "CreateTable" -> create(request);
      case "DescribeTable" -> describe(request);
      case "UpdateTimeToLive" -> updated(request, "TimeToLiveSpecification", Descriptions::expire);
      case "DescribeTimeToLive" ->
          described(request, "TimeToLiveDescription", Descriptions::expiry);
      case "UpdateContinuousBackups" -> updated(request, BACKUPS, Descriptions::recover);
      case "DescribeContinuousBackups" -> described(request, BACKUPS, Descriptions::backups);
      case "PutItem" -> put(request);
      case "DeleteItem" -> delete(request);
      case "UpdateItem" -> add(request);
      case "TransactWriteItems" -> transact(request);
      case "BatchGetItem" -> batch(request.path(BATCHED));
      case "Query" -> query(request);
      case "Scan" -> scan(request);
      default ->
          throw new DynamoException(
              400, "UnknownOperationException", "The local DynamoDB does not do " + operation);
    };
  }

  private static ObjectNode nothing() {
    return JSON.createObjectNode();
  }

  /** The one that it is about; of a batch the first. */
  private static String table(JsonNode request) {
    if (request.has("TransactItems")) {
      return Transactions.table(request);
    }
    Iterator<String> ofBatch = request.path(BATCHED).fieldNames();
    return ofBatch.hasNext() ? ofBatch.next() : request.path(TABLE).asText();
  }

  private ObjectNode create(JsonNode request) {
    StoredTable table = new StoredTable(request);
    tables.create(table(request), table);
    return nothing().set("TableDescription", Descriptions.of(table.definition()));
  }

  private ObjectNode describe(JsonNode request) {
    return nothing()
        .set(
            "Table",
            tables.read(
                table(request),
                table -> Descriptions.of(table.definition()).put("ItemCount", table.size())));
  }

  private ObjectNode described(
      JsonNode request, String member, Function<JsonNode, ObjectNode> description) {
    return nothing()
        .set(member, tables.read(table(request), table -> description.apply(table.definition())));
  }

  private ObjectNode updated(
      JsonNode request, String member, BiFunction<StoredTable, JsonNode, JsonNode> update) {
    return nothing()
        .set(member, tables.update(table(request), table -> update.apply(table, request)));
  }

  private ObjectNode put(JsonNode request) {
    tables.write(
        table(request),
        table -> {
          String key = table.key(request.path(ITEM));
          Conditions.require(table, key, request);
          return Map.of(key, Optional.of((ObjectNode) request.path(ITEM)));
        });
    return nothing();
  }

  private ObjectNode delete(JsonNode request) {
    tables.write(
        table(request),
        table -> {
          String key = table.key(request.path("Key"));
          Conditions.require(table, key, request);
          return Map.of(key, Optional.empty());
        });
    return nothing();
  }

  /** Of updates, to add to a number. */
  private ObjectNode add(JsonNode request) {
    Matcher add = ADD.matcher(request.path("UpdateExpression").asText());
    if (!add.matches()) {
      throw DynamoException.invalid("Of updates the local DynamoDB does ADD alone.");
    }
    String name = request.path("ExpressionAttributeNames").path(add.group(1)).asText();
    JsonNode more = request.path("ExpressionAttributeValues").path(add.group(2));
    tables.write(
        table(request),
        table -> {
          String key = table.key(request.path("Key"));
          ObjectNode item =
              table.get(key).orElseGet(() -> (ObjectNode) request.path("Key")).deepCopy();
          BigDecimal sum =
              new BigDecimal(item.path(name).path("N").asText("0"))
                  .add(new BigDecimal(more.path("N").asText()));
          item.putObject(name).put("N", sum.toPlainString());
          return Map.of(key, Optional.of(item));
        });
    return nothing();
  }

  private ObjectNode transact(JsonNode request) {
    tables.write(table(request), table -> transactions.edits(table, request));
    return nothing();
  }

  private ObjectNode batch(JsonNode wanted) {
    ObjectNode reply = nothing();
    ObjectNode found = reply.putObject("Responses");
    reply.putObject("UnprocessedKeys");
    for (Map.Entry<String, JsonNode> asked : wanted.properties()) {
      JsonNode keys = asked.getValue().path("Keys");
      if (keys.isEmpty() || keys.size() > BATCH) {
        throw DynamoException.invalid("A batch has 1 to " + BATCH + " keys");
      }
      ArrayNode items = found.putArray(asked.getKey());
      tables.read(
          asked.getKey(),
          table -> {
            Set<String> seen = new HashSet<>();
            for (JsonNode attributes : keys) {
              String key = table.key(attributes);
              if (!seen.add(key)) {
                throw DynamoException.invalid("Provided list of item keys contains duplicates");
              }
              table.get(key).ifPresent(items::add);
            }
            return items;
          });
    }
    return reply;
  }

  private ObjectNode query(JsonNode request) {
    return tables.read(
        table(request),
        table -> {
          JsonNode index = table.index(request.path("IndexName").asText());
          int limit = request.path("Limit").asInt(Integer.MAX_VALUE);
          List<ObjectNode> found =
              table.query(index, request, request.path("ExclusiveStartKey")).limit(limit).toList();
          ObjectNode reply = nothing();
          ArrayNode items = reply.putArray("Items");
          found.stream().map(item -> table.projected(index, item)).forEach(items::add);
          if (found.size() >= limit) {
            reply.set("LastEvaluatedKey", table.place(index, found.get(limit - 1)));
          }
          return reply.put("Count", items.size());
        });
  }

  private ObjectNode scan(JsonNode request) {
    return tables.read(
        table(request),
        table -> {
          var condition = Expression.of(request, "FilterExpression");
          JsonNode start = request.path("ExclusiveStartKey");
          ObjectNode reply = nothing();
          ArrayNode items = reply.putArray("Items");
          long read = 0;
          for (ObjectNode item :
              table.after(
                  start.isMissingNode() ? Optional.empty() : Optional.of(table.key(start)))) {
            if (condition.test(item)) {
              items.add(item);
            }
            read += item.toString().length();
            if (read >= SCANNED) {
              reply.set("LastEvaluatedKey", table.place(item));
              break;
            }
          }
          return reply.put("Count", items.size());
        });
  }
}
