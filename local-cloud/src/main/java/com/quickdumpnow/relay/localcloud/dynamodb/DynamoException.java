package com.quickdumpnow.relay.localcloud.dynamodb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal as DynamoDB words it. */
final class DynamoException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final transient ObjectNode body = JSON.createObjectNode();

  DynamoException(int status, String code, String message) {
    super(message);
    this.status = status;
    body.put("__type", "com.amazonaws.dynamodb.v20120810#" + code).put("message", message);
  }

  /** The caller's mistake, or a thing that the stand-in does not do. */
  static DynamoException invalid(String message) {
    return new DynamoException(400, "ValidationException", message);
  }

  static DynamoException noSuchTable() {
    return new DynamoException(400, "ResourceNotFoundException", "Requested resource not found");
  }

  int status() {
    return status;
  }

  /** More may be added to it. */
  ObjectNode body() {
    return body;
  }
}
