package com.quickdumpnow.relay.localcloud.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A function as it would be deployed.
 *
 * @param jar the packaged jar with everything the handler needs
 * @param handlerClass has {@code handleRequest(InputStream, OutputStream, Context)} and a public
 *     constructor taking the environment as a {@code Map<String, String>}, or else none
 * @param concurrency how many instances at most, each with one request at a time
 * @param timeout after which an invocation is given up
 */
public record LambdaFunction(
    String name,
    Path jar,
    String handlerClass,
    Map<String, String> environment,
    int concurrency,
    Duration timeout) {

  private static final int CONCURRENCY = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(29);

  public LambdaFunction {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1");
    }
    environment = Map.copyOf(environment);
  }

  /** With 4 instances at most and 29 s to answer. */
  public LambdaFunction(
      String name, Path jar, String handlerClass, Map<String, String> environment) {
    this(name, jar, handlerClass, environment, CONCURRENCY, TIMEOUT);
  }

  public LambdaFunction withConcurrency(int instances) {
    return new LambdaFunction(name, jar, handlerClass, environment, instances, timeout);
  }

  public LambdaFunction withTimeout(Duration limit) {
    return new LambdaFunction(name, jar, handlerClass, environment, concurrency, limit);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "LambdaFunction[" + name + ", " + handlerClass + "]";
  }
}
