package com.quickdumpnow.relay.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.CfnDelivery;
import software.amazon.awscdk.services.logs.CfnDeliveryDestination;
import software.amazon.awscdk.services.logs.CfnDeliverySource;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * CloudFront's access logs into a bucket. Without addresses, paths and queries: a tracking link is
 * its own credential, and stands in both.
 */
final class EdgeLogs extends Construct {
  private static final List<String> FIELDS =
      List.of(
          "date",
          "time",
          "x-edge-location",
          "x-edge-request-id",
          "cs-method",
          "x-host-header",
          "sc-status",
          "sc-bytes",
          "time-taken",
          "x-edge-result-type",
          "x-edge-detailed-result-type",
          "ssl-protocol");

  private final Names names;
  private final CfnDeliveryDestination destination;

  EdgeLogs(Construct scope, Names names) {
    super(scope, "EdgeLogs");
    this.names = names;
    Bucket bucket = Buckets.logs(this, "Bucket");
    String account = Stack.of(this).getAccount();
    bucket.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal("delivery.logs.amazonaws.com")))
            .actions(List.of("s3:PutObject"))
            .resources(List.of(bucket.arnForObjects("*")))
            .conditions(
                Map.of(
                    "StringEquals",
                    Map.of("aws:SourceAccount", account),
                    "ArnLike",
                    Map.of("aws:SourceArn", sources())))
            .build());
    destination =
        CfnDeliveryDestination.Builder.create(this, "Destination")
            .name(names.of("edge-logs"))
            .destinationResourceArn(bucket.getBucketArn())
            .outputFormat("json")
            .build();
  }

  private String sources() {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("logs")
                .resource("delivery-source")
                .resourceName(names.of("*"))
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
  }

  void of(String site, Distribution distribution) {
    CfnDeliverySource source =
        CfnDeliverySource.Builder.create(this, site + "Source")
            .name(names.of(site))
            .logType("ACCESS_LOGS")
            .resourceArn(distribution.getDistributionArn())
            .build();
    CfnDelivery delivery =
        CfnDelivery.Builder.create(this, site + "Delivery")
            .deliverySourceName(source.getName())
            .deliveryDestinationArn(destination.getAttrArn())
            .recordFields(FIELDS)
            .build();
    delivery.addResourceDependency(source);
  }
}
