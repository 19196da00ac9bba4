package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceTest {
  private static final Call GET = Call.get("/maintenance").asStaff();
  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void aJob() {
    api.status("job-1", ApiFixture.FIRST);
  }

  @Test
  void get_asStaff_isTheDocument() {
    Answer answer = api.send(GET);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(answer.headers()).doesNotContainKeys("Content-Encoding", "Link");
    assertThat(read(answer)).isEqualTo(api.store.document());
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, true",
    "'br, gzip;q=0.5', true",
    "*, true",
    "'gzip;q=0, *', false",
    "'identity', false",
    "'gzip;q=0.0', false"
  })
  void get_compressesWhereThatIsAccepted(String accepted, boolean compressed) {
    Answer answer = api.send(GET.with("Accept-Encoding", accepted));

    assertThat(answer.headers().containsKey("Content-Encoding")).isEqualTo(compressed);
    assertThat(answer.header("Vary")).contains("Accept-Encoding");
    assertThat(read(answer)).isEqualTo(api.store.document());
  }

  @Test
  void get_knownVersion_isNotSentAgain() {
    String tag = api.send(GET).header("ETag");

    for (String known : new String[] {tag, tag.substring(2), "\"x\", " + tag, "*"}) {
      Answer again = api.send(GET.with("If-None-Match", known));

      assertThat(again.status()).isEqualTo(304);
      assertThat(again.text()).isEmpty();
      assertThat(again.header("ETag")).isEqualTo(tag);
    }
    assertThat(api.send(GET.with("If-None-Match", "\"x\"")).status()).isEqualTo(200);
    api.status("job-1", "{\"status\":\"dispatched\"}");
    assertThat(api.send(GET.with("If-None-Match", tag)).status()).isEqualTo(200);
  }

  @Test
  void get_onlyPage_hasNoNext() {
    Answer answer = api.send(GET.query("page=1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).doesNotContainKey("Link");
    assertThat(answer.header("ETag")).isNotEqualTo(api.send(GET).header("ETag"));
    assertThat(read(answer)).isEqualTo(api.store.document());
  }

  @Test
  void get_pageBeyondTheLast_isNotFound() {
    Answer answer = api.send(GET.query("page=2"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("no-such-page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"page=0", "page=-1", "page=x", "page=", "page=99999999999"})
  void get_pageThatIsNone_isInvalid(String query) {
    Answer answer = api.send(GET.query(query));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("page");
  }

  @Test
  void head_isGetWithoutBody() {
    Answer get = api.send(GET);

    Answer head = api.send(GET.method("HEAD"));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers())
        .containsAllEntriesOf(get.headers())
        .containsEntry("content-length", "" + get.text().getBytes(StandardCharsets.UTF_8).length)
        .hasSize(get.headers().size() + 1);
    assertThat(head.text()).isEmpty();
  }

  private static MaintenanceDocument read(Answer answer) {
    return MaintenanceJson.read(answer.text().getBytes(StandardCharsets.UTF_8));
  }
}
