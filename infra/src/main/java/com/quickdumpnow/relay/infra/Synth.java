package com.quickdumpnow.relay.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * {@code ./qdn synth [deployment.json]}: writes the CloudFormation templates to {@code
 * infra/target/cdk.out}. Needs no account and no network.
 */
public final class Synth {
  /** CloudFront takes its certificates, its firewalls and its log sources from there alone. */
  static final String REGION = "us-east-1";

  /** What a new CDK project would have switched on, as far as it concerns us. */
  private static final Map<String, Object> FLAGS =
      Map.of(
          "@aws-cdk/aws-iam:minimizePolicies", true,
          "@aws-cdk/aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker", true,
          "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
          "@aws-cdk/aws-ec2:restrictDefaultSecurityGroup", false,
          "@aws-cdk/core:checkSecretUsage", true);

  private Synth() {}

  /**
   * @param arguments the source tree's root, then optionally the deployment's file
   */
  public static void main(String[] arguments) throws IOException {
    try {
      NodeJs.require();
      Path home = Path.of(arguments[0]);
      Path file =
          arguments.length > 1 ? Path.of(arguments[1]) : home.resolve("infra/deployment.json");
      Path out = home.resolve("infra/target/cdk.out");
      synthesise(Deployment.read(file), Programs.in(home), out);
      System.out.println("Templates of " + file + " are in " + out);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  static void synthesise(Deployment deployment, Programs programs, Path out) {
    App app =
        new App(
            AppProps.builder()
                .outdir(out.toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .context(FLAGS)
                .build());
    StackProps properties =
        StackProps.builder().env(Environment.builder().region(REGION).build()).build();
    FoundationStack foundation = new FoundationStack(app, properties, deployment);
    RelayStack relay = new RelayStack(app, properties, deployment, programs, foundation);
    relay.addStackDependency(foundation);
    app.synth();
  }
}
