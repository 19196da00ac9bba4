package com.quickdumpnow.relay.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** Buckets: every one private, encrypted with S3's own keys, and over TLS alone. */
final class Buckets {
  /**
   * Every commit leaves an old version: weeks of them cost more than the rest of the store.
   * Together with {@code QDN_REDACT_AFTER} this is the longest that personal data stays.
   */
  private static final Duration OLD_VERSIONS = Duration.days(7);

  static final Duration ARCHIVED_JOBS = Duration.days(3 * 365);
  private static final Duration LOGS = Duration.days(90);
  private static final Duration UNFINISHED_UPLOADS = Duration.days(1);

  private Buckets() {}

  /** maintenance.json, the archive, the hashes of staff's tokens. */
  static Bucket data(Construct scope) {
    return secured(scope, "Data")
        .versioned(true)
        .lifecycleRules(
            List.of(
                oldVersions(),
                LifecycleRule.builder()
                    .id("archived-jobs")
                    .prefix("archive/jobs/")
                    .expiration(ARCHIVED_JOBS)
                    .build()))
        .build();
  }

  /** The files of one site; an earlier release can be had back. */
  static Bucket site(Construct scope, String id) {
    return secured(scope, id).versioned(true).lifecycleRules(List.of(oldVersions())).build();
  }

  static Bucket logs(Construct scope, String id) {
    return secured(scope, id)
        .lifecycleRules(List.of(LifecycleRule.builder().id("logs").expiration(LOGS).build()))
        .build();
  }

  private static LifecycleRule oldVersions() {
    return LifecycleRule.builder()
        .id("old-versions")
        .noncurrentVersionExpiration(OLD_VERSIONS)
        .abortIncompleteMultipartUploadAfter(UNFINISHED_UPLOADS)
        .build();
  }

  private static Bucket.Builder secured(Construct scope, String id) {
    return Bucket.Builder.create(scope, id)
        .encryption(BucketEncryption.S3_MANAGED)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .enforceSsl(true)
        .removalPolicy(RemovalPolicy.RETAIN);
  }
}
