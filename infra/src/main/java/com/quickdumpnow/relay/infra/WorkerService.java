package com.quickdumpnow.relay.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.applicationautoscaling.AdjustmentType;
import software.amazon.awscdk.services.applicationautoscaling.BasicStepScalingPolicyProps;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.applicationautoscaling.ScalingInterval;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDrivers;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The worker on Fargate: one task, more while the queue grows old. */
final class WorkerService extends Construct {
  /** A quarter of a processor: the worker waits for others nearly all the time. */
  private static final Number CPU = 256;

  /** The document of ten busiest days, several times over. */
  private static final Number MEMORY = 1024;

  /** The worker's drain takes 20 s at most, and a write that is under way 10 s more. */
  private static final Duration STOP = Duration.seconds(90);

  private static final int PORT = 8081;
  private static final Number USER = 10001;

  /**
   * By bash, as the image holds no HTTP client. A worker that pauses because others are down is
   * well: a restart would mend nothing.
   */
  private static final String PROBE =
      "exec 3<>/dev/tcp/127.0.0.1/"
          + PORT
          + " && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3"
          + " && grep -Eq '\"status\":\"(ok|degraded)\"|polling pauses' <&3";

  private final FargateService service;
  private final FargateTaskDefinition task;
  private final LogGroup log;

  WorkerService(
      Construct scope,
      Deployment deployment,
      FoundationStack foundation,
      Network network,
      Queues queues,
      Email email,
      JobApi gateway) {
    super(scope, "Worker");
    Names names = deployment.names();
    log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName(names.log("worker"))
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    task =
        FargateTaskDefinition.Builder.create(this, "Task")
            .family(names.of("relay-worker"))
            .cpu(CPU)
            .memoryLimitMiB(MEMORY)
            .runtimePlatform(
                RuntimePlatform.builder()
                    .cpuArchitecture(CpuArchitecture.ARM64)
                    .operatingSystemFamily(OperatingSystemFamily.LINUX)
                    .build())
            .build();
    task.addContainer("worker", container(deployment, foundation, queues, email, gateway));
    permissions(deployment, foundation, queues, email);
    service =
        FargateService.Builder.create(this, "Service")
            .serviceName(names.of("relay-worker"))
            .cluster(Cluster.Builder.create(this, "Cluster").vpc(network.vpc()).build())
            .taskDefinition(task)
            .desiredCount(1)
            .minHealthyPercent(100)
            .maxHealthyPercent(200)
            .circuitBreaker(DeploymentCircuitBreaker.builder().rollback(true).build())
            .assignPublicIp(true)
            .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
            .securityGroups(List.of(network.egressOnly()))
            .build();
    scale(
        deployment.maxWorkers(),
        queues
            .notifications()
            .metricApproximateAgeOfOldestMessage(
                MetricOptions.builder().statistic("Maximum").period(Duration.minutes(1)).build()));
  }

  private ContainerDefinitionOptions container(
      Deployment deployment,
      FoundationStack foundation,
      Queues queues,
      Email email,
      JobApi gateway) {
    Map<String, String> environment = new TreeMap<>();
    environment.putAll(foundation.store().environment());
    environment.put("QDN_NOTIFICATIONS_QUEUE_URL", queues.notifications().getQueueUrl());
    environment.put("QDN_PUBLIC_URL", gateway.url());
    environment.put("QDN_CHAIN", deployment.chain().toString());
    environment.put("QDN_STAFF_CHAIN", deployment.staffChain().toString());
    environment.put("QDN_EMAIL_FROM", deployment.emailFrom());
    environment.put("QDN_SES_CONFIGURATION_SET", email.configurationSet());
    environment.put("QDN_HTTP_PORT", Integer.toString(PORT));
    deployment.lookupAccount().ifPresent(sid -> environment.put("QDN_LOOKUP_ACCOUNT", sid));
    environment.put("AWS_REGION", Synth.REGION);
    environment.putAll(deployment.tracing());
    environment.putAll(deployment.words(foundation.data().getBucketName()));
    return ContainerDefinitionOptions.builder()
        .image(ContainerImage.fromEcrRepository(foundation.images(), deployment.imageTag()))
        .user(USER + ":" + USER)
        .readonlyRootFilesystem(true)
        .environment(environment)
        .secrets(
            Map.of("QDN_TWILIO_AUTH_TOKENS", Secret.fromSecretsManager(foundation.twilioTokens())))
        .healthCheck(
            HealthCheck.builder()
                .command(List.of("CMD", "bash", "-c", PROBE))
                .interval(Duration.seconds(30))
                .timeout(Duration.seconds(5))
                .retries(3)
                .startPeriod(Duration.seconds(120))
                .build())
        .stopTimeout(STOP)
        .logging(
            LogDrivers.awsLogs(
                AwsLogDriverProps.builder().logGroup(log).streamPrefix("worker").build()))
        .build();
  }

  private void permissions(
      Deployment deployment, FoundationStack foundation, Queues queues, Email email) {
    Permissions.all(
            foundation.store().whatTheWorkerNeeds(),
            Permissions.templates(foundation.data(), deployment),
            List.of(
                Permissions.receive(queues.notifications()),
                Permissions.send(queues.notifications()),
                email.send()),
            Permissions.bury(queues.notifications(), queues.deadNotifications()))
        .forEach(task::addToTaskRolePolicy);
  }

  /** Slowly: carriers, not workers, are what a backlog mostly waits for. */
  private void scale(int most, Metric age) {
    service
        .autoScaleTaskCount(EnableScalingProps.builder().minCapacity(1).maxCapacity(most).build())
        .scaleOnMetric(
            "QueueAge",
            BasicStepScalingPolicyProps.builder()
                .metric(age)
                .adjustmentType(AdjustmentType.CHANGE_IN_CAPACITY)
                .cooldown(Duration.minutes(3))
                .evaluationPeriods(2)
                .scalingSteps(
                    List.of(
                        ScalingInterval.builder().upper(30).change(-1).build(),
                        ScalingInterval.builder().lower(120).change(+1).build(),
                        ScalingInterval.builder().lower(600).change(+2).build()))
                .build());
  }

  FargateService service() {
    return service;
  }

  LogGroup log() {
    return log;
  }
}
