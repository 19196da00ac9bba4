package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.localcloud.s3.LocalS3;
import com.quickdumpnow.relay.localcloud.ses.LocalSes;
import com.quickdumpnow.relay.localcloud.sqs.LocalSqs;
import com.quickdumpnow.relay.localcloud.twilio.LocalTwilio;
import com.quickdumpnow.relay.localcloud.twilio.OwnedNumber;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSettings;
import com.quickdumpnow.relay.ops.local.Layers.Layer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two depots in one account: one S3, SQS, SES and Twilio, in which each has a bucket, queues, a
 * Twilio account, a number and secrets of its own.
 */
public final class TwoDepots implements AutoCloseable {
  private final Layers layers = new Layers();
  private final LocalTwilio twilio;
  private final Depot north;
  private final Depot south;

  private TwoDepots(Path folder) throws IOException, InterruptedException {
    LocalSecrets ofNorth = secrets(folder, "north");
    LocalSecrets ofSouth = secrets(folder, "south");
    LocalS3 s3 = layers.add(Layer.CLOUD, LocalS3.start(0));
    LocalSqs sqs = layers.add(Layer.CLOUD, LocalSqs.start(0, List.of()));
    LocalSes ses = layers.add(Layer.CLOUD, LocalSes.start(0));
    twilio =
        layers.add(
            Layer.CLOUD,
            LocalTwilio.start(
                TwilioSettings.of(Carriers.PRIMARY_ACCOUNT, ofNorth.primaryToken().reveal())
                    .withAccount(Carriers.OTHER_ACCOUNT, ofSouth.primaryToken().reveal())));
    Map<String, String> aws = new TreeMap<>(AwsProperties.environment(new Ports(1)));
    aws.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
    aws.put("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString());
    aws.put("AWS_ENDPOINT_URL_SES", ses.endpoint().toString());
    layers.add(Layer.SETTINGS, new AwsProperties(aws));
    north = depot("north", Carriers.PRIMARY_ACCOUNT, Carriers.PRIMARY, ofNorth, s3, sqs);
    south = depot("south", Carriers.OTHER_ACCOUNT, Carriers.OTHER, ofSouth, s3, sqs);
  }

  public static TwoDepots start(Path folder) throws IOException, InterruptedException {
    return new TwoDepots(folder);
  }

  private static LocalSecrets secrets(Path folder, String depot) {
    Path own = folder.resolve(depot);
    PrivateFiles.createFolder(own);
    return LocalSecrets.of(own);
  }

  private Depot depot(
      String name, String account, String number, LocalSecrets secrets, LocalS3 s3, LocalSqs sqs)
      throws IOException, InterruptedException {
    put(s3.endpoint().resolve("/" + Depot.bucket(name)));
    Depot depot =
        Depot.start(new Depot.Identity(name, account, number, secrets), sqs, twilio.uri(), layers);
    twilio.holdings().add(new OwnedNumber(account, number, depot.uri() + "/inbound"));
    return depot;
  }

  private static void put(URI bucket) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(
          HttpRequest.newBuilder(bucket).PUT(BodyPublishers.noBody()).build(),
          BodyHandlers.discarding());
    }
  }

  public Depot north() {
    return north;
  }

  public Depot south() {
    return south;
  }

  public LocalTwilio twilio() {
    return twilio;
  }

  @Override
  public void close() {
    layers.close();
  }
}
