package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code -c store=dynamodb -c depots=north,south}: two cells of a larger account. */
class DepotsTest {
  private static final Pattern IMPORT = Pattern.compile("\"Fn::ImportValue\"\\s*:\\s*\"([^:\"]+):");

  /** Names that are no resource's of the account: AWS's own, or below one that has the depot. */
  private static final Set<String> NAMES_WITHIN =
      Set.of("AWS::Lambda::Alias", "AWS::ApiGatewayV2::Stage", "AWS::IAM::Policy");

  private final Template north = Template.north();
  private final Template south = Template.south();

  @Test
  void templates_ofADepot_doNotKnowTheOther() throws IOException {
    for (String stack : List.of("foundation", "relay")) {
      assertThat(Files.readString(north.file(stack))).doesNotContainIgnoringCase("south");
      assertThat(Files.readString(south.file(stack))).doesNotContainIgnoringCase("north");
    }
  }

  @Test
  void stacks_importFromTheirOwnFoundationOnly() throws IOException {
    assertThat(imports(north)).containsExactly("qdn-north-foundation");
    assertThat(imports(south)).containsExactly("qdn-south-foundation");
  }

  private static Set<String> imports(Template template) throws IOException {
    return IMPORT
        .matcher(Files.readString(template.file("relay")))
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * A policy names what it allows by reference into its own stacks, or by a name of the depot's.
   */
  @Test
  void policies_allowNothingBeyondTheDepot() {
    for (Resource resource : north.all()) {
      for (JsonNode statement : Policies.statements(resource.properties())) {
        for (JsonNode allowed : values(statement.path("Resource"))) {
          boolean aWholeRegistrysToken =
              statement.path("Action").asText().equals("ecr:GetAuthorizationToken");
          assertThat(aWholeRegistrysToken || isOwn(allowed))
              .as("%s allows %s", resource.id(), allowed)
              .isTrue();
        }
      }
    }
  }

  private static Iterable<JsonNode> values(JsonNode oneOrMore) {
    return oneOrMore.isArray() ? oneOrMore : List.of(oneOrMore).subList(0, sizeOf(oneOrMore));
  }

  private static int sizeOf(JsonNode node) {
    return node.isMissingNode() ? 0 : 1;
  }

  private boolean isOwn(JsonNode allowed) {
    String text = allowed.toString();
    return text.contains("\"qdn-north-foundation:")
        || text.contains("/north.quickdumpnow.example.com\"")
        || text.contains("/qdn-north-")
        || north.all().stream().anyMatch(each -> text.contains("\"" + each.id() + "\""));
  }

  @Test
  void wildcards_endBehindANameOfTheDepotsOwn() {
    String conditions =
        north.all().stream()
            .flatMap(each -> Policies.statements(each.properties()).stream())
            .map(statement -> statement.path("Condition").toString())
            .filter(condition -> condition.contains("*"))
            .collect(Collectors.joining());

    assertThat(conditions).contains(":delivery-source:qdn-north-*").doesNotContain("qdn-*");
  }

  @Test
  void everyName_carriesTheDepot() {
    for (Resource resource : north.all()) {
      if (NAMES_WITHIN.contains(resource.type())) {
        continue;
      }
      resource
          .properties()
          .properties()
          .forEach(
              property -> {
                boolean names =
                    property.getKey().equals("Name")
                        || (property.getKey().endsWith("Name")
                            && !property.getKey().equals("MetricName"));
                if (names && property.getValue().isTextual()) {
                  assertThat(property.getValue().asText())
                      .as("%s of %s", property.getKey(), resource.id())
                      .contains("north");
                }
              });
    }
    assertThat(north.all("AWS::Logs::MetricFilter"))
        .allMatch(
            filter ->
                filter.at("/MetricTransformations/0/MetricNamespace").asText().equals("QDN/north"));
    assertThat(north.function("qdn-north-watch").at("/Environment/Variables/QDN_METRICS").asText())
        .isEqualTo("QDN/north");
  }

  @Test
  void depot_hasWhatAnInstallationHas() {
    Set<String> only = parts(Template.withTable());
    only.removeAll(parts(north));

    assertThat(parts(Template.withTable())).containsAll(parts(north));
    assertThat(only).as("alarms of a route that it lacks").allMatch(id -> id.contains("secondary"));
  }

  /** Ids without the hashes at their ends; some are called after their stack, too. */
  private static Set<String> parts(Template template) {
    return ids(template).stream()
        .map(id -> id.replaceAll("([0-9A-F]{8})+$", "").replace("qdnnorth", "qdn"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ids(Template template) {
    return template.all().stream()
        // A version of a function is called after its variables.
        .filter(each -> !each.type().equals("AWS::Lambda::Version"))
        .map(each -> each.type() + " " + each.id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void largerAccount_hasTableQuickFifoAndWorkersByTheQueuesAge() {
    Resource table = north.all("AWS::DynamoDB::Table").getFirst();
    Resource triggers = north.the("AWS::SQS::Queue", "QueueName", "north-notifications.fifo");
    Resource workers = north.all("AWS::ApplicationAutoScaling::ScalableTarget").getFirst();

    assertThat(table.at("/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
        .isTrue();
    assertThat(triggers.at("/DeduplicationScope").asText()).isEqualTo("messageGroup");
    assertThat(triggers.at("/FifoThroughputLimit").asText()).isEqualTo("perMessageGroupId");
    assertThat(workers.at("/MinCapacity").asInt()).isEqualTo(1);
    assertThat(workers.at("/MaxCapacity").asInt()).isEqualTo(2);
    assertThat(north.all("AWS::CloudWatch::Alarm"))
        .filteredOn(alarm -> alarm.at("/AlarmActions").toString().contains("QueueAge"))
        .hasSize(2)
        .allSatisfy(
            alarm -> {
              assertThat(alarm.at("/MetricName").asText())
                  .isEqualTo("ApproximateAgeOfOldestMessage");
              assertThat(north.referredToBy(alarm.at("/Dimensions/0/Value")).id())
                  .isEqualTo(triggers.id());
            });
    assertThat(north.all("AWS::ApplicationAutoScaling::ScalingPolicy"))
        .allMatch(policy -> policy.at("/PolicyType").asText().equals("StepScaling"));
    assertThat(north.all("AWS::EC2::VPCEndpoint"))
        .anyMatch(each -> each.at("/ServiceName").toString().contains("dynamodb"));
  }

  @Test
  void withoutDepots_theFilesDescriptionsOfThemChangeNothing() {
    ObjectNode without = Template.deployment();
    without.remove("depots");

    assertThat(Depots.of(Template.deployment(), Map.of()))
        .isEqualTo(Depots.of(without, Map.of()))
        .singleElement()
        .extracting(Deployment::names)
        .isEqualTo(Names.PLAIN);
    assertThat(
            Template.standard()
                .the("AWS::SQS::Queue", "QueueName", "notifications.fifo")
                .at("/FifoThroughputLimit")
                .isMissingNode())
        .isTrue();
  }

  /** CloudFormation replaces what changes its logical id, and these hold what must not be lost. */
  @Test
  void withoutDepots_whatHoldsDataKeepsItsLogicalId() {
    assertThat(ids(Template.withTable()))
        .contains(
            "AWS::S3::Bucket Data666C94C7",
            "AWS::DynamoDB::Table Store1D2A845B",
            "AWS::ECR::Repository WorkerImages49A86B18",
            "AWS::SecretsManager::Secret TwilioTokensB92E40ED",
            "AWS::SecretsManager::Secret TrackingKeys4EEB67B2",
            "AWS::SecretsManager::Secret MonitorToken703BDD02",
            "AWS::SQS::Queue QueuesDeadNotificationsFC753C6F",
            "AWS::SQS::Queue QueuesNotifications544C8158",
            "AWS::SQS::Queue QueuesDeadOutcomes3618B872",
            "AWS::SQS::Queue QueuesOutcomesFACB4593",
            "AWS::SES::EmailIdentity EmailIdentityCD6BD173",
            "AWS::ApiGatewayV2::Api JobApiB972A796",
            "AWS::CloudFront::Distribution SitesTracking7426DD3F",
            "AWS::CloudFront::Distribution SitesDashboardC5478BE1");
  }

  @Test
  void store_ofTheContext_winsOverTheFiles() {
    assertThat(Depots.of(Template.deployment(), Map.of("store", "dynamodb")))
        .singleElement()
        .matches(Deployment::table);
  }

  @Test
  void depots_thatShareASenderAnAccountOrADomain_areRefused() {
    ObjectNode json = Template.deployment();
    ObjectNode other = (ObjectNode) json.at("/depots/south");
    other.setAll((ObjectNode) json.at("/depots/north"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Depots.of(json, Map.of("depots", "north,south")))
        .withMessageContainingAll(
            "the Twilio account AC00000000000000000000000000000001: north and south both have it",
            "the sender +16195550101: ",
            "the emailDomain north.quickdumpnow.example.com: ");
  }

  @Test
  void depots_thatAreNotDescribedOrWronglyNamed_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Depots.of(Template.deployment(), Map.of("depots", "east")))
        .withMessageContainingAll("does not describe the depot east", "[north, south]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Depots.of(Template.deployment(), Map.of("depots", "North*")))
        .withMessageContaining("A depot cannot be called \"North*\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Depots.of(Template.deployment(), Map.of("depot", "north")))
        .withMessageContaining("what is known is store, movingFrom and depots");
  }

  @Test
  void mistakes_ofADepot_areSaidWithItsName() {
    ObjectNode json = Template.deployment();
    ((ObjectNode) json.at("/depots/south")).put("maxWorkers", 0).put("emailFrom", "a@b.example");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Depots.of(json, Map.of("depots", "south")))
        .withMessageContainingAll("Depot south", "maxWorkers: ", "emailFrom: ");
  }

  @Test
  void commandLine_hasTheContextAndTheFile() {
    Synth.Arguments given =
        Synth.Arguments.of("home", "-c", "store=dynamodb", "--context", "depots=a1,b1", "my.json");

    assertThat(given.context())
        .containsExactlyInAnyOrderEntriesOf(Map.of("store", "dynamodb", "depots", "a1,b1"));
    assertThat(given.file()).contains(Path.of("my.json"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Synth.Arguments.of("home", "-c", "depots"))
        .withMessageContaining("NAME=VALUE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Synth.Arguments.of("home", "--depots=north"))
        .withMessageContaining("Usage: ");
  }
}
