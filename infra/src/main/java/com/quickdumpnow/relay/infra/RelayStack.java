package com.quickdumpnow.relay.infra;

import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The relay itself: everything that can be taken down and put up again. */
final class RelayStack extends Stack {
  RelayStack(
      Construct scope,
      StackProps properties,
      Deployment deployment,
      Programs programs,
      FoundationStack foundation) {
    super(scope, deployment.names().of("relay"), properties);
    Queues queues = new Queues(this, deployment);
    Email email = new Email(this, deployment, queues);
    JobApi gateway = new JobApi(this, deployment);
    Optional<Firewall> firewall =
        deployment.firewall()
            ? Optional.of(new Firewall(this, deployment.names()))
            : Optional.empty();
    Sites sites = new Sites(this, deployment, programs.edge(), gateway, firewall);
    Functions functions =
        new Functions(this, programs, deployment, foundation, queues, gateway, sites);
    gateway.route(functions.api().live(), functions.webhook().live());
    WorkerService worker =
        new WorkerService(
            this, deployment, foundation, new Network(this, deployment), queues, email, gateway);
    Monitors monitors = new Monitors(this, programs.functions(), deployment, foundation, gateway);
    OnCall onCall = new OnCall(this, deployment);
    new QueueAlarms(onCall, deployment.names(), queues);
    new ProgramAlarms(onCall, deployment.names(), functions, worker, gateway);
    new DeliveryAlarms(onCall, deployment, monitors);
    new Dashboard(this, deployment, queues, functions, gateway);
    CfnOutput.Builder.create(this, "ApiUrl").key("ApiUrl").value(gateway.url()).build();
  }
}
