package com.quickdumpnow.relay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Requests to one AWS service, signed by the AWS SDK with the credentials it finds, and sent once.
 * The SDK's generated clients do the same and more, and loading them takes a Lambda longer than all
 * the rest of its start: so this is for the few requests on the way of an event. Thread-safe.
 */
public final class AwsRequests {
  private static final int MAX_ANSWER = 50_000_000;
  private static final int BUFFER = 16 * 1024;

  private final String service;
  private final URI endpoint;
  private final String region;
  private final AwsCredentialsProvider credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final UrlConnections http;
  private final Duration whole;

  /**
   * @param service as its endpoints are named, such as {@code sqs}
   * @param endpoint without a path
   * @param idle how long an open connection may say nothing
   * @param whole how long an answer may take in all, once it has begun
   */
  public AwsRequests(String service, URI endpoint, Duration idle, Duration whole) {
    this.service = service;
    this.endpoint = endpoint;
    this.region = new DefaultAwsRegionProviderChain().getRegion().id();
    this.credentials = DefaultCredentialsProvider.builder().build();
    this.http = new UrlConnections(Duration.ofSeconds(2), idle);
    this.whole = whole;
  }

  /** An answer of any status; header names in lower case. */
  public record Answer(int status, Map<String, String> headers, Body body) {
    public Answer {
      headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** Octets. */
  public static final class Body {
    private final byte[] octets;

    Body(byte[] octets) {
      this.octets = octets;
    }

    /** Not to be changed. */
    public byte[] octets() {
      return octets;
    }

    public String text() {
      return new String(octets, UTF_8);
    }
  }

  /**
   * Where a service is: the endpoint that is set for it ({@code AWS_ENDPOINT_URL_<service>} or the
   * property {@code aws.endpointUrl<Service>}, as the SDK reads them), if there is one.
   */
  public static Optional<URI> configuredEndpoint(String service) {
    String name = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
    return setting("aws.endpointUrl" + name, "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
        .or(() -> setting("aws.endpointUrl", "AWS_ENDPOINT_URL"))
        .map(URI::create);
  }

  /**
   * The host of a service in this process's region, such as {@code sqs.us-west-2.amazonaws.com}.
   */
  public static String regionalHost(String service) {
    String region = new DefaultAwsRegionProviderChain().getRegion().id();
    String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return service + "." + region + "." + suffix;
  }

  private static Optional<String> setting(String property, String variable) {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(variable)))
        .filter(value -> !value.isBlank());
  }

  /**
   * Sends it.
   *
   * @param path percent-encoded
   * @throws IOException when there is no whole answer; a {@link java.net.ConnectException} and its
   *     like when the request was not even sent
   */
  public Answer send(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .uri(endpoint)
            .encodedPath(path)
            .method(SdkHttpMethod.fromValue(method));
    headers.forEach(request::putHeader);
    ContentStreamProvider content = ContentStreamProvider.fromByteArrayUnsafe(body);
    boolean bodiless = method.equals("GET");
    if (!bodiless) {
      request.putHeader("Content-Length", Integer.toString(body.length));
    }
    SignedRequest signed = signed(request.build(), content);
    HttpExecuteRequest.Builder sent = HttpExecuteRequest.builder().request(signed.request());
    if (!bodiless) {
      sent.contentStreamProvider(content);
    }
    return answer(http.prepareRequest(sent.build()).call());
  }

  private SignedRequest signed(SdkHttpRequest request, ContentStreamProvider content) {
    boolean s3 = service.equals("s3");
    return signer.sign(
        sign ->
            sign.identity(credentials.resolveCredentials())
                .request(request)
                .payload(content)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                // S3 takes a path as it stands.
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3));
  }

  private Answer answer(HttpExecuteResponse response) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : response.httpResponse().headers().entrySet()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().getFirst());
    }
    byte[] body = new byte[0];
    if (response.responseBody().isPresent()) {
      try (AbortableInputStream in = response.responseBody().get()) {
        body = whole(in);
      }
    }
    return new Answer(response.httpResponse().statusCode(), headers, new Body(body));
  }

  private byte[] whole(InputStream in) throws IOException {
    long end = System.nanoTime() + whole.toNanos();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      all.write(buffer, 0, read);
      if (all.size() > MAX_ANSWER) {
        throw new AnswerTooLargeException(MAX_ANSWER);
      }
      if (System.nanoTime() - end > 0) {
        throw new SocketTimeoutException("the answer does not end");
      }
    }
    return all.toByteArray();
  }
}
