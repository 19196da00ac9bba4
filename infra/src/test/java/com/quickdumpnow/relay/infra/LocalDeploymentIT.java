package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The template's queues and data bucket, made with its own properties in the AWS under test, and
 * used. CloudFormation itself is played: no stand-in for it runs without Docker.
 */
class LocalDeploymentIT {
  /** What the stand-ins know nothing of, and what the names below replace. */
  private static final List<String> LEFT_OUT =
      List.of("QueueName", "RedrivePolicy", "SqsManagedSseEnabled", "Tags");

  private final Template template = Template.standard();
  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final SqsClient sqs = cloud.sqs();
  private final S3Client s3 = cloud.s3();
  private final String prefix = UUID.randomUUID().toString().substring(0, 8) + "-";

  @AfterEach
  void close() {
    sqs.close();
    s3.close();
  }

  @Test
  void notifications_keepTheOrderOfAJobAndDropRepeats() {
    String queue = create("notifications.fifo");

    send(queue, "job-1", "a");
    send(queue, "job-1", "a");
    send(queue, "job-1", "b");

    assertThat(bodies(queue)).containsExactly("a", "b");
  }

  @Test
  void notifications_receivedTooOften_goToTheirDeadLetterQueue() {
    String queue = create("notifications.fifo");
    send(queue, "job-1", "poison");

    exhaust(queue);

    assertThat(bodies(queue)).isEmpty();
    assertThat(bodies(deadLettersOf("notifications.fifo"))).containsExactly("poison");
  }

  @Test
  void outcomes_receivedTooOften_goToTheirDeadLetterQueue() {
    String queue = create("outcomes");
    sqs.sendMessage(r -> r.queueUrl(queue).messageBody("poison"));

    exhaust(queue);

    assertThat(bodies(queue)).isEmpty();
    assertThat(bodies(deadLettersOf("outcomes"))).containsExactly("poison");
  }

  @Test
  void outcomes_haveTheTemplatesVisibilityAndRetention() {
    String queue = create("outcomes");

    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
            .attributes();

    assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "900");
  }

  @Test
  void dataBucket_keepsOldVersionsAndRefusesALostRace() {
    Resource template = this.template.all("AWS::S3::Bucket").getFirst();
    String bucket = prefix + "data";
    s3.createBucket(r -> r.bucket(bucket));
    String status = template.at("/VersioningConfiguration/Status").asText();
    s3.putBucketVersioning(
        r ->
            r.bucket(bucket)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.fromValue(status))));

    String first = put(bucket, "first");
    put(bucket, "second");

    assertThat(s3.listObjectVersions(r -> r.bucket(bucket)).versions()).hasSize(2);
    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () ->
                        s3.putObject(
                            r -> r.bucket(bucket).key("maintenance.json").ifMatch(first),
                            RequestBody.fromString("third")))
                .statusCode())
        .isEqualTo(412);
  }

  private String put(String bucket, String content) {
    return s3.putObject(
            r -> r.bucket(bucket).key("maintenance.json"), RequestBody.fromString(content))
        .eTag();
  }

  /** Makes the queue and its dead-letter queue; returns its URL. */
  private String create(String name) {
    Resource queue = template.the("AWS::SQS::Queue", "QueueName", name);
    Resource dead = template.referredToBy(queue.at("/RedrivePolicy/deadLetterTargetArn"));
    String deadUrl = create(dead, Map.of());
    String arn =
        sqs.getQueueAttributes(
                r -> r.queueUrl(deadUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%s}"
            .formatted(arn, queue.at("/RedrivePolicy/maxReceiveCount"));
    return create(queue, Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
  }

  private String create(Resource queue, Map<QueueAttributeName, String> more) {
    Map<QueueAttributeName, String> attributes = new HashMap<>(more);
    for (Map.Entry<String, JsonNode> property : queue.properties().properties()) {
      if (!LEFT_OUT.contains(property.getKey())) {
        attributes.put(
            QueueAttributeName.fromValue(property.getKey()), property.getValue().asText());
      }
    }
    assertThat(attributes).doesNotContainKey(QueueAttributeName.UNKNOWN_TO_SDK_VERSION);
    String name = prefix + queue.at("/QueueName").asText();
    return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
  }

  private String deadLettersOf(String name) {
    Resource queue = template.the("AWS::SQS::Queue", "QueueName", name);
    Resource dead = template.referredToBy(queue.at("/RedrivePolicy/deadLetterTargetArn"));
    return sqs.getQueueUrl(r -> r.queueName(prefix + dead.at("/QueueName").asText())).queueUrl();
  }

  private void send(String queue, String group, String body) {
    sqs.sendMessage(
        r ->
            r.queueUrl(queue).messageGroupId(group).messageDeduplicationId(body).messageBody(body));
  }

  /** Receives as often as the template allows, and lets it come again each time. */
  private void exhaust(String queue) {
    int most = 10;
    for (int received = 0; received < most; received++) {
      for (Message message : receive(queue)) {
        sqs.changeMessageVisibility(
            r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
      }
    }
  }

  private List<String> bodies(String queue) {
    return receive(queue).stream().map(Message::body).toList();
  }

  private List<Message> receive(String queue) {
    return sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
        .messages();
  }
}
