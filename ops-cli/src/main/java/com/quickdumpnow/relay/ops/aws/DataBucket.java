package com.quickdumpnow.relay.ops.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The versions of the data bucket's objects, and its small files that are no document. Thread-safe.
 * Every method throws {@link AwsException}.
 */
public final class DataBucket extends S3Bucket {
  private static final int CONFLICT = 409;

  private DataBucket(String bucket) {
    super(bucket);
  }

  /** With region, credentials and endpoint from where the AWS SDK looks for them. */
  public static DataBucket of(String bucket) {
    return new DataBucket(bucket);
  }

  /**
   * One version of an object.
   *
   * @param etag empty for a deletion
   * @param size in bytes, as stored
   */
  public record Version(String id, Instant at, Optional<String> etag, long size, boolean isLatest) {
    public boolean isDeletion() {
      return etag.isEmpty();
    }
  }

  /** A small object with its entity tag. */
  public record Small(String text, String etag) {}

  /** All versions of that very key, newest first. */
  public List<Version> versions(String key) {
    return versions(key, _ -> {});
  }

  /**
   * The same.
   *
   * @param told how many there are so far
   */
  public List<Version> versions(String key, LongConsumer told) {
    return asked(
        () -> {
          List<Version> found = new ArrayList<>();
          for (ListObjectVersionsResponse page :
              s3.listObjectVersionsPaginator(r -> r.bucket(bucket).prefix(key))) {
            page.versions().stream()
                .filter(v -> v.key().equals(key))
                .map(
                    v ->
                        new Version(
                            v.versionId(),
                            v.lastModified(),
                            Optional.of(v.eTag()),
                            v.size(),
                            v.isLatest()))
                .forEach(found::add);
            page.deleteMarkers().stream()
                .filter(m -> m.key().equals(key))
                .map(
                    m ->
                        new Version(
                            m.versionId(), m.lastModified(), Optional.empty(), 0, m.isLatest()))
                .forEach(found::add);
            told.accept(found.size());
          }
          // S3 lists newest first, but versions and deletions apart; the sort is stable.
          found.sort(Comparator.comparing(Version::isLatest).thenComparing(Version::at).reversed());
          return found;
        });
  }

  /** The bytes of one version. */
  public byte[] read(String key, String versionId) {
    return asked(
        () ->
            s3.getObjectAsBytes(r -> r.bucket(bucket).key(key).versionId(versionId))
                .asByteArrayUnsafe());
  }

  /** The bytes of the newest version; empty: there is no such object. */
  public Optional<byte[]> current(String key) {
    return asked(
        () -> {
          try {
            return Optional.of(
                s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArrayUnsafe());
          } catch (NoSuchKeyException _) {
            return Optional.empty();
          }
        });
  }

  /** Deletes that version for good. */
  public void delete(String key, String versionId) {
    asked(() -> s3.deleteObject(r -> r.bucket(bucket).key(key).versionId(versionId)));
  }

  public Optional<Small> small(String key) {
    return asked(
        () -> {
          try {
            var bytes = s3.getObjectAsBytes(r -> r.bucket(bucket).key(key));
            return Optional.of(new Small(bytes.asUtf8String(), bytes.response().eTag()));
          } catch (NoSuchKeyException _) {
            return Optional.empty();
          }
        });
  }

  /**
   * Writes a small JSON object onto the version it was made from.
   *
   * @param onto empty when there was none
   * @return false when somebody else wrote first, or this very write was answered for the second
   *     time: look again
   */
  public boolean write(String key, String json, Optional<String> onto) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket).key(key).contentType("application/json");
    onto.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
    return asked(
        () -> {
          try {
            s3.putObject(request.build(), RequestBody.fromString(json));
            return true;
          } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
              return false;
            }
            throw e;
          }
        });
  }

  /** Whether every version of an object is kept. */
  public boolean isVersioned() {
    return asked(
        () ->
            s3.getBucketVersioning(r -> r.bucket(bucket)).status()
                == BucketVersioningStatus.ENABLED);
  }
}
