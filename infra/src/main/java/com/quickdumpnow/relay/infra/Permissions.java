package com.quickdumpnow.relay.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.sqs.IQueue;

/** What programs may do, in statements of as few actions and resources as they get by with. */
final class Permissions {
  /**
   * Why an action may be allowed on a resource with a wildcard: by the action, then what the
   * resource ends with. A test wants a reason here for every wildcard in the templates.
   */
  static final Map<String, String> WILDCARD_REASONS =
      Map.of(
          "ecr:GetAuthorizationToken *",
          "IAM knows no resource for it: a token is for the whole registry.",
          "s3:GetObject /archive/*",
          "An archived job is an object of its own, whose key is not known before.",
          "s3:PutObject /archive/*",
          "As for reading it.",
          "s3:GetObject /*",
          "CloudFront serves every file of a site's bucket; it holds nothing else.",
          "s3:PutObject /*",
          "CloudFront's logs get keys that name the hour; only the log service may, for our"
              + " source.");

  private Permissions() {}

  /** maintenance.json, with a 404 where there is none (which takes the right to list). */
  static List<PolicyStatement> document(IBucket data) {
    return List.of(
        allow(List.of("s3:GetObject", "s3:PutObject"), data.arnForObjects("maintenance.json")),
        allow(List.of("s3:ListBucket"), data.getBucketArn()));
  }

  static PolicyStatement readArchive(IBucket data) {
    return allow(List.of("s3:GetObject"), data.arnForObjects("archive/*"));
  }

  static PolicyStatement writeArchive(IBucket data) {
    return allow(List.of("s3:GetObject", "s3:PutObject"), data.arnForObjects("archive/*"));
  }

  /** The workers' roster. */
  static PolicyStatement workers(IBucket data) {
    return allow(List.of("s3:GetObject", "s3:PutObject"), data.arnForObjects("workers.json"));
  }

  static PolicyStatement readObject(IBucket data, String key) {
    return allow(List.of("s3:GetObject"), data.arnForObjects(key));
  }

  /** What customers are told, where the deployment has its own. */
  static List<PolicyStatement> templates(IBucket data, Deployment deployment) {
    return deployment.templates().stream().map(key -> readObject(data, key)).toList();
  }

  static PolicyStatement send(IQueue queue) {
    return allow(List.of("sqs:SendMessage"), queue.getQueueArn());
  }

  /** Puts into the dead-letter queue by hand what can never be worked. */
  static List<PolicyStatement> bury(IQueue queue, IQueue dead) {
    return List.of(
        allow(List.of("sqs:GetQueueAttributes"), queue.getQueueArn()),
        allow(List.of("sqs:GetQueueUrl", "sqs:SendMessage"), dead.getQueueArn()));
  }

  static PolicyStatement receive(IQueue queue) {
    return allow(
        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"),
        queue.getQueueArn());
  }

  static PolicyStatement read(ISecret secret) {
    return allow(List.of("secretsmanager:GetSecretValue"), secret.getSecretArn());
  }

  static PolicyStatement allow(List<String> actions, String... resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(List.of(resources)).build();
  }

  @SafeVarargs
  static List<PolicyStatement> all(List<PolicyStatement>... groups) {
    List<PolicyStatement> all = new ArrayList<>();
    for (List<PolicyStatement> group : groups) {
      all.addAll(group);
    }
    return all;
  }
}
