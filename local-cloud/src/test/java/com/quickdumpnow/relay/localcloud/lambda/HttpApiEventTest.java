package com.quickdumpnow.relay.localcloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the shape that AWS documents for payload format 2.0. */
final class HttpApiEventTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2020-03-12T19:03:58.390Z");

  private static ApiRequest post(String contentType, String body) {
    return new ApiRequest(
        "POST",
        "/jobs/job-1/messages",
        "parameter1=value1&parameter1=value2&parameter2=a%20b",
        "HTTP/1.1",
        "192.0.2.1",
        Map.of(
            "Host", List.of("api.example.com:8080"),
            "Content-type", List.of(contentType),
            "Header1", List.of("value1", "value2"),
            "Cookie", List.of("cookie1=a; cookie2=b"),
            "User-agent", List.of("agent")),
        body.getBytes(UTF_8));
  }

  @Test
  void of_request_isTheDocumentedEventFieldByField() throws IOException {
    String expected =
        """
        {
          "version": "2.0",
          "routeKey": "POST /jobs/{jobId}/messages",
          "rawPath": "/jobs/job-1/messages",
          "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=a%20b",
          "cookies": ["cookie1=a", "cookie2=b"],
          "headers": {
            "content-type": "application/json",
            "header1": "value1,value2",
            "host": "api.example.com:8080",
            "user-agent": "agent",
            "x-forwarded-for": "192.0.2.1",
            "x-forwarded-proto": "http",
            "x-forwarded-port": "8080"
          },
          "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "a b"},
          "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "domainName": "api.example.com",
            "domainPrefix": "api",
            "http": {
              "method": "POST",
              "path": "/jobs/job-1/messages",
              "protocol": "HTTP/1.1",
              "sourceIp": "192.0.2.1",
              "userAgent": "agent"
            },
            "requestId": "id",
            "routeKey": "POST /jobs/{jobId}/messages",
            "stage": "$default",
            "time": "12/Mar/2020:19:03:58 +0000",
            "timeEpoch": 1584039838390
          },
          "pathParameters": {"jobId": "job-1"},
          "body": "{\\"a\\":1}",
          "isBase64Encoded": false
        }
        """;

    JsonNode event =
        HttpApiEvent.of(
            post("application/json", "{\"a\":1}"),
            "POST /jobs/{jobId}/messages",
            Map.of("jobId", "job-1"),
            "id",
            NOW);

    assertThat(JSON.readTree(event.toString())).isEqualTo(JSON.readTree(expected));
  }

  @Test
  void of_bareGet_leavesOptionalFieldsOut() {
    ApiRequest get =
        new ApiRequest("GET", "/x", "", "HTTP/1.1", "127.0.0.1", Map.of(), new byte[0]);

    JsonNode event = HttpApiEvent.of(get, "$default", Map.of(), "id", NOW);

    assertThat(event.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "version",
            "routeKey",
            "rawPath",
            "rawQueryString",
            "headers",
            "requestContext",
            "isBase64Encoded");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded, YT0x, true",
    "application/octet-stream, YT0x, true",
    "text/plain; charset=utf-8, a=1, false",
    "application/json, a=1, false",
    "application/problem+json, a=1, false"
  })
  void of_body_base64UnlessText(String contentType, String body, boolean encoded) {
    JsonNode event = HttpApiEvent.of(post(contentType, "a=1"), "k", Map.of(), "id", NOW);

    assertThat(event.path("body").asText()).isEqualTo(body);
    assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(encoded);
  }
}
