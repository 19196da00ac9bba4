package com.quickdumpnow.relay.ops.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Points the AWS SDK of this process at the stand-ins, by the SDK's own system properties, which
 * win over the variables and profiles that this machine may have for the real AWS (<a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">service-specific
 * endpoints</a>). Closing puts back what was there.
 */
final class AwsProperties implements AutoCloseable {
  private static final String REGION = "us-east-1";
  private static final String KEY = "local";

  private final Map<String, Optional<String>> former = new LinkedHashMap<>();

  AwsProperties(Ports ports) {
    set("aws.region", REGION);
    set("aws.accessKeyId", KEY);
    set("aws.secretAccessKey", KEY);
    set("aws.ignoreConfiguredEndpointUrls", "false");
    set("aws.endpointUrlS3", Ports.uri(ports.s3()).toString());
    set("aws.endpointUrlSqs", Ports.uri(ports.sqs()).toString());
    set("aws.endpointUrlSes", Ports.uri(ports.ses()).toString());
  }

  /** The same as environment variables, for a program in a process of its own. */
  static Map<String, String> environment(Ports ports) {
    return Map.of(
        "AWS_REGION",
        REGION,
        "AWS_ACCESS_KEY_ID",
        KEY,
        "AWS_SECRET_ACCESS_KEY",
        KEY,
        "AWS_ENDPOINT_URL_S3",
        Ports.uri(ports.s3()).toString(),
        "AWS_ENDPOINT_URL_SQS",
        Ports.uri(ports.sqs()).toString(),
        "AWS_ENDPOINT_URL_SES",
        Ports.uri(ports.ses()).toString());
  }

  private void set(String name, String value) {
    former.put(name, Optional.ofNullable(System.getProperty(name)));
    System.setProperty(name, value);
  }

  @Override
  public void close() {
    former.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                old -> System.setProperty(name, old), () -> System.clearProperty(name)));
  }
}
