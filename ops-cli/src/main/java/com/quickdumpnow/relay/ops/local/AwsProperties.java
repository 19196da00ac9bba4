package com.quickdumpnow.relay.ops.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Points the AWS SDK of this process where settings say, by the SDK's own system properties, which
 * win over the variables and profiles that this machine may have for another AWS (<a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">service-specific
 * endpoints</a>). Closing puts back what was there.
 */
public final class AwsProperties implements AutoCloseable {
  private static final String REGION = "us-east-1";
  private static final String KEY = "local";

  /** The SDK's names of the same settings. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "AWS_REGION", "aws.region",
          "AWS_PROFILE", "aws.profile",
          "AWS_ACCESS_KEY_ID", "aws.accessKeyId",
          "AWS_SECRET_ACCESS_KEY", "aws.secretAccessKey",
          "AWS_SESSION_TOKEN", "aws.sessionToken",
          "AWS_ENDPOINT_URL_S3", "aws.endpointUrlS3",
          "AWS_ENDPOINT_URL_SQS", "aws.endpointUrlSqs",
          "AWS_ENDPOINT_URL_SES", "aws.endpointUrlSes",
          "AWS_ENDPOINT_URL_DYNAMODB", "aws.endpointUrlDynamoDb");

  private final Map<String, Optional<String>> former = new LinkedHashMap<>();

  AwsProperties(Ports ports) {
    this(environment(ports));
  }

  /**
   * @param settings of which those count that the AWS SDK knows as environment variables
   */
  public AwsProperties(Map<String, String> settings) {
    settings.forEach(
        (name, value) ->
            Optional.ofNullable(PROPERTIES.get(name)).ifPresent(property -> set(property, value)));
    set("aws.ignoreConfiguredEndpointUrls", "false");
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
        Ports.uri(ports.ses()).toString(),
        "AWS_ENDPOINT_URL_DYNAMODB",
        Ports.uri(ports.dynamoDb()).toString());
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
