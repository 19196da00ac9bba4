package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between browsers, the sites' buckets and the API. */
class EdgeTest {
  private final Template template = Template.standard();

  @ParameterizedTest
  @ValueSource(strings = {"qdn-track-rewrite", "qdn-security-headers", "qdn-api-path"})
  void function_isTheFileItself(String name) throws IOException {
    Resource function = template.the("AWS::CloudFront::Function", "Name", name);

    assertThat(function.at("/FunctionCode").asText())
        .isEqualTo(Files.readString(Template.HOME.resolve("track-site/edge/" + name + ".js")));
    assertThat(function.at("/FunctionConfig/Runtime").asText()).isEqualTo("cloudfront-js-2.0");
  }

  @Test
  void functions_areAllThatTheFolderHas() throws IOException {
    try (var files = Files.list(Template.HOME.resolve("track-site/edge"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".js", "")))
          .containsExactlyInAnyOrderElementsOf(
              template.all("AWS::CloudFront::Function").stream()
                  .map(each -> each.at("/Name").asText())
                  .toList());
    }
  }

  @Test
  void pages_areRewrittenAndGetTheirSecurityHeaders() {
    assertThat(distributions())
        .hasSize(2)
        .allSatisfy(
            site -> {
              JsonNode pages = site.at("/DistributionConfig/DefaultCacheBehavior");
              assertThat(functionAt(pages, "viewer-request")).isEqualTo("qdn-track-rewrite");
              assertThat(functionAt(pages, "viewer-response")).isEqualTo("qdn-security-headers");
              assertThat(pages.path("ViewerProtocolPolicy").asText())
                  .isEqualTo("redirect-to-https");
            });
  }

  @Test
  void api_isBelowItsPathWithoutIt() {
    assertThat(distributions())
        .allSatisfy(
            site -> {
              JsonNode api = site.at("/DistributionConfig/CacheBehaviors/0");
              assertThat(api.path("PathPattern").asText()).isEqualTo("/api/*");
              assertThat(functionAt(api, "viewer-request")).isEqualTo("qdn-api-path");
              assertThat(api.path("ViewerProtocolPolicy").asText()).isEqualTo("https-only");
              assertThat(api.path("AllowedMethods").toString()).contains("POST", "DELETE");
            });
  }

  /** A token that is revoked must not live on in a cache: not for others, and not for long. */
  @Test
  void api_isKeptForSecondsAndApartForEachCredential() {
    Resource policy = template.all("AWS::CloudFront::CachePolicy").getFirst();
    JsonNode config = policy.at("/CachePolicyConfig");

    assertThat(config.path("MinTTL").asInt()).as("no-store and private are respected").isZero();
    assertThat(config.path("DefaultTTL").asInt()).isZero();
    assertThat(config.path("MaxTTL").asInt()).isBetween(1, 30);
    assertThat(
            config.at("/ParametersInCacheKeyAndForwardedToOrigin/HeadersConfig/Headers").toString())
        .contains("Authorization");
    assertThat(
            config
                .at(
                    "/ParametersInCacheKeyAndForwardedToOrigin/QueryStringsConfig"
                        + "/QueryStringBehavior")
                .asText())
        .isEqualTo("all");
  }

  @Test
  void errors_areNotKept() {
    assertThat(distributions())
        .allSatisfy(
            site ->
                assertThat(site.at("/DistributionConfig/CustomErrorResponses"))
                    .hasSize(10)
                    .allMatch(each -> each.path("ErrorCachingMinTTL").asInt(-1) == 0));
  }

  @Test
  void buckets_areReadByTheirDistributionAlone() {
    assertThat(template.all("AWS::CloudFront::OriginAccessControl"))
        .hasSize(2)
        .allMatch(
            each ->
                each.at("/OriginAccessControlConfig/SigningBehavior").asText().equals("always"));
    assertThat(
            template.all("AWS::S3::BucketPolicy").stream()
                .flatMap(policy -> Policies.statements(policy.properties()).stream())
                .filter(each -> each.toString().contains("cloudfront.amazonaws.com")))
        .hasSize(2)
        .allMatch(each -> each.at("/Condition/StringEquals").has("AWS:SourceArn"));
  }

  @Test
  void logs_holdNoAddressNoPathAndNoQuery() {
    assertThat(template.all("AWS::Logs::Delivery"))
        .hasSize(2)
        .allSatisfy(
            delivery ->
                assertThat(delivery.at("/RecordFields"))
                    .isNotEmpty()
                    .noneMatch(
                        field ->
                            List.of(
                                    "c-ip",
                                    "cs-uri-stem",
                                    "cs-uri-query",
                                    "cs(Referer)",
                                    "x-forwarded-for",
                                    "cs(Cookie)")
                                .contains(field.asText())));
  }

  @Test
  void ownDomains_takeTls12AndTheirCertificate() {
    assertThat(Template.withDomains().all("AWS::CloudFront::Distribution"))
        .allSatisfy(
            site -> {
              assertThat(
                      site.at("/DistributionConfig/ViewerCertificate/MinimumProtocolVersion")
                          .asText())
                  .isEqualTo("TLSv1.2_2021");
              assertThat(site.at("/DistributionConfig/Aliases")).hasSize(1);
            });
    assertThat(
            Template.withDomains()
                .function("qdn-api")
                .at("/Environment/Variables/QDN_TRACK_URL")
                .asText())
        .isEqualTo("quickdumpnow.example.com/track");
  }

  @Test
  void origin_isSpokenToByTls12() {
    assertThat(distributions())
        .allSatisfy(
            site ->
                assertThat(site.at("/DistributionConfig/Origins").toString())
                    .contains("\"OriginSSLProtocols\":[\"TLSv1.2\"]", "https-only"));
  }

  @Test
  void firewall_isThereOnlyWhereItIsWanted() {
    assertThat(template.all()).noneMatch(each -> each.type().startsWith("AWS::WAFv2"));
    assertThat(Template.withDomains().all("AWS::WAFv2::WebACL"))
        .singleElement()
        .satisfies(acl -> assertThat(acl.at("/Rules/0/Statement").toString()).contains("2000"));
    assertThat(Template.withDomains().all("AWS::CloudFront::Distribution"))
        .allMatch(each -> each.at("/DistributionConfig").has("WebACLId"));
  }

  private List<Resource> distributions() {
    return template.all("AWS::CloudFront::Distribution");
  }

  private String functionAt(JsonNode behavior, String event) {
    for (JsonNode association : behavior.path("FunctionAssociations")) {
      if (association.path("EventType").asText().equals(event)) {
        return template.referredToBy(association.path("FunctionARN")).at("/Name").asText();
      }
    }
    return "";
  }
}
