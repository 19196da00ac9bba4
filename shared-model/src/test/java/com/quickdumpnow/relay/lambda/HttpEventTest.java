package com.quickdumpnow.relay.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventTest {
  private static HttpEvent read(String json) throws IOException {
    return HttpEvent.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  @Test
  void read_wholeEvent_keepsTheRequestVerbatim() throws IOException {
    HttpEvent event =
        read(
            """
            {"version":"2.0","routeKey":"$default","rawPath":"/jobs/job%2D1/messages",
             "rawQueryString":"nid=n_1&attempt=1","cookies":["a=b"],
             "headers":{"Content-Type":"Application/X-WWW-Form-Urlencoded; charset=UTF-8","x-two":"a,b"},
             "queryStringParameters":{"nid":"other"},
             "requestContext":{"accountId":"1","authorizer":{"jwt":{"claims":{"method":"no"}}},
               "http":{"method":"POST","path":"/other","sourceIp":"192.0.2.1"},"stage":"$default"},
             "body":"YT1i/w==","isBase64Encoded":true,"stageVariables":null}
            """);

    assertThat(event.method()).isEqualTo("POST");
    assertThat(event.rawPath()).isEqualTo("/jobs/job%2D1/messages");
    assertThat(event.rawQuery()).isEqualTo("nid=n_1&attempt=1");
    assertThat(event.header("X-Two")).contains("a,b");
    assertThat(event.header("absent")).isEmpty();
    assertThat(event.isOfType("application/x-www-form-urlencoded")).isTrue();
    assertThat(event.isOfType("application/json")).isFalse();
    assertThat(event.body()).containsExactly('a', '=', 'b', 0xff);
    assertThat(event.bodySize()).isEqualTo(4);
  }

  @Test
  void read_leastEvent_hasEmptyParts() throws IOException {
    HttpEvent event =
        read(
            "{\"rawPath\":\"/\",\"headers\":null,\"requestContext\":{\"http\":{\"method\":\"GET\"}}}");

    assertThat(event.rawQuery()).isEmpty();
    assertThat(event.body()).isEmpty();
    assertThat(event.isOfType("application/json")).isFalse();
  }

  @Test
  void read_plainBody_isUtf8() throws IOException {
    HttpEvent event =
        read(
            "{\"rawPath\":\"/\",\"body\":\"ñ\",\"requestContext\":{\"http\":{\"method\":\"PUT\"}}}");

    assertThat(event.body()).isEqualTo("ñ".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"rawPath\":\"/\"}",
        "{\"rawPath\":\"/\"",
        "{\"rawPath\":\"/\",\"body\":\"%\",\"isBase64Encoded\":true,"
            + "\"requestContext\":{\"http\":{\"method\":\"PUT\"}}}"
      })
  void read_noSuchEvent_refused(String json) {
    assertThatIOException().isThrownBy(() -> read(json));
  }

  @Test
  void toString_showsNoPathNoBody() {
    HttpEvent event =
        new HttpEvent("POST", "/jobs/secret/messages", "", Map.of(), "secret".getBytes(UTF_8));

    assertThat(event).hasToString("HttpEvent[POST, 6 octets]");
  }
}
