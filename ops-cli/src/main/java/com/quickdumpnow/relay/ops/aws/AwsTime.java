package com.quickdumpnow.relay.ops.aws;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpResponse;

/** A service's own clock. */
final class AwsTime {
  private AwsTime() {}

  /** When it answered, to the second; empty when it does not say. */
  static Optional<Instant> of(SdkHttpResponse answer) {
    return answer
        .firstMatchingHeader("Date")
        .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
  }
}
