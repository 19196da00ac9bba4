package com.quickdumpnow.relay.localcloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.http.Fault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol itself. That AWS's SDK gets along with it is shown where a store is put on it. */
final class LocalDynamoIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLE =
      """
      {"TableName":"t","KeySchema":[{"AttributeName":"key","KeyType":"HASH"}],
       "BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"key","AttributeType":"S"},
         {"AttributeName":"due","AttributeType":"S"},{"AttributeName":"dueAt","AttributeType":"S"}],
       "GlobalSecondaryIndexes":[{"IndexName":"due","Projection":{"ProjectionType":"KEYS_ONLY"},
         "KeySchema":[{"AttributeName":"due","KeyType":"HASH"},
           {"AttributeName":"dueAt","KeyType":"RANGE"}]}]}\
      """;
  private static final String NAMED = "{\"TableName\":\"t\"}";
  private static final String EXPIRING =
      """
      {"TableName":"t",
       "TimeToLiveSpecification":{"AttributeName":"expires","Enabled":%s}}\
      """;
  private static final String RECOVERABLE =
      """
      {"TableName":"t",
       "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":%s}}\
      """;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private LocalDynamo dynamo;

  @BeforeEach
  void start() throws Exception {
    dynamo = LocalDynamo.start(0, folder.resolve("tables"));
    ask("CreateTable", TABLE);
  }

  @AfterEach
  void stop() {
    dynamo.close();
  }

  private HttpResponse<String> request(String operation, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(dynamo.endpoint())
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode ask(String operation, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = request(operation, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode refused(String operation, String body, String code)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = request(operation, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    JsonNode json = JSON.readTree(answer.body());
    assertThat(json.path("__type").asText()).endsWith("#" + code);
    return json;
  }

  private void put(String key, String more) throws IOException, InterruptedException {
    ask(
        "PutItem",
        "{\"TableName\":\"t\",\"Item\":{\"key\":{\"S\":\"%s\"}%s}}".formatted(key, more));
  }

  private JsonNode get(String... keys) throws IOException, InterruptedException {
    StringBuilder wanted = new StringBuilder();
    for (String key : keys) {
      wanted.append(wanted.isEmpty() ? "" : ",").append("{\"key\":{\"S\":\"%s\"}}".formatted(key));
    }
    return ask("BatchGetItem", "{\"RequestItems\":{\"t\":{\"Keys\":[%s]}}}".formatted(wanted))
        .at("/Responses/t");
  }

  private static String puts(String stamp, String keys) {
    StringBuilder items = new StringBuilder();
    for (String key : keys.split(",")) {
      items
          .append(items.isEmpty() ? "" : ",")
          .append(
              """
              {"Put":{"TableName":"t","Item":{"key":{"S":"%s"},"stamp":{"S":"new"}},
                "ConditionExpression":"#at = :stamp","ExpressionAttributeNames":{"#at":"stamp"},
                "ExpressionAttributeValues":{":stamp":{"S":"%s"}},
                "ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}\
              """
                  .formatted(key, stamp));
    }
    return "{\"ClientRequestToken\":\"token\",\"TransactItems\":[%s]}".formatted(items);
  }

  @Test
  void restart_keepsWhatWasWrittenAndSkipsWhatACrashCutOff() throws Exception {
    put("a", ",\"n\":{\"N\":\"1\"}");
    put("b", "");
    ask("DeleteItem", "{\"TableName\":\"t\",\"Key\":{\"key\":{\"S\":\"b\"}}}");
    dynamo.close();
    Files.writeString(
        folder.resolve("tables"), "{\"table\":\"t\",\"items\":[{\"ke", StandardOpenOption.APPEND);

    dynamo = LocalDynamo.start(0, folder.resolve("tables"));

    assertThat(get("a", "b")).hasToString("[{\"key\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}]");
    refused("CreateTable", TABLE, "ResourceInUseException");
  }

  @Test
  void transaction_ofWhichOneConditionFails_changesNothingAndSaysWhich() throws Exception {
    put("a", ",\"stamp\":{\"S\":\"old\"}");
    put("b", ",\"stamp\":{\"S\":\"other\"}");

    JsonNode refusal =
        refused("TransactWriteItems", puts("old", "a,b"), "TransactionCanceledException");

    assertThat(refusal.at("/CancellationReasons/0/Code").asText()).isEqualTo("None");
    assertThat(refusal.at("/CancellationReasons/1/Code").asText())
        .isEqualTo("ConditionalCheckFailed");
    assertThat(refusal.at("/CancellationReasons/1/Item/stamp/S").asText()).isEqualTo("other");
    assertThat(get("a").at("/0/stamp/S").asText()).isEqualTo("old");
  }

  @Test
  void transaction_again_isDoneOnceAndItsTokenIsNoOthers() throws Exception {
    put("a", ",\"stamp\":{\"S\":\"old\"}");
    put("b", ",\"stamp\":{\"S\":\"old\"}");

    ask("TransactWriteItems", puts("old", "a"));
    ask("TransactWriteItems", puts("old", "a"));

    assertThat(get("a").at("/0/stamp/S").asText()).isEqualTo("new");
    refused("TransactWriteItems", puts("old", "b"), "IdempotentParameterMismatchException");
    refused("TransactWriteItems", puts("old", "b,b").replace("token", "2"), "ValidationException");
  }

  private static final String QUERY =
      """
      {"TableName":"t","IndexName":"due","Limit":%d,
       "KeyConditionExpression":"#l = :l AND #p BETWEEN :from AND :to",
       "ExpressionAttributeNames":{"#l":"due","#p":"dueAt"},
       "ExpressionAttributeValues":{":l":{"S":"x"},":from":{"S":"0"},":to":{"S":"5"}}%s}\
      """;

  @Test
  void query_readsASparseIndexInItsOrderPartByPart() throws Exception {
    put("a", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"2\"},\"json\":{\"S\":\"much\"}");
    put("b", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"1\"}");
    put("c", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"9\"}");
    put("d", "");

    JsonNode first = ask("Query", QUERY.formatted(1, ""));
    JsonNode second =
        ask(
            "Query",
            QUERY.formatted(1, ",\"ExclusiveStartKey\":" + first.path("LastEvaluatedKey")));

    assertThat(first.at("/Items/0/key/S").asText()).isEqualTo("b");
    assertThat(second.path("Items"))
        .as("keys only")
        .hasToString("[{\"key\":{\"S\":\"a\"},\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"2\"}}]");
  }

  @Test
  void query_again_followsWhatWasMovedTakenOutOrPutIn() throws Exception {
    put("a", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"1\"}");
    put("b", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"2\"}");
    put("c", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"3\"}");
    put("d", ",\"due\":{\"S\":\"y\"},\"dueAt\":{\"S\":\"3\"}");
    assertThat(due()).containsExactly("a", "b", "c");

    put("a", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"4\"}");
    put("b", "");
    ask("DeleteItem", "{\"TableName\":\"t\",\"Key\":{\"key\":{\"S\":\"c\"}}}");
    put("d", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"4\"}");
    put("e", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"0\"}");

    assertThat(due()).containsExactly("e", "a", "d");
  }

  private List<String> due() throws IOException, InterruptedException {
    return keys(QUERY.formatted(9, ""));
  }

  private List<String> keys(String query) throws IOException, InterruptedException {
    return ask("Query", query).path("Items").findValues("key").stream()
        .map(key -> key.path("S").asText())
        .toList();
  }

  @Test
  void query_ofItsPartitionAlone_readsAllOfThat() throws Exception {
    put("a", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"9\"}");
    put("b", ",\"due\":{\"S\":\"x\"},\"dueAt\":{\"S\":\"1\"}");
    put("c", ",\"due\":{\"S\":\"y\"},\"dueAt\":{\"S\":\"1\"}");
    String query = QUERY.formatted(9, "");

    assertThat(keys(query.replace(" AND #p BETWEEN :from AND :to", ""))).containsExactly("b", "a");
    refused("Query", query.replace("#l = :l AND ", ""), "ValidationException");
    refused(
        "Query",
        query.replace("#p BETWEEN :from AND :to", "begins_with(#p, :from)"),
        "ValidationException");
  }

  @Test
  void add_toANumber_beginsAtNothing() throws Exception {
    String add =
        """
        {"TableName":"t","Key":{"key":{"S":"n"}},"UpdateExpression":"ADD #c :one",
         "ExpressionAttributeNames":{"#c":"count"},
         "ExpressionAttributeValues":{":one":{"N":"1"}}}\
        """;
    ask("UpdateItem", add);
    ask("UpdateItem", add);

    assertThat(get("n").at("/0/count/N").asText()).isEqualTo("2");
  }

  @Test
  void describeTable_saysWhatItWasMadeWith() throws Exception {
    JsonNode made = JSON.readTree(TABLE);

    JsonNode table = ask("DescribeTable", NAMED).path("Table");

    assertThat(table.path("TableStatus").asText()).isEqualTo("ACTIVE");
    assertThat(table.at("/BillingModeSummary/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    for (String same : List.of("TableName", "KeySchema", "AttributeDefinitions")) {
      assertThat(table.path(same)).isEqualTo(made.path(same));
    }
    JsonNode index = table.at("/GlobalSecondaryIndexes/0");
    assertThat(table.path("GlobalSecondaryIndexes")).hasSize(1);
    assertThat(index.path("IndexStatus").asText()).isEqualTo("ACTIVE");
    for (String same : List.of("IndexName", "KeySchema", "Projection")) {
      assertThat(index.path(same)).isEqualTo(made.at("/GlobalSecondaryIndexes/0/" + same));
    }
  }

  @Test
  void timeToLiveAndRecovery_areOffUntilTurnedOnAndStaySoOverARestart() throws Exception {
    assertThat(expiry()).hasToString("{\"TimeToLiveStatus\":\"DISABLED\"}");
    assertThat(recovery().path("PointInTimeRecoveryStatus").asText()).isEqualTo("DISABLED");
    put("a", "");

    ask("UpdateTimeToLive", EXPIRING.formatted(true));
    ask("UpdateContinuousBackups", RECOVERABLE.formatted(true));
    dynamo.close();
    dynamo = LocalDynamo.start(0, folder.resolve("tables"));

    assertThat(expiry())
        .hasToString("{\"TimeToLiveStatus\":\"ENABLED\",\"AttributeName\":\"expires\"}");
    assertThat(recovery())
        .hasToString("{\"PointInTimeRecoveryStatus\":\"ENABLED\",\"RecoveryPeriodInDays\":35}");
    assertThat(get("a")).as("updates lose no item").hasSize(1);
    refused("UpdateTimeToLive", EXPIRING.formatted(true), "ValidationException");

    ask("UpdateTimeToLive", EXPIRING.formatted(false));
    ask("UpdateContinuousBackups", RECOVERABLE.formatted(false));

    assertThat(expiry().path("TimeToLiveStatus").asText()).isEqualTo("DISABLED");
    assertThat(recovery().path("PointInTimeRecoveryStatus").asText()).isEqualTo("DISABLED");
    refused("DescribeTimeToLive", NAMED.replace("\"t\"", "\"none\""), "ResourceNotFoundException");
  }

  private JsonNode expiry() throws IOException, InterruptedException {
    return ask("DescribeTimeToLive", NAMED).path("TimeToLiveDescription");
  }

  private JsonNode recovery() throws IOException, InterruptedException {
    return ask("DescribeContinuousBackups", NAMED)
        .at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription");
  }

  @Test
  void whatItDoesNotDo_isRefusedInWords() throws Exception {
    refused("ListTables", "{}", "UnknownOperationException");
    refused("PutItem", "{", "SerializationException");
    refused("DescribeTable", "{\"TableName\":\"none\"}", "ResourceNotFoundException");
    refused("PutItem", "{\"TableName\":\"t\",\"Item\":{}}", "ValidationException");
    refused(
        "Scan",
        "{\"TableName\":\"t\",\"FilterExpression\":\"size(a) > 3\"}",
        "ValidationException");
    refused(
        "UpdateItem",
        "{\"TableName\":\"t\",\"UpdateExpression\":\"SET a = 1\"}",
        "ValidationException");
  }

  @Test
  void fault_onAnOperationOfATable_happensOnce() throws Exception {
    dynamo.faults().next(1, "POST", "PutItem t", new Fault.Refuse(500, "InternalServerError"));

    assertThat(request("PutItem", "{\"TableName\":\"t\",\"Item\":{\"key\":{\"S\":\"a\"}}}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(500);
    put("a", "");
  }
}
