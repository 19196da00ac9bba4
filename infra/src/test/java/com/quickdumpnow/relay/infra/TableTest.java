package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import com.quickdumpnow.relay.store.dynamodb.DynamoTables;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

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
  void keysAndIndexes_areThoseThatTheStoreMakesForItself() {
    CreateTableRequest own = DynamoTables.request("any");

    assertThat(keys(table().at("/KeySchema"))).isEqualTo(keys(own.keySchema()));
    assertThat(table().at("/GlobalSecondaryIndexes"))
        .extracting(
            index -> index.path("IndexName").asText(),
            index -> keys(index.path("KeySchema")),
            index -> index.at("/Projection/ProjectionType").asText(),
            index -> index.at("/Projection/NonKeyAttributes/0").asText())
        .containsExactlyInAnyOrderElementsOf(
            own.globalSecondaryIndexes().stream().map(TableTest::shape).toList());
  }

  private static Tuple shape(GlobalSecondaryIndex index) {
    return tuple(
        index.indexName(),
        keys(index.keySchema()),
        index.projection().projectionTypeAsString(),
        String.join(",", index.projection().nonKeyAttributes()));
  }

  private static List<String> keys(JsonNode schema) {
    return StreamSupport.stream(schema.spliterator(), false)
        .map(key -> key.path("AttributeName").asText() + " " + key.path("KeyType").asText())
        .toList();
  }

  private static List<String> keys(List<KeySchemaElement> schema) {
    return schema.stream().map(key -> key.attributeName() + " " + key.keyTypeAsString()).toList();
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
  void recoveredTable_isUsedByAllProgramsAndTheOldOneStays() {
    Template recovered = Template.withRecoveredTable();

    assertThat(recovered.function("qdn-api").at("/Environment/Variables/QDN_TABLE").asText())
        .isEqualTo("qdn-of-monday");
    assertThat(recovered.all("AWS::IAM::Policy").toString())
        .contains(":table/qdn-of-monday\"", ":table/qdn-of-monday/index/due\"")
        .doesNotContain("StoreArn");
    assertThat(recovered.all("AWS::DynamoDB::Table").getFirst().id()).isEqualTo(table().id());
  }

  @Test
  void ratesOfApiAndRecorders_areTenTimesADocuments() {
    assertThat(rate(template)).isEqualTo(500);
    assertThat(recorders(template)).isEqualTo(20);
    assertThat(rate(Template.standard())).isEqualTo(50);
    assertThat(recorders(Template.standard())).isEqualTo(2);
  }

  @Test
  void ratesOfApiAndRecorders_areWhatTheFileSays() {
    Template large = Template.withRates(2_000, 40);

    assertThat(rate(large)).isEqualTo(2_000);
    assertThat(recorders(large)).isEqualTo(40);
  }

  private static int rate(Template template) {
    return template
        .all("AWS::ApiGatewayV2::Stage")
        .getFirst()
        .at("/DefaultRouteSettings/ThrottlingRateLimit")
        .asInt();
  }

  private static int recorders(Template template) {
    return template.all("AWS::Lambda::EventSourceMapping").stream()
        .mapToInt(source -> source.at("/ScalingConfig/MaximumConcurrency").asInt())
        .max()
        .orElseThrow();
  }

  @Test
  void programs_mayNotScan() {
    assertThat(template.all("AWS::IAM::Policy").toString())
        .contains("dynamodb:Query", "dynamodb:ConditionCheckItem")
        .doesNotContain("dynamodb:Scan", "dynamodb:CreateTable", "maintenance.json");
  }
}
