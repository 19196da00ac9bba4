package com.quickdumpnow.relay.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/**
 * A web application firewall before both sites, for 7 dollars a month: it stops one address from
 * flooding them, and what AWS's common rules know.
 */
final class Firewall extends Construct {
  private static final Number PER_ADDRESS_IN_FIVE_MINUTES = 2000;

  private final CfnWebACL acl;

  Firewall(Construct scope, Names names) {
    super(scope, "Firewall");
    acl =
        CfnWebACL.Builder.create(this, "Acl")
            .scope("CLOUDFRONT")
            .defaultAction(
                CfnWebACL.DefaultActionProperty.builder()
                    .allow(CfnWebACL.AllowActionProperty.builder().build())
                    .build())
            .visibilityConfig(visibility(names.all()))
            .rules(List.of(rate(names), common(names)))
            .build();
  }

  private static CfnWebACL.RuleProperty rate(Names names) {
    return CfnWebACL.RuleProperty.builder()
        .name("rate")
        .priority(0)
        .action(
            CfnWebACL.RuleActionProperty.builder()
                .block(CfnWebACL.BlockActionProperty.builder().build())
                .build())
        .statement(
            CfnWebACL.StatementProperty.builder()
                .rateBasedStatement(
                    CfnWebACL.RateBasedStatementProperty.builder()
                        .aggregateKeyType("IP")
                        .limit(PER_ADDRESS_IN_FIVE_MINUTES)
                        .build())
                .build())
        .visibilityConfig(visibility(names.of("rate")))
        .build();
  }

  private static CfnWebACL.RuleProperty common(Names names) {
    return CfnWebACL.RuleProperty.builder()
        .name("common")
        .priority(1)
        .overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build())
        .statement(
            CfnWebACL.StatementProperty.builder()
                .managedRuleGroupStatement(
                    CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                        .vendorName("AWS")
                        .name("AWSManagedRulesCommonRuleSet")
                        .build())
                .build())
        .visibilityConfig(visibility(names.of("common")))
        .build();
  }

  /** Without samples: those would show addresses and tracking links. */
  private static CfnWebACL.VisibilityConfigProperty visibility(String metric) {
    return CfnWebACL.VisibilityConfigProperty.builder()
        .metricName(metric)
        .cloudWatchMetricsEnabled(true)
        .sampledRequestsEnabled(false)
        .build();
  }

  String arn() {
    return acl.getAttrArn();
  }
}
