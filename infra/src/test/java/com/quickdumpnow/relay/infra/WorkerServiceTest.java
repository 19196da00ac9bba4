package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How the worker runs on Fargate. */
class WorkerServiceTest {
  private final Template template = Template.standard();
  private final JsonNode container =
      template.all("AWS::ECS::TaskDefinition").getFirst().at("/ContainerDefinitions/0");
  private final Resource service = template.all("AWS::ECS::Service").getFirst();

  @Test
  void container_isNobodyInParticularOnAReadOnlyRoot() {
    assertThat(container.path("User").asText()).isEqualTo("10001:10001");
    assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.path("Privileged").asBoolean()).isFalse();
  }

  @Test
  void stop_waitsLongerThanTheDrain() throws IOException {
    String source =
        Files.readString(
            Template.HOME.resolve(
                "relay-worker/src/main/java/com/quickdumpnow/relay/worker/Worker.java"));
    Matcher drain = Pattern.compile("DRAIN = Duration.ofSeconds\\((\\d+)\\)").matcher(source);
    assertThat(drain.find()).as("the worker's drain").isTrue();

    assertThat(container.path("StopTimeout").asInt())
        .isGreaterThan(2 * Integer.parseInt(drain.group(1)))
        .as("Fargate's most")
        .isLessThanOrEqualTo(120);
  }

  @Test
  void network_hasNoNatAndLetsNobodyIn() {
    assertThat(template.all()).noneMatch(each -> each.type().equals("AWS::EC2::NatGateway"));
    assertThat(template.all())
        .noneMatch(each -> each.type().equals("AWS::EC2::SecurityGroupIngress"));
    assertThat(template.all("AWS::EC2::SecurityGroup"))
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.at("/SecurityGroupIngress").isMissingNode()).isTrue();
              assertThat(group.at("/SecurityGroupEgress")).hasSize(1);
              assertThat(group.at("/SecurityGroupEgress/0/ToPort").asInt()).isEqualTo(443);
            });
  }

  @Test
  void deployment_neverStopsTheOldOneFirstAndRollsBack() {
    JsonNode deployment = service.at("/DeploymentConfiguration");

    assertThat(deployment.path("MinimumHealthyPercent").asInt()).isEqualTo(100);
    assertThat(deployment.at("/DeploymentCircuitBreaker/Rollback").asBoolean()).isTrue();
  }

  @Test
  void scaling_isByTheQueuesAgeFromOne() {
    Resource target = template.all("AWS::ApplicationAutoScaling::ScalableTarget").getFirst();

    assertThat(target.at("/MinCapacity").asInt()).isEqualTo(1);
    assertThat(target.at("/MaxCapacity").asInt()).isEqualTo(2);
    assertThat(template.all("AWS::CloudWatch::Alarm"))
        .anyMatch(
            alarm ->
                alarm.at("/MetricName").asText().equals("ApproximateAgeOfOldestMessage")
                    && alarm.at("/AlarmActions").toString().contains("QueueAge"));
  }
}
