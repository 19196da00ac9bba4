package com.quickdumpnow.relay.store.dynamodb;

import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.table.Item.Index;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Makes the store's table: paid by the request, with an index for each {@link Index}, sparse, as an
 * item is in an index only where it has that index's attributes. In AWS the account's stack makes
 * it, with the same shape and with point-in-time recovery.
 */
public final class DynamoTables {
  /** The attribute by which DynamoDB drops items: the time to live has to be switched on for it. */
  public static final String EXPIRY = Columns.EXPIRES;

  private DynamoTables() {}

  /**
   * Makes the table and waits until it can be used.
   *
   * @return whether it was made; else there is one of that name already
   * @throws StoreException.Unavailable when DynamoDB is not to be had
   */
  public static boolean create(String name) {
    try (DynamoDbClient dynamo = DynamoTable.client().build()) {
      return create(dynamo, name);
    } catch (SdkException e) {
      throw new StoreException.Unavailable("the table was not made", e);
    }
  }

  static boolean create(DynamoDbClient dynamo, String name) {
    try {
      dynamo.createTable(request(name));
    } catch (ResourceInUseException _) {
      return false;
    }
    dynamo.waiter().waitUntilTableExists(table -> table.tableName(name));
    dynamo.updateTimeToLive(
        ttl ->
            ttl.tableName(name)
                .timeToLiveSpecification(
                    expiry -> expiry.attributeName(Columns.EXPIRES).enabled(true)));
    return true;
  }

  /** What makes the table; the account's stack has to make the same one. */
  public static CreateTableRequest request(String name) {
    List<AttributeDefinition> attributes = new ArrayList<>();
    List<GlobalSecondaryIndex> indexes = new ArrayList<>();
    attributes.add(attribute(Columns.KEY));
    for (Index index : EnumSet.allOf(Index.class)) {
      attributes.add(attribute(Columns.list(index)));
      attributes.add(attribute(Columns.position(index)));
      indexes.add(
          GlobalSecondaryIndex.builder()
              .indexName(Columns.list(index))
              .keySchema(
                  key(Columns.list(index), KeyType.HASH),
                  key(Columns.position(index), KeyType.RANGE))
              .projection(projection(index))
              .build());
    }
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(attributes)
        .keySchema(key(Columns.KEY, KeyType.HASH))
        .globalSecondaryIndexes(indexes)
        .build();
  }

  private static Projection projection(Index index) {
    return index == Index.LISTED
        ? Projection.builder()
            .projectionType(ProjectionType.INCLUDE)
            .nonKeyAttributes(Set.of(Columns.STAMP))
            .build()
        : Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build();
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }
}
