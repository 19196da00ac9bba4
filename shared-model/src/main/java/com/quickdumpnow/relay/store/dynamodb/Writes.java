package com.quickdumpnow.relay.store.dynamodb;

import com.quickdumpnow.relay.store.table.Table.Edit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Writes as DynamoDB takes them: alone, or in a transaction, which costs twice as much. Each asks
 * to be shown what stands in its way.
 */
final class Writes {
  private static final ReturnValuesOnConditionCheckFailure SHOW =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;

  private final String table;

  Writes(String table) {
    this.table = table;
  }

  PutItemRequest put(Edit.Put put) {
    PutItemRequest.Builder request =
        PutItemRequest.builder()
            .tableName(table)
            .item(Columns.of(put.item()))
            .conditionExpression(condition(put))
            .expressionAttributeNames(names(put))
            .returnValuesOnConditionCheckFailure(SHOW);
    values(put).ifPresent(request::expressionAttributeValues);
    return request.build();
  }

  DeleteItemRequest delete(Edit.Delete delete) {
    DeleteItemRequest.Builder request =
        DeleteItemRequest.builder()
            .tableName(table)
            .key(Columns.key(delete.key()))
            .conditionExpression(condition(delete))
            .expressionAttributeNames(names(delete))
            .returnValuesOnConditionCheckFailure(SHOW);
    values(delete).ifPresent(request::expressionAttributeValues);
    return request.build();
  }

  /** DynamoDB itself knows for ten minutes what it has carried out. */
  TransactWriteItemsRequest transaction(List<Edit> edits, String token) {
    return TransactWriteItemsRequest.builder()
        .clientRequestToken(token)
        .transactItems(edits.stream().map(this::part).toList())
        .build();
  }

  private TransactWriteItem part(Edit edit) {
    return switch (edit) {
      case Edit.Put put -> {
        Put.Builder part =
            Put.builder()
                .tableName(table)
                .item(Columns.of(put.item()))
                .conditionExpression(condition(put))
                .expressionAttributeNames(names(put))
                .returnValuesOnConditionCheckFailure(SHOW);
        values(put).ifPresent(part::expressionAttributeValues);
        yield TransactWriteItem.builder().put(part.build()).build();
      }
      case Edit.Delete delete -> {
        Delete.Builder part =
            Delete.builder()
                .tableName(table)
                .key(Columns.key(delete.key()))
                .conditionExpression(condition(delete))
                .expressionAttributeNames(names(delete))
                .returnValuesOnConditionCheckFailure(SHOW);
        values(delete).ifPresent(part::expressionAttributeValues);
        yield TransactWriteItem.builder().delete(part.build()).build();
      }
      case Edit.Check check -> {
        ConditionCheck.Builder part =
            ConditionCheck.builder()
                .tableName(table)
                .key(Columns.key(check.key()))
                .conditionExpression(condition(check))
                .expressionAttributeNames(names(check))
                .returnValuesOnConditionCheckFailure(SHOW);
        values(check).ifPresent(part::expressionAttributeValues);
        yield TransactWriteItem.builder().conditionCheck(part.build()).build();
      }
    };
  }

  UpdateItemRequest count(String counter) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(Columns.key(counter))
        .updateExpression("ADD #count :one")
        .expressionAttributeNames(Map.of("#count", Columns.COUNT))
        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
        .build();
  }

  private static String condition(Edit edit) {
    return edit.onto().isPresent() ? "#at = :stamp" : "attribute_not_exists(#at)";
  }

  private static Map<String, String> names(Edit edit) {
    return Map.of("#at", edit.onto().isPresent() ? Columns.STAMP : Columns.KEY);
  }

  private static Optional<Map<String, AttributeValue>> values(Edit edit) {
    return edit.onto().map(stamp -> Map.of(":stamp", Columns.text(stamp)));
  }
}
