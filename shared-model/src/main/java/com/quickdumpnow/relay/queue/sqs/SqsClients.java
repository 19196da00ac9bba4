package com.quickdumpnow.relay.queue.sqs;

import com.quickdumpnow.relay.aws.UrlConnections;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Makes the client of both queues. */
final class SqsClients {
  private SqsClients() {}

  /**
   * With region, credentials and endpoint from where the AWS SDK looks for them. It may retry: a
   * trigger sent twice is deduplicated, a receipt recorded twice does no harm.
   */
  static SqsClient fromEnvironment() {
    return client().build();
  }

  static SqsClientBuilder client() {
    return SqsClient.builder()
        .httpClient(new UrlConnections(Duration.ofSeconds(2), Duration.ofSeconds(5)))
        .overrideConfiguration(settings -> settings.apiCallTimeout(Duration.ofSeconds(8)));
  }
}
