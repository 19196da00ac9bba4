package com.quickdumpnow.relay.ops.testing;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.queue.DeadLetters.Letter;
import com.quickdumpnow.relay.queue.sqs.SqsDeadLetters;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Makes buckets and queues that are not as they ought to be, in the cloud that the AWS SDK of this
 * process is pointed at.
 */
public final class BrokenCloud implements AutoCloseable {
  private static final String DOCUMENT = "maintenance.json";

  private final S3Client s3 = S3Client.builder().forcePathStyle(true).build();
  private final SqsClient sqs = SqsClient.create();
  private final SesClient ses = SesClient.create();

  /** A bucket with an empty document; its name. */
  public String bucket(String name, boolean versioned) {
    s3.createBucket(r -> r.bucket(name));
    if (versioned) {
      s3.putBucketVersioning(
          r ->
              r.bucket(name)
                  .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }
    Documents.create(Map.of("QDN_BUCKET", name), MaintenanceDocument.EMPTY);
    return name;
  }

  /** A versioned bucket with nothing in it; its name. */
  public String emptyBucket(String name) {
    bucket(name, true);
    s3.deleteObject(r -> r.bucket(name).key(DOCUMENT));
    return name;
  }

  /** How many versions of objects a bucket holds, deletions among them. */
  public int versions(String bucket) {
    var all = s3.listObjectVersions(r -> r.bucket(bucket));
    return all.versions().size() + all.deleteMarkers().size();
  }

  /** Writes over the document. */
  public void write(String bucket, String json) {
    put(bucket, DOCUMENT, json);
  }

  /** Writes an object; where it is. */
  public String put(String bucket, String key, String text) {
    s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text));
    return "s3://" + bucket + "/" + key;
  }

  /** Makes the document that much larger, with blanks behind it. */
  public void pad(String bucket, int octets) {
    byte[] gzip = s3.getObjectAsBytes(r -> r.bucket(bucket).key(DOCUMENT)).asByteArray();
    try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(gzip));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (GZIPOutputStream padded = new GZIPOutputStream(bytes)) {
        json.transferTo(padded);
        padded.write(" ".repeat(octets).getBytes(StandardCharsets.UTF_8));
      }
      s3.putObject(
          r -> r.bucket(bucket).key(DOCUMENT).contentEncoding("gzip"),
          RequestBody.fromBytes(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pauses all sending. */
  public void pause(String bucket) {
    try (S3ObjectStore objects = S3ObjectStore.of(bucket)) {
      new DocumentStore(
              objects, DOCUMENT, Clockwork.system(), new SecureRandom(), StoreListener.NONE)
          .changeSettings(
              old ->
                  old.with(
                      new DocumentSettings.SendingSwitch(true, Instant.now(), "a test", "so")));
    }
  }

  /** Where a queue of that name is, or would be. */
  public String queueUrl(String name) {
    return System.getProperty("aws.endpointUrlSqs") + "/000000000000/" + name;
  }

  /** A queue with dead letters and those attributes; its URL. */
  public String queue(String name, Map<String, String> attributes) {
    Map<String, String> all = new TreeMap<>(attributes);
    String dead = "dead-of-" + name;
    queueWithoutDeadLetters(dead);
    all.putIfAbsent(
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":10}"
            .formatted(dead));
    return created(name, all);
  }

  public String queueWithoutDeadLetters(String name) {
    return created(name, Map.of());
  }

  public String queueThatGivesUpAfter(int receives) {
    queueWithoutDeadLetters("hasty-dead.fifo");
    return created(
        "hasty.fifo",
        Map.of(
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:hasty-dead.fifo\",\"maxReceiveCount\":%d}"
                .formatted(receives)));
  }

  public String queueWhoseDeadLettersAreGone() {
    String url = queue("orphaned.fifo", Map.of());
    sqs.deleteQueue(r -> r.queueUrl(queueUrl("dead-of-orphaned.fifo")));
    return url;
  }

  public String queueWithADeadLetter() {
    String url = queue("buried.fifo", Map.of());
    new SqsDeadLetters(sqs, url, Instant::now)
        .bury(new Letter("x", "so", Optional.of("job"), Optional.empty()));
    return url;
  }

  /** What waits in a queue, ten at the most. */
  public List<Message> receive(String url) {
    return sqs.receiveMessage(
            r -> r.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
        .messages();
  }

  private String created(String name, Map<String, String> attributes) {
    Map<String, String> all = new TreeMap<>(Map.of("VisibilityTimeout", "60"));
    all.putAll(attributes);
    if (name.endsWith(".fifo")) {
      all.put("FifoQueue", "true");
    }
    return sqs.createQueue(r -> r.queueName(name).attributesWithStrings(all)).queueUrl();
  }

  public void sendMail(String from) {
    ses.sendEmail(
        r ->
            r.source(from)
                .destination(d -> d.toAddresses("somebody@example.com"))
                .message(m -> m.subject(s -> s.data("s")).body(b -> b.text(t -> t.data("t")))));
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    ses.close();
  }
}
