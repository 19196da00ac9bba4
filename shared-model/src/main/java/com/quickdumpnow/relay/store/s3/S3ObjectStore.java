package com.quickdumpnow.relay.store.s3;

import com.quickdumpnow.relay.aws.AnswerTooLargeException;
import com.quickdumpnow.relay.aws.AwsRequests;
import com.quickdumpnow.relay.aws.AwsRequests.Answer;
import com.quickdumpnow.relay.aws.UrlConnections;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import com.quickdumpnow.relay.store.document.ObjectStoreException.NotDone;
import com.quickdumpnow.relay.store.document.ObjectStoreException.OutcomeUnknown;
import com.quickdumpnow.relay.store.document.ObjectStoreException.Refused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in one S3 bucket, with conditional writes (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional
 * writes</a>). What an event waits for goes out as a plain signed request; listing, which none
 * waits for, through the SDK's client.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int TOO_MANY = 429;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final Duration IDLE = Duration.ofSeconds(8);
  private static final Duration WHOLE = Duration.ofSeconds(10);
  private static final String NO_SUCH_KEY = "NoSuchKey";
  private static final byte[] NOTHING = {};

  /** Of an error's XML, which has no other member of that name. */
  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");

  private final AwsRequests aws;
  private final Optional<URI> endpoint;
  private final String bucket;
  private Optional<S3Client> lister = Optional.empty();

  private S3ObjectStore(String bucket, Optional<URI> endpoint) {
    this.bucket = bucket;
    this.endpoint = endpoint;
    this.aws =
        new AwsRequests(
            "s3",
            endpoint.orElseGet(
                () -> URI.create("https://" + bucket + "." + AwsRequests.regionalHost("s3"))),
            IDLE,
            WHOLE);
  }

  /**
   * With region, credentials and endpoint from where the AWS SDK looks for them ({@code
   * AWS_REGION}, {@code AWS_ENDPOINT_URL_S3}, …).
   */
  public static S3ObjectStore of(String bucket) {
    return new S3ObjectStore(bucket, AwsRequests.configuredEndpoint("s3"));
  }

  static S3ObjectStore at(URI endpoint, String bucket) {
    return new S3ObjectStore(bucket, Optional.of(endpoint));
  }

  @Override
  public Fetched get(String key, Optional<String> ifNoneMatch) {
    Map<String, String> headers = new HashMap<>();
    ifNoneMatch.ifPresent(etag -> headers.put("If-None-Match", etag));
    Answer answer = send("GET", key, headers, NOTHING);
    return switch (answer.status()) {
      case OK -> new Found(answer.body().octets(), etag(answer));
      case NOT_MODIFIED -> new Fetched.NotModified();
      default -> {
        if (answer.status() == NOT_FOUND && code(answer).equals(NO_SUCH_KEY)) {
          yield new Fetched.Missing();
        }
        throw translated(answer);
      }
    };
  }

  @Override
  public Put put(String key, byte[] gzip, Condition condition) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Content-Encoding", "gzip");
    switch (condition) {
      case Condition.IfMatch(var etag) -> headers.put("If-Match", etag);
      case Condition.IfAbsent _ -> headers.put("If-None-Match", "*");
    }
    Answer answer = send("PUT", key, headers, gzip);
    return switch (answer.status()) {
      case OK -> new Put.Stored(etag(answer));
      case PRECONDITION_FAILED -> new Put.PreconditionFailed();
      case CONFLICT -> new Put.Conflict();
      default -> {
        // What a condition on a version that is gone gets.
        if (answer.status() == NOT_FOUND && code(answer).equals(NO_SUCH_KEY)) {
          yield new Put.PreconditionFailed();
        }
        throw translated(answer);
      }
    };
  }

  private Answer send(String method, String key, Map<String, String> headers, byte[] body) {
    try {
      return aws.send(method, path(key), headers, body);
    } catch (AnswerTooLargeException e) {
      throw new Refused("the object is too large", e);
    } catch (IOException | SdkException e) {
      throw translated(e);
    }
  }

  /** By host at S3 itself; by path where another endpoint is set, which has no host per bucket. */
  private String path(String key) {
    String escaped =
        URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
    return (endpoint.isPresent() ? "/" + bucket : "") + "/" + escaped;
  }

  private static String etag(Answer answer) {
    return answer
        .header("etag")
        .orElseThrow(() -> new OutcomeUnknown("S3 answered without an entity tag", null));
  }

  private static String code(Answer answer) {
    Matcher code = CODE.matcher(answer.body().text());
    return code.find() ? code.group(1) : "";
  }

  @Override
  public List<String> list(String prefix, Optional<String> after, int most) {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(prefix)
            .startAfter(after.orElse(null))
            .maxKeys(most)
            .build();
    try {
      return lister().listObjectsV2(request).contents().stream().map(S3Object::key).toList();
    } catch (S3Exception e) {
      throw translated(
          e.statusCode(),
          Optional.ofNullable(e.awsErrorDetails())
              .map(details -> String.valueOf(details.errorCode()))
              .orElse(""),
          e);
    } catch (SdkException e) {
      throw translated(e);
    }
  }

  private synchronized S3Client lister() {
    if (lister.isEmpty()) {
      S3ClientBuilder client =
          S3Client.builder()
              .httpClient(new UrlConnections(Duration.ofSeconds(2), IDLE))
              .overrideConfiguration(
                  settings ->
                      settings
                          .retryStrategy(DefaultRetryStrategy.doNotRetry())
                          .apiCallTimeout(WHOLE));
      endpoint.ifPresent(client::endpointOverride);
      lister = Optional.of(client.build());
    }
    return lister.get();
  }

  @Override
  public synchronized void close() {
    lister.ifPresent(S3Client::close);
  }

  private static ObjectStoreException translated(Answer answer) {
    return translated(answer.status(), code(answer), null);
  }

  private static ObjectStoreException translated(
      int status, String code, @Nullable Throwable cause) {
    String message = "S3 answered " + status + " " + code;
    if (code.equals("SlowDown") || code.startsWith("Throttl") || status == TOO_MANY) {
      return new NotDone(message, cause);
    }
    if (status >= FIRST_SERVER_ERROR || code.equals("RequestTimeout")) {
      return new OutcomeUnknown(message, cause);
    }
    boolean passes = code.equals("ExpiredToken") || code.equals("RequestTimeTooSkewed");
    return passes ? new NotDone(message, cause) : new Refused(message, cause);
  }

  private static ObjectStoreException translated(Exception e) {
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
