package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may do what: nothing beyond the need, and no wildcard without its reason. */
class PermissionsTest {
  private final Template template = Template.standard();

  @Test
  void wildcards_haveAWrittenReason() {
    List<String> without = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    for (Resource resource : template.all()) {
      for (JsonNode statement : allowing(resource)) {
        for (String wildcard : wildcards(statement)) {
          used.add(wildcard);
          if (!Permissions.WILDCARD_REASONS.containsKey(wildcard)) {
            without.add(resource.id() + ": " + wildcard);
          }
        }
      }
    }

    assertThat(without).isEmpty();
    assertThat(used).as("reasons").isEqualTo(Permissions.WILDCARD_REASONS.keySet());
  }

  /** As {@link Permissions#WILDCARD_REASONS} names them: the action, and the resource's end. */
  private static List<String> wildcards(JsonNode statement) {
    List<String> found = new ArrayList<>();
    for (String action : Policies.values(statement, "Action")) {
      for (String resource : Policies.values(statement, "Resource")) {
        if (action.contains("*") || resource.contains("*")) {
          found.add(action + " " + resource.substring(Math.max(0, resource.indexOf('/'))));
        }
      }
    }
    return found;
  }

  @Test
  void nobodyOutside_isAllowedAnything() {
    assertThat(template.all().stream().flatMap(each -> allowing(each).stream()))
        .noneMatch(statement -> statement.path("Principal").toString().contains("*"))
        .noneMatch(statement -> statement.path("Principal").path("AWS").asText().contains("*"));
  }

  @Test
  void roles_haveNoManagedPolicies() {
    assertThat(template.all("AWS::IAM::Role"))
        .allMatch(role -> role.at("/ManagedPolicyArns").isMissingNode());
  }

  @Test
  void services_actForThisAccountOnly() {
    assertThat(allowing("AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy"))
        .hasSizeGreaterThan(4)
        .allMatch(statement -> statement.path("Condition").toString().contains("Source"));
  }

  @Test
  void api_readsTheTrackingKeysAndStaffsTokensButNotTwilios() {
    List<JsonNode> api = ofRole("FunctionsApi");

    assertThat(secretsOf(api)).containsExactly("TrackingKeys");
    assertThat(resourcesOf(api, "s3:GetObject"))
        .contains("?/maintenance.json", "?/archive/*", "?/staff-tokens.json");
    assertThat(resourcesOf(api, "s3:PutObject")).containsExactly("?/maintenance.json");
    assertThat(actions(api)).doesNotContain("ses:SendEmail", "sqs:ReceiveMessage");
  }

  @Test
  void webhook_putsIntoTheOutcomesQueueAndReadsTwiliosTokens() {
    List<JsonNode> webhook = ofRole("FunctionsWebhook");

    assertThat(secretsOf(webhook)).containsExactly("TwilioTokens");
    assertThat(actions(webhook))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:SendMessage",
            "secretsmanager:GetSecretValue");
  }

  @Test
  void recorder_readsNoSecretAndSendsNothingOut() {
    List<JsonNode> recorder = ofRole("FunctionsRecorder");

    assertThat(secretsOf(recorder)).isEmpty();
    assertThat(actions(recorder)).doesNotContain("ses:SendEmail");
  }

  @Test
  void worker_sendsEmailFromOneAddressOnly() {
    List<JsonNode> worker = ofRole("WorkerTaskTaskRole");

    assertThat(worker)
        .filteredOn(statement -> actions(List.of(statement)).contains("ses:SendEmail"))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(statement.at("/Condition/StringEquals/ses:FromAddress").asText())
                    .isEqualTo("dispatch@quickdumpnow.example.com"));
    assertThat(secretsOf(worker)).as("ECS reads them for it").isEmpty();
    assertThat(actions(worker)).noneMatch(action -> action.startsWith("logs:"));
  }

  @Test
  void staffTokens_areReadByTheApiAlone() {
    assertThat(template.all("AWS::IAM::Policy"))
        .filteredOn(policy -> policy.properties().toString().contains("staff-tokens.json"))
        .extracting(Resource::id)
        .singleElement()
        .asString()
        .startsWith("FunctionsApi");
  }

  private List<JsonNode> ofRole(String role) {
    return template.all("AWS::IAM::Policy").stream()
        .filter(policy -> policy.at("/Roles").toString().contains(role))
        .flatMap(policy -> allowing(policy).stream())
        .toList();
  }

  private List<JsonNode> allowing(String... types) {
    return Set.of(types).stream()
        .flatMap(type -> template.all(type).stream())
        .flatMap(resource -> allowing(resource).stream())
        .toList();
  }

  /** What a resource allows; who may take a role is no permission on a resource. */
  private static List<JsonNode> allowing(Resource resource) {
    return Policies.statements(resource.properties()).stream()
        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
        .toList();
  }

  private static List<String> actions(List<JsonNode> statements) {
    return statements.stream().flatMap(each -> Policies.values(each, "Action").stream()).toList();
  }

  private static List<String> resourcesOf(List<JsonNode> statements, String action) {
    return statements.stream()
        .filter(statement -> actions(List.of(statement)).contains(action))
        .flatMap(statement -> Policies.values(statement, "Resource").stream())
        .toList();
  }

  /** The names of the secrets that may be read, without the CDK's suffixes. */
  private static List<String> secretsOf(List<JsonNode> statements) {
    return statements.stream()
        .filter(each -> actions(List.of(each)).contains("secretsmanager:GetSecretValue"))
        .map(
            each ->
                each.path("Resource")
                    .toString()
                    .replaceAll(".*OutputRef([A-Za-z]+?)[0-9A-F]{8}.*", "$1"))
        .toList();
  }
}
