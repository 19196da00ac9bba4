package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.localcloud.http.Faults;
import com.quickdumpnow.relay.localcloud.http.FaultyProxy;
import com.quickdumpnow.relay.localcloud.ses.LocalSes;
import com.quickdumpnow.relay.localcloud.sqs.LocalSqs;
import com.quickdumpnow.relay.localcloud.twilio.LocalTwilio;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.local.Layers.Layer;
import com.quickdumpnow.relay.ops.sample.Documents;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outside world alone, with a bucket that holds a document and no program of ours: for those
 * who run the programs in processes of their own. Every service can be made to fail. The AWS SDK of
 * this process is pointed at it, so there is one at a time. Safe for use by many threads.
 */
public final class StandIns implements AutoCloseable {
  private final Layers layers = new Layers();
  private final Ports ports;
  private final DataFolder folder;
  private final LocalSecrets secrets;
  private final Cloud cloud;
  private final FaultyProxy sqs;
  private final FaultyProxy twilio;

  private StandIns(WorldSettings settings, MaintenanceDocument first) {
    this.ports = settings.ports();
    this.folder = layers.add(Layer.FOLDER, DataFolder.open(settings.data()));
    this.secrets = LocalSecrets.of(folder.path());
    layers.add(Layer.SETTINGS, new AwsProperties(ports));
    this.cloud = Cloud.start(settings, 0, secrets, folder, layers);
    LocalSqs queues = Cloud.startSqs(0, layers);
    this.sqs = before("The local SQS", ports.sqs(), queues.endpoint());
    this.twilio = before("The local Twilio", ports.twilio(), cloud.twilio().uri());
    Documents.create(Environment.of(ports, secrets), first);
  }

  /**
   * Starts it; it is closed when that fails.
   *
   * @param first what the document begins with
   * @throws com.quickdumpnow.relay.localcloud.web.PortTakenException naming the port
   * @throws LocalWorldException when something else is missing
   */
  public static StandIns start(WorldSettings settings, MaintenanceDocument first) {
    settings.installation().requireBuilt();
    settings.ports().requireFree();
    return new StandIns(settings, first);
  }

  private FaultyProxy before(String name, int port, URI target) {
    return layers.add(Layer.FRONT_DOOR, FaultyProxy.start(name, port, target));
  }

  /** Where the API is to serve; without a slash at the end. */
  public URI api() {
    return Ports.uri(ports.front());
  }

  /** The bearer token of a member of staff. */
  public Secret staffToken() {
    return secrets.staffToken();
  }

  /** The auth token of the account that the first route sends by. */
  public Secret primaryToken() {
    return secrets.primaryToken();
  }

  /** Where the world keeps its things, and others may put theirs. */
  public Path folder() {
    return folder.path();
  }

  /** Leaves the folder there when this is closed. */
  public void keepFolder() {
    folder.keep();
  }

  /** Whatever stands in front of it: what was accepted, and what phones received. */
  public LocalTwilio twilio() {
    return cloud.twilio();
  }

  public LocalSes ses() {
    return cloud.ses();
  }

  public Faults s3Faults() {
    return cloud.s3().faults();
  }

  public Faults sqsFaults() {
    return sqs.faults();
  }

  public Faults twilioFaults() {
    return twilio.faults();
  }

  public Faults sesFaults() {
    return cloud.ses().faults();
  }

  /** The settings of a program in a process of its own. Secrets among them. */
  public Map<String, String> environmentOfAProcess() {
    Map<String, String> all = new TreeMap<>(Environment.of(ports, secrets));
    all.putAll(AwsProperties.environment(ports));
    return all;
  }

  /** Stops everything; idempotent. */
  @Override
  public void close() {
    layers.close();
  }
}
