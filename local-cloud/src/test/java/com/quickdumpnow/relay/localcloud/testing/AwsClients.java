package com.quickdumpnow.relay.localcloud.testing;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SDK clients for an endpoint, as the programs build theirs; each with its own connections. */
public final class AwsClients {

  private AwsClients() {}

  public static S3Client s3(URI endpoint) {
    return configured(S3Client.builder().forcePathStyle(true), endpoint).build();
  }

  /** One try per call, so that a test sees each fault it injects. */
  public static S3Client s3WithoutRetries(URI endpoint) {
    return configured(S3Client.builder().forcePathStyle(true), endpoint)
        .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  public static SqsClient sqs(URI endpoint) {
    return configured(SqsClient.builder(), endpoint).build();
  }

  public static SesClient ses(URI endpoint) {
    return configured(SesClient.builder(), endpoint).build();
  }

  /** One try per call, as a sender of mail must: a second could be a second mail. */
  public static SesClient sesWithoutRetries(URI endpoint) {
    return configured(SesClient.builder(), endpoint)
        .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(Duration.ofSeconds(30)));
  }
}
