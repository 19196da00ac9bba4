package com.quickdumpnow.relay.store.dynamodb;

import com.quickdumpnow.relay.store.table.TableException;
import com.quickdumpnow.relay.store.table.TableException.NotDone;
import com.quickdumpnow.relay.store.table.TableException.OutcomeUnknown;
import com.quickdumpnow.relay.store.table.TableException.Refused;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What DynamoDB's errors say about a request (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">error
 * handling</a>).
 */
final class Failures {
  static final String CONDITION_FAILED = "ConditionalCheckFailed";

  /** Busy, or others at the same item: it will pass. */
  private static final Set<String> PASSING =
      Set.of(
          "ProvisionedThroughputExceededException",
          "ProvisionedThroughputExceeded",
          "RequestLimitExceeded",
          "ThrottlingException",
          "ThrottlingError",
          "TransactionConflictException",
          "TransactionConflict",
          "LimitExceededException",
          "ExpiredTokenException",
          "RequestTimeTooSkewed");

  /** An earlier try of the same transaction is under way, and how it ends is not known. */
  private static final String IN_PROGRESS = "TransactionInProgressException";

  private Failures() {}

  static TableException of(SdkException e) {
    return switch (e) {
      case TransactionCanceledException cancelled -> cancelled(cancelled);
      case ResourceNotFoundException missing ->
          new Refused("there is no such table: make it with qdn init", missing);
      case DynamoDbException answered -> answered(answered);
      default -> unanswered(e);
    };
  }

  private static TableException cancelled(TransactionCanceledException e) {
    for (CancellationReason reason : e.cancellationReasons()) {
      String code = String.valueOf(reason.code());
      if (!code.equals("None") && !PASSING.contains(code)) {
        return new Refused("DynamoDB cancelled a transaction: " + code, e);
      }
    }
    return new NotDone("DynamoDB is busy", e);
  }

  private static TableException answered(DynamoDbException e) {
    String code =
        Optional.ofNullable(e.awsErrorDetails())
            .map(details -> String.valueOf(details.errorCode()))
            .orElse("");
    String message = "DynamoDB answered " + e.statusCode() + " " + code;
    if (code.equals(IN_PROGRESS)) {
      return new OutcomeUnknown(message, e);
    }
    if (PASSING.contains(code) || e.isThrottlingException()) {
      return new NotDone(message, e);
    }
    return e.statusCode() >= 500 ? new OutcomeUnknown(message, e) : new Refused(message, e);
  }

  private static TableException unanswered(SdkException e) {
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException) {
        return new NotDone("DynamoDB could not be reached", e);
      }
    }
    return new OutcomeUnknown("DynamoDB did not answer", e);
  }
}
