package com.quickdumpnow.relay.ops.simulation;

import java.util.Locale;

/** What the store keeps everything in. */
enum Engine {
  /** One document, on S3. */
  S3,
  /** A table of DynamoDB. */
  DYNAMODB;

  static Engine named(String name) {
    for (Engine engine : values()) {
      if (engine.name().toLowerCase(Locale.ROOT).equals(name)) {
        return engine;
      }
    }
    throw new IllegalArgumentException("no such store: use s3 or dynamodb");
  }
}
