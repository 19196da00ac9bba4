package com.quickdumpnow.relay.store.s3;

import com.quickdumpnow.relay.aws.AwsHttp;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import com.quickdumpnow.relay.store.document.ObjectStoreException.NotDone;
import com.quickdumpnow.relay.store.document.ObjectStoreException.OutcomeUnknown;
import com.quickdumpnow.relay.store.document.ObjectStoreException.Refused;
import com.quickdumpnow.relay.store.document.StoreListener;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in one S3 bucket, with conditional writes (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional
 * writes</a>).
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
  private static final int MAX_BYTES = 50_000_000;
  private static final int NOT_MODIFIED = 304;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;
  private final StoreListener listener;

  /**
   * @param s3 must not retry by itself: a retried write that had landed looks like a lost race
   */
  S3ObjectStore(S3Client s3, String bucket) {
    this(s3, bucket, StoreListener.NONE);
  }

  S3ObjectStore(S3Client s3, String bucket, StoreListener listener) {
    this.s3 = s3;
    this.bucket = bucket;
    this.listener = listener;
  }

  /**
   * With region, credentials and endpoint from where the AWS SDK looks for them ({@code
   * AWS_REGION}, {@code AWS_ENDPOINT_URL_S3}, …). A request takes at most ten seconds.
   */
  public static S3ObjectStore of(String bucket) {
    return of(bucket, StoreListener.NONE);
  }

  /**
   * The same.
   *
   * @param listener is told how much of an object has come
   */
  public static S3ObjectStore of(String bucket, StoreListener listener) {
    return new S3ObjectStore(client().build(), bucket, listener);
  }

  static S3ClientBuilder client() {
    return S3Client.builder()
        .httpClient(AwsHttp.client())
        .overrideConfiguration(
            settings ->
                settings
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .apiCallTimeout(Duration.ofSeconds(10)))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
  }

  @Override
  public Fetched get(String key, Optional<String> ifNoneMatch) {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .ifNoneMatch(ifNoneMatch.orElse(null))
            .build();
    try (ResponseInputStream<GetObjectResponse> body = s3.getObject(request)) {
      long length = body.response().contentLength();
      if (length > MAX_BYTES) {
        body.abort();
        throw new Refused("the object is larger than " + MAX_BYTES + " bytes", null);
      }
      byte[] bytes =
          new CountedStream(body, read -> listener.received(read, length)).readAllBytes();
      return new Found(bytes, body.response().eTag());
    } catch (NoSuchKeyException _) {
      return new Fetched.Missing();
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_MODIFIED) {
        return new Fetched.NotModified();
      }
      throw translated(e);
    } catch (SdkException e) {
      throw translated(e);
    } catch (IOException e) {
      throw new OutcomeUnknown("the connection broke", e);
    }
  }

  @Override
  public Put put(String key, byte[] gzip, Condition condition) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType("application/json")
            .contentEncoding("gzip");
    switch (condition) {
      case Condition.IfMatch(var etag) -> request.ifMatch(etag);
      case Condition.IfAbsent _ -> request.ifNoneMatch("*");
    }
    try {
      return new Put.Stored(s3.putObject(request.build(), RequestBody.fromBytes(gzip)).eTag());
    } catch (NoSuchKeyException _) {
      return new Put.PreconditionFailed();
    } catch (S3Exception e) {
      return switch (e.statusCode()) {
        case PRECONDITION_FAILED -> new Put.PreconditionFailed();
        case CONFLICT -> new Put.Conflict();
        default -> throw translated(e);
      };
    } catch (SdkException e) {
      throw translated(e);
    }
  }

  @Override
  public List<Entry> list(String prefix, Optional<String> after, int most) {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(prefix)
            .startAfter(after.orElse(null))
            .maxKeys(most)
            .build();
    try {
      return s3.listObjectsV2(request).contents().stream()
          .map(object -> new Entry(object.key(), object.eTag()))
          .toList();
    } catch (S3Exception e) {
      throw translated(e);
    } catch (SdkException e) {
      throw translated(e);
    }
  }

  @Override
  public void close() {
    s3.close();
  }

  private static ObjectStoreException translated(S3Exception e) {
    String code =
        Optional.ofNullable(e.awsErrorDetails())
            .map(details -> String.valueOf(details.errorCode()))
            .orElse("");
    String message = "S3 answered " + e.statusCode() + " " + code;
    if (code.equals("SlowDown") || e.isThrottlingException()) {
      return new NotDone(message, e);
    }
    if (e.statusCode() >= 500 || code.equals("RequestTimeout")) {
      return new OutcomeUnknown(message, e);
    }
    boolean passes = code.equals("ExpiredToken") || code.equals("RequestTimeTooSkewed");
    return passes ? new NotDone(message, e) : new Refused(message, e);
  }

  private static ObjectStoreException translated(SdkException e) {
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException) {
        return new NotDone("S3 could not be reached", e);
      }
    }
    return new OutcomeUnknown("S3 did not answer", e);
  }
}
