package com.quickdumpnow.relay.localcloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is said of a table: what it was told when it was made and since. Everything is so at once;
 * in AWS it takes a while.
 */
final class Descriptions {
  /** By these names it is kept with a table's definition what updates have said. */
  private static final String EXPIRY = "TimeToLiveSpecification";

  private static final String RECOVERY = "PointInTimeRecoverySpecification";

  /** The longest, which is what AWS takes where nothing is said. */
  private static final int RECOVERABLE_DAYS = 35;

  private Descriptions() {}

  /** As {@code CreateTable} and {@code DescribeTable} answer. */
  static ObjectNode of(JsonNode definition) {
    ObjectNode said = JsonNodeFactory.instance.objectNode().put("TableStatus", "ACTIVE");
    for (String same : new String[] {"TableName", "AttributeDefinitions", "KeySchema"}) {
      said.set(same, definition.path(same));
    }
    said.put("DeletionProtectionEnabled", definition.path("DeletionProtectionEnabled").asBoolean());
    // AWS says nothing of a table whose throughput is provided.
    if (definition.path("BillingMode").asText().equals("PAY_PER_REQUEST")) {
      said.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
    }
    for (JsonNode index : definition.path("GlobalSecondaryIndexes")) {
      ObjectNode one = said.withArray("GlobalSecondaryIndexes").addObject();
      for (String same : new String[] {"IndexName", "KeySchema", "Projection"}) {
        one.set(same, index.path(same));
      }
      one.put("IndexStatus", "ACTIVE");
    }
    return said;
  }

  /** As {@code DescribeTimeToLive} answers: off until it is turned on. */
  static ObjectNode expiry(JsonNode definition) {
    JsonNode told = definition.path(EXPIRY);
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    return told.path("Enabled").asBoolean()
        ? said.put("TimeToLiveStatus", "ENABLED")
            .put("AttributeName", told.path("AttributeName").asText())
        : said.put("TimeToLiveStatus", "DISABLED");
  }

  /**
   * Takes note of what {@code UpdateTimeToLive} says, and gives it back.
   *
   * @throws DynamoException when that is how it is already, which AWS refuses
   */
  static JsonNode expire(StoredTable table, JsonNode request) {
    JsonNode told = request.path(EXPIRY);
    boolean enabled = told.path("Enabled").asBoolean();
    if (enabled == table.definition().path(EXPIRY).path("Enabled").asBoolean()) {
      throw DynamoException.invalid("TimeToLive is already " + (enabled ? "enabled" : "disabled"));
    }
    table.define(EXPIRY, told);
    return told;
  }

  /** As {@code DescribeContinuousBackups} answers: point-in-time recovery is off at first. */
  static ObjectNode backups(JsonNode definition) {
    ObjectNode said =
        JsonNodeFactory.instance.objectNode().put("ContinuousBackupsStatus", "ENABLED");
    ObjectNode recovery = said.putObject("PointInTimeRecoveryDescription");
    JsonNode told = definition.path(RECOVERY);
    if (told.path("PointInTimeRecoveryEnabled").asBoolean()) {
      recovery
          .put("PointInTimeRecoveryStatus", "ENABLED")
          .put("RecoveryPeriodInDays", told.path("RecoveryPeriodInDays").asInt(RECOVERABLE_DAYS));
    } else {
      recovery.put("PointInTimeRecoveryStatus", "DISABLED");
    }
    return said;
  }

  /** Takes note of what {@code UpdateContinuousBackups} says. */
  static ObjectNode recover(StoredTable table, JsonNode request) {
    table.define(RECOVERY, request.path(RECOVERY));
    return backups(table.definition());
  }
}
