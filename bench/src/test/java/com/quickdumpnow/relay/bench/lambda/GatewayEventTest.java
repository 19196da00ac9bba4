package com.quickdumpnow.relay.bench.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.lambda.HttpEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayEventTest {
  @Test
  void ofStaff_isReadAsThatRequest() throws IOException {
    HttpEvent event =
        read(
            GatewayEvent.ofStaff("POST", "/jobs/job-1/status", "qdn_x", "{\"status\":\"queued\"}"));

    assertThat(event.method()).isEqualTo("POST");
    assertThat(event.rawPath()).isEqualTo("/jobs/job-1/status");
    assertThat(event.header("authorization")).contains("Bearer qdn_x");
    assertThat(event.isOfType("application/json")).isTrue();
    assertThat(new String(event.body(), UTF_8)).isEqualTo("{\"status\":\"queued\"}");
  }

  @Test
  void ofStaff_withoutABody_hasNone() throws IOException {
    HttpEvent event = read(GatewayEvent.ofStaff("GET", "/maintenance", "qdn_x", ""));

    assertThat(event.bodySize()).isZero();
    assertThat(event.header("content-type")).isEmpty();
  }

  @Test
  void ofTwilio_isReadAsThatForm() throws IOException {
    HttpEvent event =
        read(
            GatewayEvent.ofTwilio(
                "https://api.example", "/jobs/j/messages", "nid=n", Map.of("To", "+1 2"), "token"));

    assertThat(event.rawQuery()).isEqualTo("nid=n");
    assertThat(event.isOfType("application/x-www-form-urlencoded")).isTrue();
    assertThat(new String(event.body(), UTF_8)).isEqualTo("To=%2B1+2");
    assertThat(event.header("x-twilio-signature"))
        .hasValueSatisfying(s -> assertThat(s).hasSize(28));
  }

  private static HttpEvent read(String event) throws IOException {
    return HttpEvent.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
  }
}
