package com.quickdumpnow.relay.localcloud.testing;

import com.quickdumpnow.relay.localcloud.s3.LocalS3;
import com.quickdumpnow.relay.localcloud.ses.LocalSes;
import com.quickdumpnow.relay.localcloud.sqs.LocalSqs;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The AWS that integration tests run against: LocalStack where Docker is, our stand-ins where it is
 * not. One for the whole JVM, started at first use and stopped with it; tests keep apart by making
 * buckets and queues of their own.
 *
 * <p>A module that uses it declares, in test scope: local-cloud, its test-jar,
 * testcontainers-localstack, and the SDK's s3, sqs, ses and url-connection-client. Real accounts
 * and LocalStack take mail only from a sender verified before ({@code verifyEmailIdentity}).
 */
public final class CloudUnderTest {

  private static final Logger log = LoggerFactory.getLogger(CloudUnderTest.class);

  /** The last one that needs no account. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private final URI s3Endpoint;
  private final URI sqsEndpoint;
  private final URI sesEndpoint;
  private final Optional<StandIns> standIns;

  /** Our own S3, SQS and SES. */
  public record StandIns(LocalS3 s3, LocalSqs sqs, LocalSes ses) {}

  private static final class Shared {
    static final CloudUnderTest INSTANCE = start();
  }

  private CloudUnderTest(
      URI s3Endpoint, URI sqsEndpoint, URI sesEndpoint, Optional<StandIns> standIns) {
    this.s3Endpoint = s3Endpoint;
    this.sqsEndpoint = sqsEndpoint;
    this.sesEndpoint = sesEndpoint;
    this.standIns = standIns;
  }

  /** The one of this JVM. Thread-safe. */
  public static CloudUnderTest shared() {
    return Shared.INSTANCE;
  }

  /** Faults, the mailbox and the like exist on our stand-ins only; empty on LocalStack. */
  public Optional<StandIns> standIns() {
    return standIns;
  }

  public URI s3Endpoint() {
    return s3Endpoint;
  }

  public URI sqsEndpoint() {
    return sqsEndpoint;
  }

  public URI sesEndpoint() {
    return sesEndpoint;
  }

  /** A new client; the caller closes it. */
  public S3Client s3() {
    return AwsClients.s3(s3Endpoint);
  }

  /** A new client; the caller closes it. */
  public SqsClient sqs() {
    return AwsClients.sqs(sqsEndpoint);
  }

  /** A new client; the caller closes it. */
  public SesClient ses() {
    return AwsClients.ses(sesEndpoint);
  }

  /** Creates a versioned bucket and returns its name. */
  public String newBucket() {
    String bucket = unique("bucket");
    try (S3Client s3 = s3()) {
      s3.createBucket(b -> b.bucket(bucket));
      s3.putBucketVersioning(
          b ->
              b.bucket(bucket)
                  .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }
    return bucket;
  }

  /** Creates a standard queue and returns its URL. */
  public String newQueue(Duration visibility) {
    return create(unique("queue"), Map.of(), visibility);
  }

  /** Creates a FIFO queue and returns its URL. */
  public String newFifoQueue(Duration visibility) {
    return create(unique("queue") + ".fifo", Map.of(), visibility);
  }

  /** Creates a FIFO queue whose messages move to {@code deadLetterUrl} after so many receives. */
  public String newFifoQueue(Duration visibility, String deadLetterUrl, int maxReceiveCount) {
    try (SqsClient sqs = sqs()) {
      String arn =
          sqs.getQueueAttributes(
                  b -> b.queueUrl(deadLetterUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
              .attributes()
              .get(QueueAttributeName.QUEUE_ARN);
      String policy =
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn, maxReceiveCount);
      return create(
          unique("queue") + ".fifo", Map.of(QueueAttributeName.REDRIVE_POLICY, policy), visibility);
    }
  }

  private String create(String name, Map<QueueAttributeName, String> more, Duration visibility) {
    Map<QueueAttributeName, String> attributes = new HashMap<>(more);
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibility.toSeconds()));
    if (name.endsWith(".fifo")) {
      attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    }
    try (SqsClient sqs = sqs()) {
      return sqs.createQueue(b -> b.queueName(name).attributes(attributes)).queueUrl();
    }
  }

  private static String unique(String kind) {
    return kind + "-" + UUID.randomUUID().toString().substring(0, 13);
  }

  private static CloudUnderTest start() {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      log.info("AWS under test: LocalStack ({}), as there is Docker", IMAGE);
      return localStack();
    }
    log.info("AWS under test: our stand-ins for S3, SQS and SES, as there is no Docker");
    return standInsStarted();
  }

  private static CloudUnderTest localStack() {
    LocalStackContainer container = new LocalStackContainer(IMAGE).withServices("s3", "sqs", "ses");
    container.start();
    closeWithJvm(container);
    URI endpoint = container.getEndpoint();
    return new CloudUnderTest(endpoint, endpoint, endpoint, Optional.empty());
  }

  private static CloudUnderTest standInsStarted() {
    StandIns own = new StandIns(LocalS3.start(0), LocalSqs.start(0, List.of()), LocalSes.start(0));
    closeWithJvm(own.s3());
    closeWithJvm(own.sqs());
    closeWithJvm(own.ses());
    return new CloudUnderTest(
        own.s3().endpoint(), own.sqs().endpoint(), own.ses().endpoint(), Optional.of(own));
  }

  private static void closeWithJvm(AutoCloseable closeable) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(closeable)));
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      log.warn("A cloud under test did not stop cleanly", e);
    }
  }
}
