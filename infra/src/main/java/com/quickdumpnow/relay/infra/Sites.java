package com.quickdumpnow.relay.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CacheCookieBehavior;
import software.amazon.awscdk.services.cloudfront.CacheHeaderBehavior;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.CacheQueryStringBehavior;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.FileCodeOptions;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** The tracking page and the dashboard behind CloudFront, each with the API below {@code /api}. */
final class Sites extends Construct {
  /**
   * The longest that an answer of the API may be kept at the edge, whatever the API says. With the
   * API's own 30 s until it knows of a revoked token, this stays far below the minute promised.
   */
  static final Duration LONGEST_KEPT = Duration.seconds(5);

  private static final List<Integer> ERRORS =
      List.of(400, 403, 404, 405, 414, 500, 501, 502, 503, 504);

  private final Names names;
  private final Bucket trackFiles;
  private final Bucket dashboardFiles;
  private final Distribution tracking;
  private final Distribution dashboard;
  private final Optional<Deployment.Domains> domains;
  private final List<FunctionAssociation> pageFunctions;
  private final BehaviorOptions apiBehavior;
  private final Optional<String> firewallArn;

  Sites(
      Construct scope,
      Deployment deployment,
      Path edge,
      JobApi gateway,
      Optional<Firewall> firewall) {
    super(scope, "Sites");
    names = deployment.names();
    domains = deployment.domains();
    firewallArn = firewall.map(Firewall::arn);
    FunctionAssociation headers =
        associated(edge, "security-headers", FunctionEventType.VIEWER_RESPONSE);
    pageFunctions =
        List.of(associated(edge, "track-rewrite", FunctionEventType.VIEWER_REQUEST), headers);
    apiBehavior =
        api(
            gateway,
            List.of(associated(edge, "api-path", FunctionEventType.VIEWER_REQUEST), headers));
    trackFiles = Buckets.site(this, "TrackFiles");
    dashboardFiles = Buckets.site(this, "DashboardFiles");
    tracking =
        distribution(
            "Tracking", trackFiles, "track/index.html", domains.map(Deployment.Domains::tracking));
    dashboard =
        distribution(
            "Dashboard", dashboardFiles, "index.html", domains.map(Deployment.Domains::dashboard));
    EdgeLogs logs = new EdgeLogs(this, names);
    logs.of("tracking", tracking);
    logs.of("dashboard", dashboard);
    output(scope, "TrackFiles", trackFiles.getBucketName());
    output(scope, "DashboardFiles", dashboardFiles.getBucketName());
    output(scope, "TrackingDistribution", tracking.getDistributionId());
    output(scope, "DashboardDistribution", dashboard.getDistributionId());
    output(scope, "TrackUrl", trackUrl());
    output(scope, "DashboardUrl", origins().getLast());
  }

  private static void output(Construct scope, String name, String value) {
    CfnOutput.Builder.create(scope, name).key(name).value(value).build();
  }

  private FunctionAssociation associated(Path edge, String name, FunctionEventType event) {
    Function function =
        Function.Builder.create(this, "qdn-" + name)
            .functionName(names.of(name))
            .runtime(FunctionRuntime.JS_2_0)
            .code(
                FunctionCode.fromFile(
                    FileCodeOptions.builder()
                        .filePath(edge.resolve("qdn-" + name + ".js").toString())
                        .build()))
            .build();
    return FunctionAssociation.builder().function(function).eventType(event).build();
  }

  /** The API says how long; its no-store and private are kept by nobody. */
  private BehaviorOptions api(JobApi gateway, List<FunctionAssociation> functions) {
    CachePolicy policy =
        CachePolicy.Builder.create(this, "ApiCache")
            .cachePolicyName(names.of("api"))
            .comment("What the API allows, seconds at most, apart for each credential")
            .minTtl(Duration.seconds(0))
            .defaultTtl(Duration.seconds(0))
            .maxTtl(LONGEST_KEPT)
            .headerBehavior(CacheHeaderBehavior.allowList("Authorization", "Origin"))
            .queryStringBehavior(CacheQueryStringBehavior.all())
            .cookieBehavior(CacheCookieBehavior.none())
            .enableAcceptEncodingGzip(true)
            .enableAcceptEncodingBrotli(true)
            .build();
    HttpOrigin origin =
        HttpOrigin.Builder.create(gateway.host())
            .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
            .originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
            .build();
    return BehaviorOptions.builder()
        .origin(origin)
        .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
        .allowedMethods(AllowedMethods.ALLOW_ALL)
        .cachePolicy(policy)
        .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
        .functionAssociations(functions)
        .build();
  }

  private Distribution distribution(
      String id, Bucket files, String index, Optional<String> domain) {
    IOrigin origin = S3BucketOrigin.withOriginAccessControl(files);
    Distribution.Builder builder =
        Distribution.Builder.create(this, id)
            .comment(names.metrics() + " " + id)
            .defaultRootObject(index)
            .httpVersion(HttpVersion.HTTP2_AND_3)
            .priceClass(PriceClass.PRICE_CLASS_100)
            .defaultBehavior(
                BehaviorOptions.builder()
                    .origin(origin)
                    .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                    .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                    .functionAssociations(pageFunctions)
                    .build())
            .additionalBehaviors(Map.of("/api/*", apiBehavior))
            .errorResponses(ERRORS.stream().map(Sites::uncached).toList());
    firewallArn.ifPresent(builder::webAclId);
    if (domain.isPresent()) {
      builder
          .domainNames(List.of(domain.get()))
          .certificate(
              Certificate.fromCertificateArn(
                  this, id + "Certificate", domains.orElseThrow().certificateArn()))
          .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021);
    }
    return builder.build();
  }

  /** CloudFront would keep an error for ten seconds: a page that asks again wants the truth. */
  private static ErrorResponse uncached(int status) {
    return ErrorResponse.builder().httpStatus(status).ttl(Duration.seconds(0)).build();
  }

  /** What the links in texts begin with; texts leave out {@code https://}. */
  String trackUrl() {
    return host(domains.map(Deployment.Domains::tracking), tracking) + "/track";
  }

  /** As browsers name them: the tracking page's, then the dashboard's. */
  List<String> origins() {
    return List.of(
        "https://" + host(domains.map(Deployment.Domains::tracking), tracking),
        "https://" + host(domains.map(Deployment.Domains::dashboard), dashboard));
  }

  private static String host(Optional<String> domain, Distribution distribution) {
    return domain.orElseGet(distribution::getDistributionDomainName);
  }
}
