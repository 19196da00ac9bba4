package com.quickdumpnow.relay.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ParamsAndSecretsLayerVersion;
import software.amazon.awscdk.services.lambda.ParamsAndSecretsLogLevel;
import software.amazon.awscdk.services.lambda.ParamsAndSecretsOptions;
import software.amazon.awscdk.services.lambda.ParamsAndSecretsVersions;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A function with a role and a log group of its own. On ARM, which costs a fifth less; Java with
 * SnapStart, whose snapshots belong to versions, hence callers take the alias {@code live}.
 */
final class Lambda extends Construct {
  private final Function function;
  private final Role role;
  private final LogGroup log;
  private final Alias live;

  /**
   * @param memory in MiB; with it comes processor time, 1,769 MiB being one processor
   */
  record Size(int memory, Duration timeout) {}

  /** What runs: a handler in a jar or a folder. */
  record Program(Runtime runtime, Path code, String handler) {
    static Program java(Path jar, String handlerClass) {
      return new Program(Runtime.JAVA_25, jar, handlerClass + "::handleRequest");
    }

    static Program node(Path folder, String handler) {
      return new Program(Runtime.NODEJS_24_X, folder, handler);
    }
  }

  Lambda(
      Construct scope,
      Names names,
      String id,
      Program program,
      Size size,
      Map<String, String> environment,
      List<PolicyStatement> permissions) {
    super(scope, id);
    String name = id.toLowerCase(Locale.ROOT);
    log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName(names.lambdaLog(name))
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    log.grantWrite(role);
    permissions.forEach(role::addToPrincipalPolicy);
    boolean readsSecrets = environment.values().stream().anyMatch(v -> v.startsWith("@secret:"));
    Function.Builder builder =
        Function.Builder.create(this, "Function")
            .functionName(names.of(name))
            .runtime(program.runtime())
            .architecture(Architecture.ARM_64)
            .code(Code.fromAsset(program.code().toString()))
            .handler(program.handler())
            .memorySize(size.memory())
            .timeout(size.timeout())
            .environment(environment)
            .role(role)
            .logGroup(log);
    if (readsSecrets) {
      builder.paramsAndSecrets(extension());
    }
    if (program.runtime().getFamily() == RuntimeFamily.JAVA) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    }
    function = builder.build();
    live =
        Alias.Builder.create(this, "Live")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
  }

  private static ParamsAndSecretsLayerVersion extension() {
    return ParamsAndSecretsLayerVersion.fromVersion(
        ParamsAndSecretsVersions.V1_0_103,
        ParamsAndSecretsOptions.builder()
            .secretsManagerTtl(FoundationStack.secretsKept())
            .logLevel(ParamsAndSecretsLogLevel.WARN)
            .build());
  }

  Function function() {
    return function;
  }

  Role role() {
    return role;
  }

  LogGroup log() {
    return log;
  }

  Alias live() {
    return live;
  }
}
