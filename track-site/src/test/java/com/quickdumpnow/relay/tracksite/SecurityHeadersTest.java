package com.quickdumpnow.relay.tracksite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the very file that is deployed as {@code qdn-security-headers}. */
class SecurityHeadersTest {

  private final JavaScript edge = JavaScript.load("edge/qdn-security-headers.js");

  @Test
  void handler_policy_allowsOnlyItsOwnOriginAndNoInlineScript() {
    List<String> directives =
        Arrays.stream(header("/track/index.html", "content-security-policy").split(";"))
            .map(String::strip)
            .toList();

    assertThat(directives)
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'")
        .allMatch(
            directive ->
                directive.endsWith(" 'none'")
                    || directive.endsWith(" 'self'")
                    || directive.equals("require-trusted-types-for 'script'")
                    || directive.equals("trusted-types qdn"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/track/index.html", "/track/track.js", "/dashboard/index.html"})
  void handler_everyPage_neitherLeaksNorIsIndexed(String uri) {
    assertThat(header(uri, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(header(uri, "x-robots-tag")).contains("noindex");
    assertThat(header(uri, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(uri, "strict-transport-security")).matches("max-age=\\d{8}");
  }

  @Test
  void handler_whatTheOriginSaid_stays() {
    assertThat(
            edge.eval(
                """
                JSON.stringify((function () {
                  var response = handler({request: {uri: '/track/index.html'},
                    response: {statusCode: 200, statusDescription: 'OK', headers: {etag: {value: '"1"'}}}});
                  return [response.statusCode, response.statusDescription, response.headers.etag.value];
                })())\
                """))
        .isEqualTo("[200,\"OK\",\"\\\"1\\\"\"]");
  }

  /** Without the slash: the page itself is at {@code /track}. */
  @Test
  void handler_serviceWorkerAlone_maySpeakForThePage() {
    assertThat(header("/track/offline.js", "service-worker-allowed")).isEqualTo("/track");
    assertThat(SiteFiles.below("track")).contains("track/offline.js");
    assertThat(header("/track/track.js", "service-worker-allowed")).isEqualTo("undefined");
    assertThat(header("/dashboard/worker.js", "service-worker-allowed")).isEqualTo("undefined");
  }

  /** Declared once: a second policy in a page could only differ from the first. */
  @Test
  void pages_policies_areLeftToTheEdge() {
    assertThat(
            SiteFiles.below("").stream().filter(file -> file.matches("(track|dashboard)/.*html")))
        .isNotEmpty()
        .allSatisfy(
            page ->
                assertThat(SiteFiles.read(page))
                    .doesNotContain("Content-Security-Policy", "name=\"referrer\""));
  }

  private String header(String uri, String name) {
    return edge.eval(
        """
        String((handler({request: {method: 'GET', uri: '%s'},
          response: {statusCode: 200, headers: {}}}).headers['%s'] || {}).value)\
        """
            .formatted(uri, name));
  }
}
