package com.quickdumpnow.relay.queue.sqs;

import com.quickdumpnow.relay.aws.AwsHttp;
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
        .httpClient(AwsHttp.client())
        .overrideConfiguration(
            settings ->
                settings
                    .apiCallAttemptTimeout(Duration.ofSeconds(5))
                    .apiCallTimeout(Duration.ofSeconds(8)));
  }
}
