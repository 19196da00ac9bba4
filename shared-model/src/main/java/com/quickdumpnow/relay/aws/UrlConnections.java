package com.quickdumpnow.relay.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The AWS SDK's requests over the JDK's {@link HttpURLConnection}, and as little beside it as a
 * cold start can do with: the SDK's own client over the same class makes a TLS context of its own
 * when it is built, this one leaves TLS to the JDK and to the first request that needs it.
 * Connections are kept alive by the JDK. Thread-safe.
 */
public final class UrlConnections implements SdkHttpClient {
  private static final String CONTENT_LENGTH = "Content-Length";
  private static final int FIRST_ERROR = 400;

  private final int connectMillis;
  private final int readMillis;

  /**
   * @param connect within which a connection has to be there
   * @param read how long an open connection may say nothing
   */
  public UrlConnections(Duration connect, Duration read) {
    this.connectMillis = Math.toIntExact(connect.toMillis());
    this.readMillis = Math.toIntExact(read.toMillis());
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Exchange(request);
  }

  @Override
  public String clientName() {
    return "UrlConnections";
  }

  @Override
  public void close() {
    // The JDK closes what is idle.
  }

  private HttpURLConnection open(SdkHttpRequest request) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) request.getUri().toURL().openConnection();
    connection.setConnectTimeout(connectMillis);
    connection.setReadTimeout(readMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(request.method().name());
    request.forEachHeader(
        (name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
    return connection;
  }

  private final class Exchange implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private volatile boolean aborted;
    private volatile Runnable cut = () -> {};

    Exchange(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      HttpURLConnection connection = open(request.httpRequest());
      cut = connection::disconnect;
      if (aborted) {
        throw new IOException("aborted");
      }
      if (request.contentStreamProvider().isPresent()) {
        write(connection, request.contentStreamProvider().get());
      }
      int status = connection.getResponseCode();
      HttpExecuteResponse.Builder response =
          HttpExecuteResponse.builder()
              .response(
                  SdkHttpResponse.builder()
                      .statusCode(status)
                      .statusText(connection.getResponseMessage())
                      .headers(headers(connection))
                      .build());
      InputStream body =
          status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream();
      if (body != null) {
        response.responseBody(AbortableInputStream.create(body, connection::disconnect));
      }
      return response.build();
    }

    private void write(HttpURLConnection connection, ContentStreamProvider content)
        throws IOException {
      connection.setDoOutput(true);
      request
          .httpRequest()
          .firstMatchingHeader(CONTENT_LENGTH)
          .map(Long::parseLong)
          .ifPresent(connection::setFixedLengthStreamingMode);
      try (InputStream in = content.newStream();
          OutputStream out = connection.getOutputStream()) {
        in.transferTo(out);
      }
    }

    /** The JDK lists the status line among them, under no name. */
    private static Map<String, List<String>> headers(HttpURLConnection connection) {
      Map<String, List<String>> headers = new HashMap<>(connection.getHeaderFields());
      headers.remove(null);
      return headers;
    }

    @Override
    public void abort() {
      aborted = true;
      cut.run();
    }
  }
}
