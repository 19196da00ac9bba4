package com.quickdumpnow.relay.bench.world;

import com.quickdumpnow.relay.ops.local.Installation;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The programs that carry texts from a queue to a carrier, each in a process of its own. */
public final class Relays {
  /** The account that all of them send by. */
  public static final String ACCOUNT = "AC" + "1".repeat(32);

  /** The token of that account. */
  public static final String TOKEN = "0123456789abcdef0123456789abcdef";

  /**
   * What a small container gives a JVM, to every contender alike: the serial collector, which is
   * what the JVM itself takes where there is one processor; the quick compiler alone, as on so
   * small a machine the other one takes for half a minute what it gives later; a bounded heap.
   */
  public static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

  /** The same with both compilers, for what runs long enough to be paid back. */
  public static final List<String> LONG_LIVED_JVM = List.of("-XX:+UseSerialGC", "-Xmx256m");

  private Relays() {}

  /**
   * The worker as it is packaged.
   *
   * @param jvm its options
   * @param environment the AWS SDK's settings
   * @param place where its store is, as {@link World#documentPlace} and {@link World#tablePlace}
   *     give it
   * @param carrier what stands in for Twilio
   * @param settings what differs from a worker with one quick route
   */
  public static Child worker(
      List<String> jvm,
      Map<String, String> environment,
      Map<String, String> place,
      String queueUrl,
      URI carrier,
      int inHand,
      Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(
        Map.of(
            "QDN_NOTIFICATIONS_QUEUE_URL",
            queueUrl,
            "QDN_PUBLIC_URL",
            "http://127.0.0.1:9",
            "QDN_CHAIN",
            chain(),
            "QDN_TWILIO_AUTH_TOKENS",
            ACCOUNT + "=" + TOKEN,
            "QDN_TWILIO_BASE_URL",
            carrier.toString(),
            "QDN_EMAIL_FROM",
            "dispatch@quickdumpnow.example",
            "QDN_HTTP_PORT",
            "0",
            "QDN_WORKER_CONCURRENCY",
            Integer.toString(inHand)));
    all.putAll(place);
    all.putAll(settings);
    return new Child(
        command(jvm, "-jar", Installation.find().workerJar().toString()),
        all,
        "the worker is up",
        _ -> {});
  }

  /** One sender, whose pace is never what is waited for. */
  public static String chain() {
    return """
    {"routes": [{"name": "primary", "account": "%s", "from": "+16195550100", "kind": "long-code",
      "carrier": "Twilio", "segmentsPerSecond": 100000}]}
    """
        .formatted(ACCOUNT);
  }

  /**
   * The same with Spring Cloud AWS's listener, without a record.
   *
   * @param httpPort where it takes texts to queue; negative: nowhere
   */
  public static Child spring(
      Map<String, String> environment, String queueUrl, URI carrier, int inHand, int httpPort) {
    Path jar =
        Installation.find()
            .home()
            .resolve("bench/spring-cloud-aws/target/bench-spring-cloud-aws-1.0-SNAPSHOT.jar");
    return new Child(
        command(
            JVM,
            "-jar",
            jar.toString(),
            "--relay.queue=" + queueUrl,
            "--relay.carrier=" + carrier,
            "--relay.account=" + ACCOUNT,
            "--relay.in-hand=" + inHand,
            "--relay.http-port=" + httpPort,
            "--spring.main.banner-mode=off"),
        environment,
        "Started SpringRelay",
        _ -> {});
  }

  /** The bare loop: receives, posts, deletes. */
  public static Child bare(
      Map<String, String> environment, String queueUrl, URI carrier, int inHand) {
    return new Child(
        command(
            JVM,
            "-cp",
            System.getProperty("java.class.path"),
            BareLoop.class.getName(),
            queueUrl,
            carrier.toString(),
            Integer.toString(inHand)),
        environment,
        BareLoop.READY,
        _ -> {});
  }

  private static List<String> command(List<String> jvm, String... arguments) {
    List<String> command = new ArrayList<>(Child.java());
    command.addAll(jvm);
    command.addAll(List.of(arguments));
    return command;
  }
}
