package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs have while {@code qdn migrate} moves the store into a table (ADR 101). */
class MovingTest {
  private final Template template = Template.moving();

  @Test
  void programs_knowBothPlacesAndWhereTheStoreIsAtFirst() {
    for (String function : List.of("qdn-api", "qdn-recorder")) {
      JsonNode variables = template.function(function).at("/Environment/Variables");

      assertThat(variables.has("QDN_TABLE")).as(function).isTrue();
      assertThat(variables.has("QDN_BUCKET")).as(function).isTrue();
      assertThat(variables.path("QDN_MOVING_FROM").asText()).isEqualTo("bucket");
    }
    assertThat(template.all("AWS::ECS::TaskDefinition").toString())
        .contains("QDN_TABLE", "QDN_BUCKET", "QDN_MOVING_FROM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FunctionsApi", "FunctionsRecorder", "WorkerTaskTaskRole"})
  void programs_mayReadAndChangeBothPlacesAndScanNeither(String role) {
    List<JsonNode> allowed =
        template.all("AWS::IAM::Policy").stream()
            .filter(policy -> policy.at("/Roles").toString().contains(role))
            .flatMap(policy -> Policies.statements(policy.properties()).stream())
            .toList();

    assertThat(actions(allowed, "/maintenance.json")).contains("s3:GetObject", "s3:PutObject");
    assertThat(actions(allowed, "/archive/*")).contains("s3:GetObject");
    assertThat(actions(allowed, ""))
        .contains(
            "s3:ListBucket",
            "dynamodb:BatchGetItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:Query")
        .doesNotContain("dynamodb:Scan");
  }

  /** Where the move began, and there it stays. */
  @Test
  void worker_hasTheRosterInTheBucket() {
    assertThat(template.all("AWS::IAM::Policy").toString()).contains("/workers.json");
  }

  @Test
  void migrate_hasAPolicyOfItsOwnThatMayScan() {
    List<JsonNode> allowed =
        Policies.statements(template.all("AWS::IAM::ManagedPolicy").getFirst().properties());

    assertThat(actions(allowed, "")).contains("dynamodb:Scan", "dynamodb:PutItem", "s3:ListBucket");
    assertThat(actions(allowed, "/archive/*")).contains("s3:GetObject", "s3:PutObject");
    assertThat(Template.withTable().all()).noneMatch(each -> each.type().endsWith("ManagedPolicy"));
  }

  @Test
  void network_reachesTheTableToo() {
    assertThat(template.all("AWS::EC2::VPCEndpoint").toString()).contains(".dynamodb");
  }

  /** What is allowed on resources that end so. */
  private static List<String> actions(List<JsonNode> statements, String end) {
    return statements.stream()
        .filter(
            statement ->
                Policies.values(statement, "Resource").stream()
                    .anyMatch(resource -> resource.endsWith(end)))
        .flatMap(statement -> Policies.values(statement, "Action").stream())
        .toList();
  }
}
