package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every bucket, queue, topic, secret and log of the templates. */
class StorageTest {
  private final Template template = Template.standard();

  @Test
  void buckets_arePrivateEncryptedAndTlsOnly() {
    assertThat(template.all("AWS::S3::Bucket"))
        .hasSize(4)
        .allSatisfy(
            bucket -> {
              JsonNode block = bucket.at("/PublicAccessBlockConfiguration");
              for (String what :
                  List.of(
                      "BlockPublicAcls",
                      "BlockPublicPolicy",
                      "IgnorePublicAcls",
                      "RestrictPublicBuckets")) {
                assertThat(block.path(what).asBoolean()).as(what).isTrue();
              }
              assertThat(
                      bucket.at(
                          "/BucketEncryption/ServerSideEncryptionConfiguration/0"
                              + "/ServerSideEncryptionByDefault/SSEAlgorithm"))
                  .hasToString("\"AES256\"");
              assertThat(bucket.at("/OwnershipControls/Rules/0/ObjectOwnership"))
                  .hasToString("\"BucketOwnerEnforced\"");
              assertThat(deniesPlainHttp("AWS::S3::BucketPolicy", bucket)).isTrue();
            });
  }

  @Test
  void dataBucket_keepsVersionsForAWeekAndOutlivesTheStack() {
    Resource bucket = template.all("AWS::S3::Bucket").getFirst();

    assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
    assertThat(bucket.whole().path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(bucket.at("/LifecycleConfiguration/Rules"))
        .anyMatch(
            rule -> rule.path("NoncurrentVersionExpiration").path("NoncurrentDays").asInt() == 7)
        .anyMatch(rule -> rule.path("Prefix").asText().equals("archive/jobs/"));
  }

  @Test
  void queues_areEncryptedTlsOnlyAndKeepTwoWeeks() {
    assertThat(template.all("AWS::SQS::Queue"))
        .hasSize(4)
        .allSatisfy(
            queue -> {
              assertThat(queue.at("/SqsManagedSseEnabled").asBoolean()).isTrue();
              assertThat(queue.at("/MessageRetentionPeriod").asLong())
                  .isEqualTo(Duration.ofDays(14).toSeconds());
              assertThat(deniesPlainHttp("AWS::SQS::QueuePolicy", queue)).isTrue();
            });
  }

  @Test
  void workingQueues_haveADeadLetterQueueOfTheirKind() {
    for (String name : List.of("notifications.fifo", "outcomes")) {
      Resource queue = template.the("AWS::SQS::Queue", "QueueName", name);

      Resource dead = template.referredToBy(queue.at("/RedrivePolicy/deadLetterTargetArn"));

      assertThat(dead.at("/QueueName").asText()).contains("-dead");
      assertThat(dead.at("/FifoQueue")).isEqualTo(queue.at("/FifoQueue"));
      assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(10);
    }
  }

  @Test
  void outcomes_areHiddenForSixTimesTheRecordersTimeout() {
    long timeout = template.function("qdn-recorder").at("/Timeout").asLong();
    Resource outcomes = template.the("AWS::SQS::Queue", "QueueName", "outcomes");

    assertThat(timeout).as("a commit may take the store two minutes").isGreaterThan(120);
    assertThat(outcomes.at("/VisibilityTimeout").asLong()).isGreaterThanOrEqualTo(6 * timeout);
  }

  @Test
  void topics_areTlsOnly() {
    assertThat(template.all("AWS::SNS::Topic"))
        .allMatch(topic -> deniesPlainHttp("AWS::SNS::TopicPolicy", topic));
  }

  @Test
  void logGroups_haveARetention() {
    assertThat(template.all("AWS::Logs::LogGroup"))
        .hasSizeGreaterThan(5)
        .allMatch(group -> group.at("/RetentionInDays").asInt() == 30);
  }

  @Test
  void functions_logIntoAGroupOfTheirOwn() {
    assertThat(template.all("AWS::Lambda::Function"))
        .extracting(function -> function.at("/LoggingConfig/LogGroup").toString())
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @Test
  void secrets_areNotInTheTemplates() {
    assertThat(template.all("AWS::SecretsManager::Secret"))
        .hasSize(3)
        .allMatch(secret -> secret.at("/SecretString").isMissingNode());
    assertThat(template.all().toString()).doesNotContain("{{resolve:");
  }

  private boolean deniesPlainHttp(String policyType, Resource resource) {
    return template.all(policyType).stream()
        .filter(policy -> policy.properties().toString().contains("\"" + resource.id() + "\""))
        .flatMap(policy -> Policies.statements(policy.properties()).stream())
        .anyMatch(
            statement ->
                statement.path("Effect").asText().equals("Deny")
                    && statement
                        .at("/Condition/Bool/aws:SecureTransport")
                        .asText()
                        .equals("false"));
  }
}
