package com.quickdumpnow.relay.ops.aws;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a bucket is like, and what may be done to it, found out without changing what it holds.
 * Thread-safe. Every method throws {@link AwsException}.
 */
public final class BucketProbe extends S3Bucket {
  /** No entity tag of S3's: a write onto it cannot succeed. */
  private static final String NEVER = "\"never-an-entity-tag\"";

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private BucketProbe(String bucket) {
    super(bucket);
  }

  /** With region, credentials and endpoint from where the AWS SDK looks for them. */
  public static BucketProbe of(String bucket) {
    return new BucketProbe(bucket);
  }

  /**
   * @param time S3's own, to the second
   */
  public record Facts(boolean versioned, Optional<Instant> time) {}

  /** What a write that cannot succeed showed. */
  public enum Writing {
    /** S3 looked at the condition, so it would have written. */
    ALLOWED,
    FORBIDDEN,
    /** It wrote: the condition was overlooked. The object is gone again. */
    UNCONDITIONAL
  }

  public Facts facts() {
    return asked(
        () -> {
          GetBucketVersioningResponse answer = s3.getBucketVersioning(r -> r.bucket(bucket));
          return new Facts(
              answer.status() == BucketVersioningStatus.ENABLED,
              AwsTime.of(answer.sdkHttpResponse()));
        });
  }

  /**
   * Whether one may write that key and S3 keeps to conditions, by a write onto a version that
   * cannot exist (<a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional
   * writes</a>). Permission is looked at before the condition.
   *
   * @param key which may get a small object, if the service is none of S3's kind
   */
  public Writing tryWriting(String key) {
    return asked(
        () -> {
          try {
            s3.putObject(r -> r.bucket(bucket).key(key).ifMatch(NEVER), RequestBody.empty());
          } catch (S3Exception e) {
            return switch (e.statusCode()) {
              case PRECONDITION_FAILED, NOT_FOUND -> Writing.ALLOWED;
              case FORBIDDEN -> Writing.FORBIDDEN;
              default -> throw e;
            };
          }
          s3.deleteObject(r -> r.bucket(bucket).key(key));
          return Writing.UNCONDITIONAL;
        });
  }

  /**
   * Writes a small object, reads it back and deletes that version, read or not.
   *
   * @return whether what was read is what was written
   */
  public boolean writeReadDelete(String key) {
    return asked(
        () -> {
          String text = "{\"writtenBy\":\"qdn doctor\"}";
          String version =
              s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text))
                  .versionId();
          try {
            return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String().equals(text);
          } finally {
            s3.deleteObject(r -> r.bucket(bucket).key(key).versionId(version));
          }
        });
  }
}
