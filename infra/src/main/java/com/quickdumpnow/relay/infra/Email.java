package com.quickdumpnow.relay.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.ses.ConfigurationSet;
import software.amazon.awscdk.services.ses.ConfigurationSetEventDestination;
import software.amazon.awscdk.services.ses.ConfigurationSetTlsPolicy;
import software.amazon.awscdk.services.ses.DkimRecord;
import software.amazon.awscdk.services.ses.EmailIdentity;
import software.amazon.awscdk.services.ses.EmailSendingEvent;
import software.amazon.awscdk.services.ses.EventDestination;
import software.amazon.awscdk.services.ses.Identity;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.constructs.Construct;

/**
 * SES: the domain that it signs for, and its events by SNS into the outcomes queue. The topic is
 * not encrypted, as SES cannot publish with AWS's own key for SNS and a key of ours costs a dollar.
 */
final class Email extends Construct {
  private final ConfigurationSet set;
  private final EmailIdentity identity;
  private final String from;

  Email(Construct scope, Deployment deployment, Queues queues) {
    super(scope, "Email");
    from = deployment.emailFrom();
    set =
        ConfigurationSet.Builder.create(this, "Set")
            .configurationSetName(deployment.names().of("relay"))
            .tlsPolicy(ConfigurationSetTlsPolicy.REQUIRE)
            .reputationMetrics(true)
            .build();
    identity =
        EmailIdentity.Builder.create(this, "Identity")
            .identity(Identity.domain(deployment.emailDomain()))
            .dkimSigning(true)
            .configurationSet(set)
            .build();
    Topic events = Topic.Builder.create(this, "Events").enforceSsl(true).build();
    events.addSubscription(
        SqsSubscription.Builder.create(queues.outcomes()).rawMessageDelivery(true).build());
    ConfigurationSetEventDestination.Builder.create(this, "ToOutcomes")
        .configurationSet(set)
        .destination(EventDestination.snsTopic(events))
        .events(
            List.of(
                EmailSendingEvent.SEND,
                EmailSendingEvent.DELIVERY,
                EmailSendingEvent.BOUNCE,
                EmailSendingEvent.COMPLAINT,
                EmailSendingEvent.REJECT))
        .build();
    int number = 0;
    for (DkimRecord record : identity.getDkimRecords()) {
      CfnOutput.Builder.create(scope, "Dkim" + ++number)
          .key("Dkim" + number)
          .value(record.getName() + " CNAME " + record.getValue())
          .build();
    }
  }

  String configurationSet() {
    return set.getConfigurationSetName();
  }

  /** From that one address, with our configuration set. */
  PolicyStatement send() {
    return PolicyStatement.Builder.create()
        .actions(List.of("ses:SendEmail"))
        .resources(List.of(identity.getEmailIdentityArn(), setArn()))
        .conditions(Map.of("StringEquals", Map.of("ses:FromAddress", from)))
        .build();
  }

  private String setArn() {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("ses")
                .resource("configuration-set")
                .resourceName(set.getConfigurationSetName())
                .build());
  }
}
