package com.quickdumpnow.relay.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
}
