package com.quickdumpnow.relay.localcloud.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A packaged Lambda under AWS's own runtime client, in a process of its own that real environment
 * variables configure: what Lambda does with it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
public final class LambdaRuntime implements AutoCloseable {
  private static final String RUNTIME = "/2018-06-01/runtime/";
  private static final String INVOCATION = RUNTIME + "invocation/";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final LoopbackServer runtime = LoopbackServer.start("runtime", 0, this::serve);
  private final Path log;
  private final Process process;

  private LambdaRuntime(
      Path jar, String handler, Map<String, String> environment, List<String> flags, Path folder)
      throws IOException {
    this.log = folder.resolve("lambda.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            jar.toString(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            handler));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + runtime.port());
    this.process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
  }

  /**
   * Starts it.
   *
   * @param handler as Lambda is told it, {@code package.Class::method}
   * @param folder where it runs and logs
   */
  public static LambdaRuntime start(
      Path jar, String handler, Map<String, String> environment, Path folder) throws IOException {
    return new LambdaRuntime(jar, handler, environment, List.of(), folder);
  }

  /**
   * Starts it as SnapStart does: its hooks run before a snapshot, which is not taken, and after.
   */
  public static LambdaRuntime restore(
      Path jar, String handler, Map<String, String> environment, Path folder) throws IOException {
    Map<String, String> more = new HashMap<>(environment);
    more.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    return new LambdaRuntime(
        jar,
        handler,
        more,
        List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"),
        folder);
  }

  /** What it makes of an event: the path of the Runtime API it reports to, a space, the answer. */
  public String answer(byte[] event) throws InterruptedException {
    events.add(event);
    String answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("no answer within " + PATIENCE + "\n" + log());
    }
    return answer.replace(INVOCATION + "request-1/", "");
  }

  /** What it has written to its output so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals(RUNTIME + "restore/next")) {
      Exchanges.send(exchange, 200, new byte[0]);
    } else if (path.equals(INVOCATION + "next")) {
      next(exchange);
    } else {
      answers.add(path + " " + new String(Exchanges.body(exchange, 1 << 22), UTF_8));
      Exchanges.send(exchange, 202, new byte[0]);
    }
  }

  /** As the real one: the next event may take for ever. */
  private void next(HttpExchange exchange) throws IOException {
    try {
      byte[] event = events.poll(100, TimeUnit.MILLISECONDS);
      while (event == null && stopped.getCount() > 0) {
        event = events.poll(100, TimeUnit.MILLISECONDS);
      }
      if (event == null) {
        exchange.close();
        return;
      }
      // All of them: without one the client's native code crashes.
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "application/json");
      headers.set("Lambda-Runtime-Aws-Request-Id", "request-1");
      headers.set("Lambda-Runtime-Deadline-Ms", "9999999999999");
      headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:1:function:x");
      headers.set("Lambda-Runtime-Trace-Id", "Root=1-0-0");
      Exchanges.send(exchange, 200, event);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    runtime.close();
  }
}
