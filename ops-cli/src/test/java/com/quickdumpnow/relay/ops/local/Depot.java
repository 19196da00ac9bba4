package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.localcloud.cdn.Cdn;
import com.quickdumpnow.relay.localcloud.cdn.FrontDoor;
import com.quickdumpnow.relay.localcloud.lambda.SqsEventSource;
import com.quickdumpnow.relay.localcloud.sqs.LocalSqs;
import com.quickdumpnow.relay.localcloud.sqs.Queue;
import com.quickdumpnow.relay.ops.local.Layers.Layer;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.worker.Worker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One relay of several over the same stand-ins: the very programs, with other settings.
 *
 * @param brand how its texts begin
 * @param number what it sends from
 * @param twilioToken of its Twilio account
 */
public record Depot(URI uri, String brand, String number, Secret staffToken, Secret twilioToken) {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  /** What no other depot has; the keys' id and the staff's name are the same in all of them. */
  record Identity(String name, String account, String number, LocalSecrets secrets) {
    String brand() {
      return "Haul " + name;
    }
  }

  static String bucket(String name) {
    return name + "-maintenance";
  }

  static Depot start(Identity depot, LocalSqs sqs, URI twilio, Layers layers) {
    Ports ports = Ports.free();
    String triggers = depot.name() + "-notifications.fifo";
    String outcomes = depot.name() + "-outcomes";
    sqs.create(Queue.of(triggers, VISIBILITY));
    sqs.create(Queue.of(outcomes, VISIBILITY));
    Map<String, String> own = new TreeMap<>();
    own.put("QDN_BUCKET", bucket(depot.name()));
    own.put("QDN_NOTIFICATIONS_QUEUE_URL", url(sqs, triggers));
    own.put("QDN_OUTCOMES_QUEUE_URL", url(sqs, outcomes));
    own.put("QDN_CHAIN", chain(depot));
    own.put(
        "QDN_TWILIO_AUTH_TOKENS", depot.account() + "=" + depot.secrets().primaryToken().reveal());
    own.put("QDN_TWILIO_BASE_URL", twilio.toString());
    own.put("QDN_TEMPLATES", TemplatesJson.standardText().replace("QuickDumpNow", depot.brand()));
    Map<String, String> environment = Environment.of(ports, depot.secrets(), own);
    Documents.create(environment, false);
    serve(environment, ports, layers);
    return new Depot(
        Ports.uri(ports.front()),
        depot.brand(),
        depot.number(),
        depot.secrets().staffToken(),
        depot.secrets().primaryToken());
  }

  private static void serve(Map<String, String> environment, Ports ports, Layers layers) {
    Installation here = Installation.find().ofThisClassPath();
    Functions functions = Functions.load(here, environment, layers);
    layers.add(Layer.CONSUMERS, Worker.start(environment));
    layers.add(
        Layer.CONSUMERS,
        SqsEventSource.start(
            URI.create(environment.getOrDefault("QDN_OUTCOMES_QUEUE_URL", "")),
            functions.recorder(),
            100,
            Duration.ofMillis(50)));
    Path site = here.site();
    Cdn pages = new Cdn(site, Set.of("track"), site.resolve("none"), site.resolve("none"));
    layers.add(
        Layer.FRONT_DOOR,
        FrontDoor.open(ports.front(), functions.routes(), pages, exchange -> exchange.close()));
  }

  private static String url(LocalSqs sqs, String queue) {
    return LocalSqs.queueUrl(sqs.endpoint().getPort(), queue).toString();
  }

  private static String chain(Identity depot) {
    return """
    {"routes": [{"name": "primary", "account": "%s", "from": "%s", "kind": "long-code",
      "carrier": "Twilio"}]}
    """
        .formatted(depot.account(), depot.number());
  }
}
