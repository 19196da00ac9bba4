package com.quickdumpnow.relay.ops.aws;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket with a client of its own. Thread-safe. */
abstract sealed class S3Bucket implements AutoCloseable permits BucketProbe, DataBucket {
  static final int PRECONDITION_FAILED = 412;

  final S3Client s3;
  final String bucket;

  /** With region, credentials and endpoint from where the AWS SDK looks for them. */
  S3Bucket(String bucket) {
    this.s3 = asked(S3Bucket::client);
    this.bucket = bucket;
  }

  private static S3Client client() {
    return S3Client.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(Duration.ofSeconds(10)))
        .overrideConfiguration(settings -> settings.apiCallTimeout(Duration.ofSeconds(20)))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .build();
  }

  static <T> T asked(Supplier<T> request) {
    return AwsException.asked("S3", request);
  }

  @Override
  public final void close() {
    s3.close();
  }
}
