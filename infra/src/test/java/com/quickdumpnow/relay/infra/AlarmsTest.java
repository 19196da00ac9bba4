package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told of what. */
class AlarmsTest {
  private final Template template = Template.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notifications-age",
        "outcomes-age",
        "notifications-dead",
        "outcomes-dead",
        "dead-man",
        "api-errors",
        "api-throttles",
        "webhook-errors",
        "webhook-throttles",
        "recorder-errors",
        "recorder-throttles",
        "api-5xx",
        "conflicts",
        "delivered-primary",
        "delivered-secondary",
        "no-receipt-primary",
        "no-receipt-secondary",
        "emails",
        "to-call",
        "watch",
        "canary",
        "ses-bounces",
        "ses-complaints"
      })
  void alarm_tellsTheOneOnCallWhatToDo(String name) {
    Resource alarm = template.the("AWS::CloudWatch::Alarm", "AlarmName", "qdn-" + name);

    assertThat(template.referredToBy(alarm.at("/AlarmActions/0")).at("/TopicName").asText())
        .isEqualTo("qdn-on-call");
    assertThat(alarm.at("/OKActions")).hasSize(1);
    assertThat(alarm.at("/AlarmDescription").asText()).hasSizeGreaterThan(40);
  }

  /** docs/observability.md, whose names of routes' alarms end with ROUTE. */
  @Test
  void everyAlarm_isExplainedOnThePage() throws IOException {
    String page = Files.readString(Template.HOME.resolve("docs/observability.md"));
    String table = page.substring(page.indexOf("## Alarms of CloudWatch"));

    assertThat(template.all("AWS::CloudWatch::Alarm"))
        .map(alarm -> alarm.at("/AlarmName").asText())
        .filteredOn(name -> name.startsWith("qdn-"))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            name ->
                assertThat(table)
                    .contains("`" + name.replaceFirst("-(primary|secondary)$", "-ROUTE") + "`"));
    assertThat(Pattern.compile("`(qdn-[a-z0-9-]+)(-ROUTE)?`").matcher(table).results())
        .map(found -> found.group(1))
        .filteredOn(name -> !name.equals("qdn-on-call") && !name.equals("qdn-relay-worker"))
        .allSatisfy(
            name ->
                assertThat(template.all("AWS::CloudWatch::Alarm"))
                    .anyMatch(alarm -> alarm.at("/AlarmName").asText().startsWith(name)));
  }

  /** The worker's own words, which infra does not depend on. */
  @Test
  void conflicts_areReadFromThePulse() throws IOException {
    String pulse =
        Files.readString(
            Template.HOME.resolve(
                "relay-worker/src/main/java/com/quickdumpnow/relay/worker/health/Pulse.java"));

    assertThat(template.all("AWS::Logs::MetricFilter"))
        .hasSize(2)
        .allSatisfy(
            filter ->
                assertThat(filter.at("/FilterPattern").asText())
                    .isEqualTo("{ $.event = \"pulse\" }"))
        .extracting(filter -> filter.at("/MetricTransformations/0/MetricValue").asText())
        .containsExactlyInAnyOrder("$.commits", "$.conflicts");
    assertThat(pulse).contains("EVENT = \"pulse\"", "LogKey.COMMITS", "LogKey.CONFLICTS");
  }

  @Test
  void topic_goesToTheDeploymentsAddress() {
    assertThat(template.all("AWS::SNS::Subscription"))
        .anyMatch(
            each ->
                each.at("/Protocol").asText().equals("email")
                    && each.at("/Endpoint").asText().equals("oncall@quickdumpnow.example.com"));
  }

  /** SQS's own count of polls: no program of ours, no store and no carrier is needed for it. */
  @Test
  void deadMan_firesOnSilenceAndOnMissingData() {
    Resource alarm = template.the("AWS::CloudWatch::Alarm", "AlarmName", "qdn-dead-man");

    assertThat(alarm.at("/TreatMissingData").asText()).isEqualTo("breaching");
    assertThat(alarm.at("/ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
    assertThat(alarm.at("/Metrics").findValuesAsText("Namespace")).containsOnly("AWS/SQS");
    assertThat(alarm.at("/Metrics").findValuesAsText("MetricName"))
        .containsExactlyInAnyOrder("NumberOfEmptyReceives", "NumberOfMessagesReceived");
  }

  @Test
  void reputation_isWatchedAtSesOwnThresholds() {
    assertThat(threshold("qdn-ses-bounces")).isEqualTo(0.05);
    assertThat(threshold("qdn-ses-complaints")).isEqualTo(0.001);
  }

  private double threshold(String name) {
    return template.the("AWS::CloudWatch::Alarm", "AlarmName", name).at("/Threshold").asDouble();
  }

  @Test
  void budget_tellsBeforeItIsSpent() {
    Resource budget = template.all("AWS::Budgets::Budget").getFirst();

    assertThat(budget.at("/Budget/BudgetLimit/Amount").asInt()).isEqualTo(50);
    assertThat(budget.at("/NotificationsWithSubscribers")).hasSize(2);
  }

  @Test
  void sesEvents_goToTheOutcomesQueueAsTheyAre() {
    assertThat(template.all("AWS::SES::ConfigurationSetEventDestination"))
        .singleElement()
        .satisfies(
            destination ->
                assertThat(destination.at("/EventDestination/MatchingEventTypes"))
                    .extracting(each -> each.asText())
                    .containsExactlyInAnyOrder(
                        "send", "delivery", "bounce", "complaint", "reject"));
    assertThat(template.all("AWS::SNS::Subscription"))
        .anyMatch(
            each ->
                each.at("/Protocol").asText().equals("sqs")
                    && each.at("/RawMessageDelivery").asBoolean()
                    && each.at("/Endpoint").toString().contains("Outcomes"));
  }

  @Test
  void canary_isNotTriedAgain() {
    assertThat(template.all("AWS::Lambda::EventInvokeConfig"))
        .hasSize(2)
        .allMatch(each -> each.at("/MaximumRetryAttempts").asInt(-1) == 0);
  }

  @Test
  void withoutACanarysPhone_thereIsNone() {
    List<Resource> functions = Template.withDomains().all("AWS::Lambda::Function");

    assertThat(functions).noneMatch(each -> each.at("/FunctionName").asText().contains("canary"));
  }
}
