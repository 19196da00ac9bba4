package com.quickdumpnow.relay.tracksite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the very file that is deployed as {@code qdn-track-rewrite}. */
class TrackRewriteTest {

  /**
   * The event as CloudFront passes it; a query string, headers and cookies are apart from the URI.
   */
  private static final String EVENT =
      """
      {"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"198.51.100.7"},
       "request":{"method":"GET","uri":"%s",
         "querystring":{"j":{"value":"job-1.k1AbCdEfGhIjKlMnOp"},"x":{"value":"1","multiValue":[{"value":"1"},{"value":"%%2F"}]}},
         "headers":{"host":{"value":"quickdumpnow.com"}},"cookies":{"a":{"value":"b"}}}}\
      """;

  private final JavaScript edge = JavaScript.load("edge/qdn-track-rewrite.js");

  @ParameterizedTest
  @ValueSource(strings = {"/track", "/track/"})
  void handler_trackingPage_becomesIndex(String uri) {
    assertThat(handled(uri)).isEqualTo(request("/track/index.html"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/track/index.html",
        "/track/track.js",
        "/track/app.js",
        "/track//",
        "//track",
        "/track/.",
        "/track/../track",
        "/track/index",
        "/tracking",
        "/track.html",
        "/trac",
        "/TRACK",
        "/Track/",
        "/track%2F",
        "/%74rack",
        "/track%20",
        "/track;a=b",
        "/track/job-1",
        "/api/track",
        "/api/jobs/job-1.k1AbCdEfGhIjKlMnOp/messages",
        "/en/track/",
        ""
      })
  void handler_anythingElse_passesUntouched(String uri) {
    assertThat(handled(uri)).isEqualTo(request(uri));
  }

  @Test
  void handler_requestWithoutQuery_keepsItEmpty() {
    String request =
        edge.eval(
            "JSON.stringify(handler({request: {method: 'HEAD', uri: '/track', querystring: {}}}))");

    assertThat(request)
        .isEqualTo("{\"method\":\"HEAD\",\"uri\":\"/track/index.html\",\"querystring\":{}}");
  }

  private String handled(String uri) {
    return edge.eval("JSON.stringify(handler(" + EVENT.formatted(uri) + "))");
  }

  private String request(String uri) {
    return edge.eval("JSON.stringify((" + EVENT.formatted(uri) + ").request)");
  }
}
