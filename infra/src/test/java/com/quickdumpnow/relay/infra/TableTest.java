package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a deployment with {@code "store": "dynamodb"} has instead of the document. */
class TableTest {
  private final Template template = Template.withTable();

  private Resource table() {
    return template.all("AWS::DynamoDB::Table").getFirst();
  }

  @Test
  void table_isPaidByTheRequestRecoverableAndOutlivesTheStack() {
    assertThat(table().at("/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(
            table().at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
        .isTrue();
    assertThat(table().at("/DeletionProtectionEnabled").asBoolean()).isTrue();
    assertThat(table().at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expires");
    assertThat(table().whole().path("DeletionPolicy").asText()).isEqualTo("Retain");
  }

  @Test
  void indexes_holdKeysOnly() {
    assertThat(table().at("/GlobalSecondaryIndexes"))
        .hasSize(5)
        .allSatisfy(
            index -> {
              String name = index.path("IndexName").asText();
              assertThat(index.at("/KeySchema/0/AttributeName").asText()).isEqualTo(name);
              assertThat(index.at("/KeySchema/1/AttributeName").asText()).isEqualTo(name + "At");
              assertThat(index.at("/Projection/ProjectionType").asText())
                  .isEqualTo(name.equals("listed") ? "INCLUDE" : "KEYS_ONLY");
            });
  }

  @Test
  void programs_haveTheTableAndNotTheBucket() {
    for (String function : List.of("qdn-api", "qdn-recorder")) {
      JsonNode variables = template.function(function).at("/Environment/Variables");

      assertThat(variables.has("QDN_TABLE")).as(function).isTrue();
      assertThat(variables.has("QDN_BUCKET")).as(function).isFalse();
      assertThat(variables.path("QDN_ARCHIVE_FOR").asText()).isEqualTo("1095d");
    }
    assertThat(template.all("AWS::ECS::TaskDefinition").toString())
        .contains("QDN_TABLE")
        .doesNotContain("QDN_BUCKET");
  }

  @Test
  void programs_mayNotScan() {
    assertThat(template.all("AWS::IAM::Policy").toString())
        .contains("dynamodb:Query", "dynamodb:ConditionCheckItem")
        .doesNotContain("dynamodb:Scan", "dynamodb:CreateTable", "maintenance.json");
  }
}
