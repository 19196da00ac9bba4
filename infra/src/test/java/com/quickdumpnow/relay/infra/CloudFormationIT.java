package com.quickdumpnow.relay.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The queues and buckets deployed by LocalStack's CloudFormation, where there is Docker. */
class CloudFormationIT {
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  @Test
  void queuesAndBuckets_areDeployed() throws Exception {
    assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "there is no Docker");
    try (LocalStackContainer aws =
        new LocalStackContainer(IMAGE).withServices("cloudformation", "sqs", "s3")) {
      aws.start();
      aws.copyFileToContainer(
          MountableFile.forHostPath(
              Files.write(Files.createTempFile("qdn", ".json"), part().getBytes(UTF_8))),
          "/tmp/part.json");

      ExecResult deployed =
          aws.execInContainer(
              "awslocal",
              "cloudformation",
              "deploy",
              "--stack-name",
              "qdn",
              "--template-file",
              "/tmp/part.json");

      assertThat(deployed.getExitCode()).as(deployed.getStderr()).isZero();
      assertThat(aws.execInContainer("awslocal", "sqs", "list-queues").getStdout())
          .contains("notifications.fifo", "notifications-dead.fifo", "outcomes", "outcomes-dead");
    }
  }

  /** What LocalStack's free edition can make of the templates. */
  private static String part() {
    ObjectNode template = new ObjectMapper().createObjectNode();
    ObjectNode resources = template.putObject("Resources");
    for (Resource each : Template.standard().all()) {
      if (each.type().equals("AWS::SQS::Queue") || each.type().equals("AWS::S3::Bucket")) {
        resources.set(each.id(), each.whole());
      }
    }
    return template.toString();
  }
}
