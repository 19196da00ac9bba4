package com.quickdumpnow.relay.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * {@code ./qdn synth [-c NAME=VALUE]… [deployment.json]}: writes the CloudFormation templates to
 * {@code infra/target/cdk.out}. Needs no account and no network.
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

  /** What stands on the command line after the source tree's root. */
  record Arguments(Map<String, String> context, Optional<Path> file) {
    /**
     * @throws IllegalArgumentException when it is not understood
     */
    static Arguments of(String... arguments) {
      Map<String, String> context = new TreeMap<>();
      Optional<Path> file = Optional.empty();
      for (int i = 1; i < arguments.length; i++) {
        if (Set.of("-c", "--context").contains(arguments[i])) {
          String[] member = (++i < arguments.length ? arguments[i] : "").split("=", 2);
          if (member.length < 2) {
            throw new IllegalArgumentException("After -c stands NAME=VALUE, as store=dynamodb");
          }
          context.put(member[0], member[1]);
        } else if (file.isPresent() || arguments[i].startsWith("-")) {
          throw new IllegalArgumentException(
              "Usage: ./qdn synth [-c store=dynamodb] [-c movingFrom=s3] [-c depots=NAME,…]"
                  + " [DEPLOYMENT.json]");
        } else {
          file = Optional.of(Path.of(arguments[i]));
        }
      }
      return new Arguments(context, file);
    }
  }

  /**
   * @param arguments the source tree's root, then the CDK's context and the deployment's file, both
   *     optional
   */
  public static void main(String[] arguments) throws IOException {
    try {
      NodeJs.require();
      Path home = Path.of(arguments[0]);
      Path out = home.resolve("infra/target/cdk.out");
      Arguments given = Arguments.of(arguments);
      Path file = given.file().orElse(home.resolve("infra/deployment.json"));
      List<Deployment> deployments = Depots.read(file, given.context());
      synthesise(deployments, Programs.in(home), out);
      System.out.printf("Templates of %s are in %s: %s%n", file, out, stacks(deployments));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static String stacks(List<Deployment> deployments) {
    return deployments.stream()
        .map(Deployment::names)
        .flatMap(names -> Stream.of(names.of("foundation"), names.of("relay")))
        .collect(Collectors.joining(", "));
  }

  /** Two stacks for each; none refers to another installation's. */
  static void synthesise(List<Deployment> deployments, Programs programs, Path out) {
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
    for (Deployment deployment : deployments) {
      FoundationStack foundation = new FoundationStack(app, properties, deployment);
      RelayStack relay = new RelayStack(app, properties, deployment, programs, foundation);
      relay.addStackDependency(foundation);
    }
    app.synth();
  }
}
