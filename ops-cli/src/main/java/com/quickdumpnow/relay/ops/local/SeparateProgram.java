package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.localcloud.lambda.SqsEventSource;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.quickdumpnow.relay.ops.local.Layers.Layer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The packaged Lambdas in a process of their own, with what AWS has around them: {@code api} behind
 * an HTTP API at {@code QDN_PUBLIC_URL}, {@code recorder} behind a poller of the outcomes queue. It
 * says {@value #READY} and ends when its standard input does, so that it does not outlive who
 * started it.
 */
public final class SeparateProgram {
  /** What it prints once it works. */
  public static final String READY = "ready";

  private SeparateProgram() {}

  /**
   * @param arguments {@code api}; or {@code recorder}, the most receipts of a batch, and how many
   *     milliseconds one that is not full waits for more
   */
  public static void main(String[] arguments) throws Exception {
    Layers layers = new Layers();
    Runtime.getRuntime().addShutdownHook(new Thread(layers::close, "stop"));
    switch (arguments[0]) {
      case "api" -> serveApi(System.getenv(), layers);
      case "recorder" ->
          record(
              System.getenv(),
              Integer.parseInt(arguments[1]),
              Duration.ofMillis(Long.parseLong(arguments[2])),
              layers);
      default -> throw new IllegalArgumentException("no such program: " + arguments[0]);
    }
    System.out.println(READY);
    awaitEndOfInput();
    System.exit(0);
  }

  private static void serveApi(Map<String, String> environment, Layers layers) throws Exception {
    URI url = URI.create(environment.getOrDefault("QDN_PUBLIC_URL", ""));
    var api = Functions.api(Installation.find(), environment, layers);
    layers.add(Layer.FRONT_DOOR, LoopbackServer.start("The API", url.getPort(), api::handle));
  }

  private static void record(
      Map<String, String> environment, int batch, Duration window, Layers layers) throws Exception {
    layers.add(
        Layer.CONSUMERS,
        SqsEventSource.start(
            URI.create(environment.getOrDefault("QDN_OUTCOMES_QUEUE_URL", "")),
            Functions.recorder(Installation.find(), environment, layers),
            batch,
            window));
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() != -1) {
      // Nobody says anything here.
    }
  }
}
