package com.quickdumpnow.relay.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Lambda for one event after the other and posts what comes of it: what Lambda's own Java
 * runtime does, for a package that brings its JVM (and so an AOT cache of it) along. Over the JDK's
 * {@link HttpURLConnection}, which the requests to AWS load anyway.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda's runtime
 *     API</a>
 */
public final class RuntimeLoop {
  private static final Logger log = LoggerFactory.getLogger(RuntimeLoop.class);
  private static final String REQUEST_ID = "Lambda-Runtime-Aws-Request-Id";
  private static final int FIRST_ERROR = 400;

  private final URI api;

  private RuntimeLoop(URI api) {
    this.api = api;
  }

  /** What is done with an event. */
  public interface Function {
    /**
     * @param requestId Lambda's name for this event, for the log
     */
    void handle(InputStream event, OutputStream reply, String requestId) throws IOException;
  }

  /**
   * Runs until Lambda ends the process.
   *
   * @param environment the process's, with {@code AWS_LAMBDA_RUNTIME_API}
   * @param function makes what handles the events, once
   * @throws IOException when Lambda cannot be talked to
   * @throws RuntimeException what {@code function} throws, once Lambda was told
   */
  public static void run(Map<String, String> environment, Supplier<Function> function)
      throws IOException {
    String host = environment.getOrDefault("AWS_LAMBDA_RUNTIME_API", "");
    if (host.isBlank()) {
      throw new IOException("AWS_LAMBDA_RUNTIME_API is not set: this runs on Lambda only");
    }
    Providers.putMacsFirst();
    new RuntimeLoop(URI.create("http://" + host + "/2018-06-01/runtime/")).run(function);
  }

  private void run(Supplier<Function> made) throws IOException {
    Function function;
    try {
      function = made.get();
    } catch (RuntimeException e) {
      post("init/error", error(e));
      throw e;
    }
    while (true) {
      next(function);
    }
  }

  private void next(Function function) throws IOException {
    HttpURLConnection connection = open("invocation/next");
    // Lambda freezes the process until there is an event, so any wait is right.
    connection.setReadTimeout(0);
    String requestId = connection.getHeaderField(REQUEST_ID);
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK || requestId == null) {
      throw new IOException("Lambda answered " + connection.getResponseCode() + " and no event");
    }
    byte[] event;
    try (InputStream in = connection.getInputStream()) {
      event = in.readAllBytes();
    }
    String path = "invocation/" + requestId;
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    try {
      function.handle(new ByteArrayInputStream(event), reply, requestId);
    } catch (IOException | RuntimeException e) {
      log.atError().addKeyValue("requestId", requestId).setCause(e).log("event not handled");
      post(path + "/error", error(e));
      return;
    }
    post(path + "/response", reply.toByteArray());
  }

  /** The kind of failure only: its message may quote what it failed on. */
  private static byte[] error(Exception e) {
    String json =
        "{\"errorType\":\"%s\",\"errorMessage\":\"see the log\"}"
            .formatted(e.getClass().getSimpleName());
    return json.getBytes(UTF_8);
  }

  private void post(String path, byte[] body) throws IOException {
    HttpURLConnection connection = open(path);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    if (connection.getResponseCode() >= FIRST_ERROR) {
      throw new IOException("Lambda answered " + connection.getResponseCode() + " to " + path);
    }
    try (InputStream in = connection.getInputStream()) {
      // Read to its end, so that the connection lives on.
      in.skip(Long.MAX_VALUE);
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) api.resolve(path).toURL().openConnection();
  }
}
