package com.quickdumpnow.relay.worker;

import com.quickdumpnow.relay.config.ConfigurationException;
import java.util.concurrent.CountDownLatch;

/** {@code java -jar relay-worker-all.jar}: runs the worker until it is told to stop. */
public final class Main {
  private Main() {}

  /** Ends with 2 when the configuration has problems, which go to standard error. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      Worker.start(System.getenv(), Main::closeOnExit);
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new CountDownLatch(1).await();
  }

  private static void closeOnExit(Worker worker) {
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "stop"));
  }
}
