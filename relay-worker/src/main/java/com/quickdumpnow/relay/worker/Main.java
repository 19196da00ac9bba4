package com.quickdumpnow.relay.worker;

import com.quickdumpnow.relay.config.ConfigurationException;
import java.util.concurrent.CountDownLatch;

/** {@code java -jar relay-worker-all.jar}: runs the worker until it is told to stop. */
public final class Main {
  private Main() {}

  /** Ends with 2 when the configuration has problems, which go to standard error. */
  public static void main(String[] arguments) throws InterruptedException {
    Worker worker;
    try {
      worker = Worker.start(System.getenv());
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "stop"));
    new CountDownLatch(1).await();
  }
}
