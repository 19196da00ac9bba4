package com.quickdumpnow.relay.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * Where the worker runs: public subnets and an address of its own, that nobody can connect to. A
 * NAT gateway would hide the address for five times the worker's own price.
 */
final class Network extends Construct {
  private final Vpc vpc;
  private final SecurityGroup egressOnly;

  Network(Construct scope, Deployment deployment) {
    super(scope, "Network");
    vpc =
        Vpc.Builder.create(this, "Vpc")
            .maxAzs(2)
            .natGateways(0)
            .restrictDefaultSecurityGroup(false)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("public")
                        .subnetType(SubnetType.PUBLIC)
                        .cidrMask(24)
                        .build()))
            .gatewayEndpoints(inside(deployment))
            .build();
    egressOnly =
        SecurityGroup.Builder.create(this, "EgressOnly")
            .vpc(vpc)
            .description("The worker: HTTPS out, nothing in")
            .allowAllOutbound(false)
            .build();
    egressOnly.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "Twilio and AWS");
  }

  /** Gateways are free, and what goes to the store stays inside. */
  private static Map<String, GatewayVpcEndpointOptions> inside(Deployment deployment) {
    return deployment.knowsTable()
        ? Map.of(
            "S3", gateway(GatewayVpcEndpointAwsService.S3),
            "DynamoDb", gateway(GatewayVpcEndpointAwsService.DYNAMODB))
        : Map.of("S3", gateway(GatewayVpcEndpointAwsService.S3));
  }

  private static GatewayVpcEndpointOptions gateway(GatewayVpcEndpointAwsService service) {
    return GatewayVpcEndpointOptions.builder().service(service).build();
  }

  Vpc vpc() {
    return vpc;
  }

  SecurityGroup egressOnly() {
    return egressOnly;
  }
}
