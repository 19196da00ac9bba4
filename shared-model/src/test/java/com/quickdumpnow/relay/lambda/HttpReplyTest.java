package com.quickdumpnow.relay.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpReplyTest {
  private static String written(HttpReply reply) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.write(out);
    return out.toString(UTF_8);
  }

  @Test
  void write_empty_hasNoBody() throws IOException {
    assertThat(written(HttpReply.empty(204)))
        .isEqualTo("{\"statusCode\":204,\"headers\":{},\"body\":\"\",\"isBase64Encoded\":false}");
  }

  @Test
  void write_octets_areBase64() throws IOException {
    assertThat(written(HttpReply.binary(200, "application/json", new byte[] {'h', 'i'})))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},"
                + "\"body\":\"aGk=\",\"isBase64Encoded\":true}");
  }

  @Test
  void problem_ofFields_namesThem() {
    HttpReply reply =
        new Problem(
                400, "Bad Request", "1 field", List.of(new Problem.FieldError("a.b", "use \"c\"")))
            .reply()
            .with("allow", "POST");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers())
        .containsEntry("content-type", "application/problem+json")
        .containsEntry("allow", "POST");
    assertThat(reply.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                + "\"detail\":\"1 field\","
                + "\"errors\":[{\"field\":\"a.b\",\"detail\":\"use \\\"c\\\"\"}]}");
  }

  @Test
  void problem_withoutFields_hasNoErrors() {
    assertThat(new Problem(404, "Not Found", "no such page").reply().body())
        .doesNotContain("errors");
  }
}
