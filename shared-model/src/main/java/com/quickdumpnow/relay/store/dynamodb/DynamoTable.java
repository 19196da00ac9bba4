package com.quickdumpnow.relay.store.dynamodb;

import com.quickdumpnow.relay.aws.AwsHttp;
import com.quickdumpnow.relay.store.table.Item;
import com.quickdumpnow.relay.store.table.Item.Index;
import com.quickdumpnow.relay.store.table.Table;
import com.quickdumpnow.relay.store.table.TableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A table in DynamoDB, made by {@link DynamoTables}. */
public final class DynamoTable implements Table, AutoCloseable {
  private final DynamoDbClient dynamo;
  private final String name;

  /**
   * @param dynamo must not retry by itself: who calls does so, and keeps the time
   */
  DynamoTable(DynamoDbClient dynamo, String name) {
    this.dynamo = dynamo;
    this.name = name;
  }

  /**
   * With region, credentials and endpoint from where the AWS SDK looks for them ({@code
   * AWS_REGION}, {@code AWS_ENDPOINT_URL_DYNAMODB}, …). A request takes at most six seconds.
   */
  public static DynamoTable of(String name) {
    return new DynamoTable(client().build(), name);
  }

  static DynamoDbClientBuilder client() {
    return DynamoDbClient.builder()
        .httpClient(AwsHttp.client())
        .overrideConfiguration(
            settings ->
                settings
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .apiCallTimeout(Duration.ofSeconds(6)));
  }

  @Override
  public Found get(Collection<String> keys) {
    BatchGetItemResponse answer = batch(keys);
    return new Found(
        answer.responses().getOrDefault(name, List.of()).stream().map(Columns::item).toList(),
        unread(answer));
  }

  private BatchGetItemResponse batch(Collection<String> keys) {
    KeysAndAttributes all =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(Columns::key).toList())
            .consistentRead(true)
            .build();
    return asked(() -> dynamo.batchGetItem(request -> request.requestItems(Map.of(name, all))));
  }

  private List<String> unread(BatchGetItemResponse answer) {
    KeysAndAttributes left = answer.unprocessedKeys().get(name);
    return left == null
        ? List.of()
        : left.keys().stream().map(key -> Columns.value(key, Columns.KEY).s()).toList();
  }

  @Override
  public Outcome write(List<Edit> edits, String token) {
    Writes writes = new Writes(name);
    try {
      if (edits.size() == 1 && edits.getFirst() instanceof Edit.Put put) {
        dynamo.putItem(writes.put(put));
      } else if (edits.size() == 1 && edits.getFirst() instanceof Edit.Delete delete) {
        dynamo.deleteItem(writes.delete(delete));
      } else {
        dynamo.transactWriteItems(writes.transaction(edits, token));
      }
      return new Outcome.Written();
    } catch (ConditionalCheckFailedException e) {
      return new Outcome.Overtaken(e.hasItem() ? List.of(Columns.item(e.item())) : List.of());
    } catch (TransactionCanceledException e) {
      return overtaken(e).orElseThrow(() -> Failures.of(e));
    } catch (SdkException e) {
      throw Failures.of(e);
    }
  }

  private static Optional<Outcome> overtaken(TransactionCanceledException e) {
    boolean failed = false;
    List<Item> current = new ArrayList<>();
    for (var reason : e.cancellationReasons()) {
      if (Failures.CONDITION_FAILED.equals(reason.code())) {
        failed = true;
        if (reason.hasItem()) {
          current.add(Columns.item(reason.item()));
        }
      }
    }
    return failed ? Optional.of(new Outcome.Overtaken(current)) : Optional.empty();
  }

  @Override
  public Slice query(Query query) {
    Index index = query.index();
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(name)
            .indexName(Columns.list(index))
            .keyConditionExpression("#list = :list AND #position BETWEEN :from AND :to")
            .expressionAttributeNames(
                Map.of("#list", Columns.list(index), "#position", Columns.position(index)))
            .expressionAttributeValues(
                Map.of(
                    ":list", Columns.text(query.list()),
                    ":from", Columns.text(query.from()),
                    ":to", Columns.text(query.to())))
            .limit(query.most());
    query
        .after()
        .ifPresent(
            after -> {
              Map<String, AttributeValue> start = new HashMap<>(Columns.key(after.key()));
              start.put(Columns.list(index), Columns.text(query.list()));
              start.put(Columns.position(index), Columns.text(after.position()));
              request.exclusiveStartKey(start);
            });
    QueryResponse answer = asked(() -> dynamo.query(request.build()));
    return new Slice(
        answer.items().stream().map(item -> Columns.entry(item, index)).toList(),
        !answer.hasLastEvaluatedKey() || answer.lastEvaluatedKey().isEmpty());
  }

  @Override
  public Items scan(Optional<String> after) {
    ScanRequest.Builder request =
        ScanRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .filterExpression("attribute_exists(" + Columns.STAMP + ")");
    after.ifPresent(key -> request.exclusiveStartKey(Columns.key(key)));
    ScanResponse answer = asked(() -> dynamo.scan(request.build()));
    return new Items(
        answer.items().stream().map(Columns::item).toList(),
        Optional.ofNullable(answer.lastEvaluatedKey().get(Columns.KEY)).map(AttributeValue::s));
  }

  @Override
  public OptionalLong about() {
    try {
      Long items = dynamo.describeTable(request -> request.tableName(name)).table().itemCount();
      return items == null ? OptionalLong.empty() : OptionalLong.of(items);
    } catch (SdkException _) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void count(String counter) {
    var _ = asked(() -> dynamo.updateItem(new Writes(name).count(counter)));
  }

  @Override
  public Counted counted(Collection<String> counters) {
    BatchGetItemResponse answer = batch(counters);
    long sum =
        answer.responses().getOrDefault(name, List.of()).stream()
            .mapToLong(item -> Long.parseLong(Columns.value(item, Columns.COUNT).n()))
            .sum();
    return new Counted(sum, unread(answer));
  }

  private static <T> T asked(Supplier<T> request) throws TableException {
    try {
      return request.get();
    } catch (SdkException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
