package com.quickdumpnow.relay.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * Who is told, and how: by email from SNS, which needs nothing of the relay's own. The topic is not
 * encrypted, as alarms cannot publish with AWS's own key for SNS; it carries names and numbers of
 * alarms alone.
 */
final class OnCall extends Construct {
  private final Names names;
  private final Topic topic;

  /** What an alarm looks at, and from when on it is one. */
  record Condition(
      IMetric metric,
      ComparisonOperator operator,
      double threshold,
      int periods,
      TreatMissingData missing) {
    static Condition above(double threshold, int periods, IMetric metric) {
      return new Condition(
          metric,
          ComparisonOperator.GREATER_THAN_THRESHOLD,
          threshold,
          periods,
          TreatMissingData.NOT_BREACHING);
    }

    static Condition below(double threshold, int periods, IMetric metric) {
      return new Condition(
          metric,
          ComparisonOperator.LESS_THAN_THRESHOLD,
          threshold,
          periods,
          TreatMissingData.NOT_BREACHING);
    }

    Condition orMissing() {
      return new Condition(metric, operator, threshold, periods, TreatMissingData.BREACHING);
    }
  }

  OnCall(Construct scope, Deployment deployment) {
    super(scope, "OnCall");
    names = deployment.names();
    topic =
        Topic.Builder.create(this, "Topic").topicName(names.of("on-call")).enforceSsl(true).build();
    topic.addSubscription(new EmailSubscription(deployment.alertEmail()));
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(
                    new ServicePrincipal("cloudwatch.amazonaws.com"),
                    new ServicePrincipal("budgets.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
    budget(deployment.monthlyBudget());
  }

  /**
   * @param advice for whoever is woken by it: what it means and where to look
   */
  void alarm(String name, Condition condition, String advice) {
    Alarm alarm =
        Alarm.Builder.create(this, name)
            .alarmName(names.of(name))
            .alarmDescription(advice)
            .metric(condition.metric())
            .comparisonOperator(condition.operator())
            .threshold(condition.threshold())
            .evaluationPeriods(condition.periods())
            .treatMissingData(condition.missing())
            .build();
    SnsAction tell = new SnsAction(topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }

  private void budget(int dollars) {
    CfnBudget.Builder.create(this, "Budget")
        .budget(
            CfnBudget.BudgetDataProperty.builder()
                .budgetName(names.of("monthly"))
                .budgetType("COST")
                .timeUnit("MONTHLY")
                .budgetLimit(CfnBudget.SpendProperty.builder().amount(dollars).unit("USD").build())
                .build())
        .notificationsWithSubscribers(
            List.of(notification("ACTUAL", 80), notification("FORECASTED", 100)))
        .build();
  }

  private CfnBudget.NotificationWithSubscribersProperty notification(String type, int percent) {
    return CfnBudget.NotificationWithSubscribersProperty.builder()
        .notification(
            CfnBudget.NotificationProperty.builder()
                .notificationType(type)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build())
        .subscribers(
            List.of(
                CfnBudget.SubscriberProperty.builder()
                    .subscriptionType("SNS")
                    .address(topic.getTopicArn())
                    .build()))
        .build();
  }
}
