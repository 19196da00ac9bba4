package com.quickdumpnow.relay.bench.world;

import com.quickdumpnow.relay.localcloud.dynamodb.LocalDynamo;
import com.quickdumpnow.relay.localcloud.s3.LocalS3;
import com.quickdumpnow.relay.localcloud.ses.LocalSes;
import com.quickdumpnow.relay.localcloud.twilio.LocalTwilio;
import com.quickdumpnow.relay.localcloud.twilio.TwilioMessage;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSettings;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * The program of the other process: S3, SQS, SES, DynamoDB and a carrier, and a port at which it is
 * told what to do. It prints where they are and ends with its standard input.
 */
public final class OutsideWorld {
  private final LocalS3 s3 = LocalS3.start(0);
  private final MemorySqs sqs = new MemorySqs();
  private final LocalSes ses = LocalSes.start(0);
  private final Carrier carrier = new Carrier();
  private final LocalTwilio twilio =
      LocalTwilio.start(TwilioSettings.of(Relays.ACCOUNT, Relays.TOKEN));
  private LocalDynamo dynamo = LocalDynamo.start(0);

  private OutsideWorld() {}

  /** Runs until its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    OutsideWorld world = new OutsideWorld();
    LoopbackServer admin = LoopbackServer.start("The world", 0, world::administer);
    System.out.printf(
        "s3=%s%nsqs=%s%nses=%s%ndynamodb=%s%ncarrier=%s%ntwilio=%s%nadmin=%s%nready%n",
        world.s3.endpoint(),
        world.sqs.endpoint(),
        world.ses.endpoint(),
        world.dynamo.endpoint(),
        world.carrier.uri(),
        world.twilio.uri(),
        admin.uri());
    while (System.in.read() != -1) {
      // Nobody says anything here.
    }
    System.exit(0);
  }

  private void clear() {
    sqs.clear();
    int port = dynamo.endpoint().getPort();
    dynamo.close();
    dynamo = LocalDynamo.start(port);
  }

  private static String words(TwilioMessage text) {
    return text.to() + (text.body().contains("cancelled") ? " cancelled" : " queued");
  }

  private void administer(HttpExchange exchange) throws IOException {
    Form query = Form.parse(exchange.getRequestURI().getRawQuery());
    String answer =
        switch (exchange.getRequestURI().getPath()) {
          case "/queue" -> {
            sqs.create(query.first("name").orElseThrow());
            yield "";
          }
          case "/clear" -> {
            clear();
            yield "";
          }
          case "/carrier" -> {
            carrier.reset(
                Duration.ofMillis(Long.parseLong(query.first("millis").orElseThrow())),
                Integer.parseInt(query.first("atOnce").orElseThrow()));
            yield "";
          }
          case "/count" -> Long.toString(carrier.count());
          case "/texts" ->
              twilio.messages().stream().map(OutsideWorld::words).collect(Collectors.joining("\n"));
          case "/arrivals" -> carrier.arrivals();
          case "/traffic" -> s3.traffic().lines("s3") + sqs.traffic();
          default -> "unknown";
        };
    Exchanges.send(exchange, 200, "text/plain", answer);
  }
}
