package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.localcloud.dynamodb.LocalDynamo;
import com.quickdumpnow.relay.localcloud.s3.LocalS3;
import com.quickdumpnow.relay.localcloud.ses.LocalSes;
import com.quickdumpnow.relay.localcloud.sqs.LocalSqs;
import com.quickdumpnow.relay.localcloud.sqs.Queue;
import com.quickdumpnow.relay.localcloud.twilio.LocalTwilio;
import com.quickdumpnow.relay.ops.local.Layers.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The stand-ins, set up as the account in AWS is: bucket, queues and their dead-letter queues. */
record Cloud(LocalS3 s3, LocalSes ses, LocalTwilio twilio) {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);
  private static final int MAX_RECEIVES = 10;

  /** Enough to look back and to try a restore; a folder of somebody's laptop must not grow on. */
  private static final int OLD_VERSIONS_KEPT = 200;

  private static final String VERSIONED =
      """
      <VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
      <Status>Enabled</Status></VersioningConfiguration>
      """;

  /** Starts all but SQS, which takes longest. */
  static Cloud start(
      WorldSettings settings, LocalSecrets secrets, DataFolder folder, Layers layers) {
    return start(settings, settings.ports().twilio(), secrets, folder, layers);
  }

  /** The same with Twilio on a port of its own, for who puts something in front of it. */
  static Cloud start(
      WorldSettings settings,
      int twilioPort,
      LocalSecrets secrets,
      DataFolder folder,
      Layers layers) {
    Ports ports = settings.ports();
    LocalS3 s3 = layers.add(Layer.CLOUD, LocalS3.start(ports.s3(), folder.s3(), OLD_VERSIONS_KEPT));
    makeBucket(s3.endpoint());
    if (settings.table()) {
      layers.add(Layer.CLOUD, LocalDynamo.start(ports.dynamoDb(), folder.tables()));
    }
    LocalSes ses = layers.add(Layer.CLOUD, LocalSes.start(ports.ses(), folder.mailbox()));
    ses.publishEventsTo(LocalSqs.queueUrl(ports.sqs(), Environment.OUTCOMES));
    ses.account().verify(Environment.EMAIL_FROM);
    URI inbound = Ports.uri(ports.front()).resolve("/inbound");
    LocalTwilio twilio =
        layers.add(
            Layer.CLOUD,
            LocalTwilio.start(
                Carriers.accounts(secrets)
                    .withPort(twilioPort)
                    .withPace(settings.pace(), settings.pace())
                    .withInbound(inbound)
                    .withJournal(folder.texts())));
    Carriers.numbers(inbound).forEach(twilio.holdings()::add);
    return new Cloud(s3, ses, twilio);
  }

  static LocalSqs startSqs(int port, Layers layers) {
    String deadNotifications = "notifications-dead.fifo";
    String deadOutcomes = "outcomes-dead";
    return layers.add(
        Layer.CLOUD,
        LocalSqs.start(
            port,
            List.of(
                Queue.of(deadNotifications, VISIBILITY),
                Queue.of(Environment.NOTIFICATIONS, VISIBILITY)
                    .redrivenTo(deadNotifications, MAX_RECEIVES),
                Queue.of(deadOutcomes, VISIBILITY),
                Queue.of(Environment.OUTCOMES, VISIBILITY)
                    .redrivenTo(deadOutcomes, MAX_RECEIVES))));
  }

  /** A versioned bucket; what an existing one holds is left as it is. */
  private static void makeBucket(URI s3) {
    URI bucket = s3.resolve("/" + Environment.BUCKET);
    put(bucket, "");
    put(URI.create(bucket + "?versioning"), VERSIONED);
  }

  /** With point-in-time recovery, which a table is made without. */
  static void makeTableRecoverable(Ports ports) {
    String recoverable =
        """
        {"TableName":"%s",
         "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}}
        """
            .formatted(Environment.TABLE);
    send(
        HttpRequest.newBuilder(Ports.uri(ports.dynamoDb()))
            .header("X-Amz-Target", "DynamoDB_20120810.UpdateContinuousBackups")
            .POST(BodyPublishers.ofString(recoverable))
            .build());
  }

  private static void put(URI uri, String body) {
    send(HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString(body)).build());
  }

  private static void send(HttpRequest request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the store was not made: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalWorldException("interrupted while starting", e);
    }
  }
}
