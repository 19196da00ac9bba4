package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.localcloud.web.PortTakenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of a local world on 127.0.0.1: {@value #COUNT} in a row, so that one number tells all.
 *
 * @param first the front door: the API, the pages and the index
 */
public record Ports(int first) {
  /** How many there are. */
  public static final int COUNT = 7;

  private static final int LAST_PORT = 65_535;

  /** Below the range from which operating systems take ports for outgoing connections. */
  private static final int FREE_FROM = 12_000;

  private static final int FREE_TO = 30_000;

  public Ports {
    if (first < 1 || first + COUNT - 1 > LAST_PORT) {
      throw new LocalWorldException(
          "not a port: %d (use 1 to %d)".formatted(first, LAST_PORT - COUNT + 1));
    }
  }

  /** Some that nobody uses at this moment. */
  public static Ports free() {
    while (true) {
      Ports candidate = new Ports(ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO));
      try {
        candidate.requireFree();
        return candidate;
      } catch (PortTakenException _) {
        // Somebody listens there: try others.
      }
    }
  }

  int front() {
    return first;
  }

  int twilio() {
    return first + 1;
  }

  int ses() {
    return first + 2;
  }

  int worker() {
    return first + 3;
  }

  int s3() {
    return first + 4;
  }

  int sqs() {
    return first + 5;
  }

  int dynamoDb() {
    return first + 6;
  }

  int last() {
    return first + COUNT - 1;
  }

  static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Asks for all before anything is started.
   *
   * @throws PortTakenException naming the first that is taken, and for what it is needed
   */
  void requireFree() {
    Map<Integer, String> users = new TreeMap<>();
    users.put(front(), "The front door");
    users.put(twilio(), "The local Twilio");
    users.put(ses(), "The local SES");
    users.put(worker(), "The worker's health page");
    users.put(s3(), "The local S3");
    users.put(sqs(), "The local SQS");
    users.put(dynamoDb(), "The local DynamoDB");
    users.forEach((port, user) -> requireFree(user, port));
  }

  private static void requireFree(String user, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    } catch (IOException e) {
      throw new PortTakenException(user, port, e);
    }
  }
}
