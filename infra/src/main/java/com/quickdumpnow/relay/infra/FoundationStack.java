package com.quickdumpnow.relay.infra;

import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * What has to be filled before the relay can start, and what outlives it: the store, the secrets,
 * the worker's images.
 */
final class FoundationStack extends Stack {
  private static final Number IMAGES_KEPT = 10;

  private final Bucket data;
  private final RelayStore store;
  private final Repository images;
  private final Secret twilioTokens;
  private final Secret trackingKeys;
  private final Secret monitorToken;

  FoundationStack(Construct scope, StackProps properties, Deployment deployment) {
    super(scope, deployment.names().of("foundation"), properties);
    Names names = deployment.names();
    data = Buckets.data(this);
    store = new RelayStore(this, deployment, data);
    images =
        Repository.Builder.create(this, "WorkerImages")
            .repositoryName(names.of("relay-worker"))
            .imageScanOnPush(true)
            .imageTagMutability(TagMutability.IMMUTABLE)
            .lifecycleRules(List.of(LifecycleRule.builder().maxImageCount(IMAGES_KEPT).build()))
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    twilioTokens =
        secret(
            "TwilioTokens",
            names.secret("twilio-auth-tokens"),
            "ACsid=token[|token2][,AC..], as README");
    trackingKeys =
        secret(
            "TrackingKeys",
            names.secret("tracking-keys"),
            "kid=base64[,kid=base64], the first signs");
    monitorToken =
        secret(
            "MonitorToken",
            names.secret("monitor-token"),
            "the staff token of the watch and the canary");
    output("DataBucket", data.getBucketName());
    store.tableName().ifPresent(name -> output("StoreTable", name));
    output("WorkerImagesUri", images.getRepositoryUri());
  }

  private Secret secret(String id, String name, String description) {
    return Secret.Builder.create(this, id)
        .secretName(name)
        .description(description)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name + "Output").key(name).value(value).build();
  }

  Bucket data() {
    return data;
  }

  RelayStore store() {
    return store;
  }

  Repository images() {
    return images;
  }

  /** Readable by the webhook, which verifies by them, and by ECS for the worker, which sends. */
  Secret twilioTokens() {
    return twilioTokens;
  }

  Secret trackingKeys() {
    return trackingKeys;
  }

  Secret monitorToken() {
    return monitorToken;
  }

  /** How long the copies of secrets live that Lambda's extension keeps. */
  static Duration secretsKept() {
    return Duration.seconds(30);
  }
}
