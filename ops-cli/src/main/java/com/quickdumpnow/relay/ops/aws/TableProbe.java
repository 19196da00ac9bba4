package com.quickdumpnow.relay.ops.aws;

import com.quickdumpnow.relay.store.dynamodb.DynamoTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * What the store's table is like, and what may be done to it, found out without changing what it
 * holds. Thread-safe. Every method throws {@link AwsException}.
 */
public final class TableProbe implements AutoCloseable {
  /** No key of the store's. */
  private static final String NEVER = "doctor/never";

  private final DynamoDbClient dynamo;
  private final CreateTableRequest wanted;
  private final String key;

  private TableProbe(DynamoDbClient dynamo, CreateTableRequest wanted) {
    this.dynamo = dynamo;
    this.wanted = wanted;
    this.key = wanted.keySchema().getFirst().attributeName();
  }

  /** With region, credentials and endpoint from where the AWS SDK looks for them. */
  public static TableProbe of(String table) {
    return new TableProbe(asked(TableProbe::client), DynamoTables.request(table));
  }

  private static DynamoDbClient client() {
    return DynamoDbClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(Duration.ofSeconds(5)))
        .overrideConfiguration(
            settings ->
                settings
                    .apiCallTimeout(Duration.ofSeconds(15))
                    // DynamoDB's own default is eight tries.
                    .retryStrategy(RetryMode.STANDARD))
        .build();
  }

  /**
   * @param wrong what of it is not as {@link DynamoTables#request} makes it, or is not ready
   * @param time DynamoDB's own, to the second
   */
  public record Facts(List<String> wrong, Optional<Instant> time) {
    public Facts {
      wrong = List.copyOf(wrong);
    }
  }

  /** Empty: there is no such table. */
  public Optional<Facts> facts() {
    return asked(
        () -> {
          try {
            DescribeTableResponse answer =
                dynamo.describeTable(r -> r.tableName(wanted.tableName()));
            return Optional.of(
                new Facts(wrong(answer.table()), AwsTime.of(answer.sdkHttpResponse())));
          } catch (ResourceNotFoundException _) {
            return Optional.empty();
          }
        });
  }

  private List<String> wrong(TableDescription table) {
    List<String> wrong = new ArrayList<>();
    if (!Set.copyOf(table.keySchema()).equals(Set.copyOf(wanted.keySchema()))) {
      wrong.add("its key");
    }
    for (GlobalSecondaryIndex index : wanted.globalSecondaryIndexes()) {
      if (table.globalSecondaryIndexes().stream().noneMatch(own -> isLike(own, index))) {
        wrong.add("the index " + index.indexName());
      }
    }
    return wrong;
  }

  private static boolean isLike(GlobalSecondaryIndexDescription own, GlobalSecondaryIndex index) {
    return own.indexName().equals(index.indexName())
        && own.indexStatus() != IndexStatus.CREATING
        && Set.copyOf(own.keySchema()).equals(Set.copyOf(index.keySchema()))
        && isLike(own.projection(), index.projection());
  }

  private static boolean isLike(Projection own, Projection wanted) {
    return own.projectionType() == wanted.projectionType()
        && Set.copyOf(own.nonKeyAttributes()).equals(Set.copyOf(wanted.nonKeyAttributes()));
  }

  /** Whether it can be had as it was at any second of the last weeks. */
  public boolean isRecoverable() {
    return asked(
        () ->
            dynamo
                    .describeContinuousBackups(r -> r.tableName(wanted.tableName()))
                    .continuousBackupsDescription()
                    .pointInTimeRecoveryDescription()
                    .pointInTimeRecoveryStatus()
                == PointInTimeRecoveryStatus.ENABLED);
  }

  /** Whether DynamoDB drops by itself what has expired. */
  public boolean isExpiring() {
    return asked(
        () -> {
          TimeToLiveDescription expiry =
              dynamo
                  .describeTimeToLive(r -> r.tableName(wanted.tableName()))
                  .timeToLiveDescription();
          return expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLED
              && DynamoTables.EXPIRY.equals(expiry.attributeName());
        });
  }

  /** Whether items and indexes may be read, and all of it be gone through as operators do. */
  public boolean mayRead() {
    return isPermitted(
        () -> {
          dynamo.batchGetItem(
              r ->
                  r.requestItems(
                      Map.of(
                          wanted.tableName(),
                          KeysAndAttributes.builder().keys(List.of(item())).build())));
          wanted.globalSecondaryIndexes().forEach(this::query);
          dynamo.scan(r -> r.tableName(wanted.tableName()).limit(1));
        });
  }

  private void query(GlobalSecondaryIndex index) {
    dynamo.query(
        r ->
            r.tableName(wanted.tableName())
                .indexName(index.indexName())
                .keyConditionExpression("#list = :list")
                .expressionAttributeNames(
                    Map.of("#list", index.keySchema().getFirst().attributeName()))
                .expressionAttributeValues(Map.of(":list", AttributeValue.fromS(NEVER)))
                .limit(1));
  }

  /**
   * Whether items may be written, by a write onto one that does not exist, under the condition that
   * it does. Permission is looked at before the condition; what overlooks conditions keeps an item
   * that no store has a word for.
   */
  public boolean mayWrite() {
    return isPermitted(
        () -> {
          try {
            dynamo.putItem(
                r ->
                    r.tableName(wanted.tableName())
                        .item(item())
                        .conditionExpression("attribute_exists(#key)")
                        .expressionAttributeNames(Map.of("#key", key)));
          } catch (ConditionalCheckFailedException _) {
            // As it ought to be.
          }
        });
  }

  private Map<String, AttributeValue> item() {
    return Map.of(key, AttributeValue.fromS(NEVER));
  }

  private static boolean isPermitted(Runnable request) {
    try {
      request.run();
      return true;
    } catch (SdkException e) {
      AwsException failure = AwsException.of("DynamoDB", e);
      if (failure.isForbidden()) {
        return false;
      }
      throw failure;
    }
  }

  @Override
  public void close() {
    dynamo.close();
  }

  private static <T> T asked(Supplier<T> request) {
    return AwsException.asked("DynamoDB", request);
  }
}
