package com.quickdumpnow.relay.localcloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Whether a write may be made. */
final class Conditions {
  private static final String FAILED = "The conditional request failed";

  private Conditions() {}

  /**
   * Why it may not, as a transaction's reason; with the item that is there, if that is asked for.
   */
  static Optional<ObjectNode> failing(StoredTable table, String key, JsonNode write) {
    Optional<ObjectNode> current = table.get(key);
    ObjectNode item = current.orElseGet(JsonNodeFactory.instance::objectNode);
    if (Expression.of(write, "ConditionExpression").test(item)) {
      return Optional.empty();
    }
    ObjectNode reason =
        JsonNodeFactory.instance
            .objectNode()
            .put("Code", "ConditionalCheckFailed")
            .put("Message", FAILED);
    if (write.path("ReturnValuesOnConditionCheckFailure").asText().equals("ALL_OLD")) {
      current.ifPresent(there -> reason.set("Item", there));
    }
    return Optional.of(reason);
  }

  /** The same for a write that stands alone. */
  static void require(StoredTable table, String key, JsonNode write) {
    Optional<ObjectNode> failing = failing(table, key, write);
    if (failing.isPresent()) {
      DynamoException refused = new DynamoException(400, "ConditionalCheckFailedException", FAILED);
      Optional.ofNullable(failing.get().get("Item"))
          .ifPresent(item -> refused.body().set("Item", item));
      throw refused;
    }
  }
}
