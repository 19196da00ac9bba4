package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request is said field by field, and nothing of it is kept. */
class RefusalTest {
  private final ApiFixture api = new ApiFixture();

  @AfterEach
  void nothing_isKeptOfARefusedRequest() {
    assertThat(api.store.document()).isEqualTo(MaintenanceDocument.EMPTY);
    assertThat(api.triggers.sent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                        | /status
          {"status":"QUEUED"}                                       | /status
          {"status":"en route"}                                     | /status
          {"status":null}                                           | /status
          {"status":7}                                              | /status
          {"status":"queued","sattus":"x"}                          | /sattus
          {"status":"queued","+16195551234":"x"}                    |
          {"status":"queued","customer":[]}                         | /customer
          {"status":"queued","customer":null}                       | /customer
          {"status":"queued","customer":{"phon":"x"}}               | /customer/phon
          {"status":"queued","customer":{"name":""}}                | /customer/name
          {"status":"queued","customer":{"name":"a\\u0007b"}}        | /customer/name
          {"status":"queued","customer":{"name":"a\\ud800b"}}        | /customer/name
          {"status":"queued","customer":{"name":"a\\ufffdb"}}        | /customer/name
          {"status":"queued","load":{"notes":"\\ufffd"}}             | /load/notes
          {"status":"queued","customer":{"phone":"6195551234"}}     | /customer/phone
          {"status":"queued","customer":{"phone":"+0195551234"}}    | /customer/phone
          {"status":"queued","customer":{"phone":"+1619555"}}       | /customer/phone
          {"status":"queued","customer":{"phone":"+999123456789"}}  | /customer/phone
          {"status":"queued","customer":{"phone":"+1 619 555 1234"}}| /customer/phone
          {"status":"queued","customer":{"email":"ana"}}            | /customer/email
          {"status":"queued","load":{"tons":"12"}}                  | /load/tons
          {"status":"queued","load":{"tons":0}}                     | /load/tons
          {"status":"queued","load":{"tons":10000}}                 | /load/tons
          {"status":"queued","load":{"tons":1.2345}}                | /load/tons
          {"status":"queued","load":{"tons":1e-999999}}             | /load/tons
          {"status":"queued","load":{"material":true}}              | /load/material
          {"status":"queued","trailerVin":"a b"}                    | /trailerVin
          {"status":"queued","dispatchId":" "}                      | /dispatchId
          """)
  void post_fieldIsWrong_isNamedWithWhatWouldBeRight(String body, String field) {
    Answer answer = api.status("job-1", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(fields(answer)).containsExactly(field == null ? "" : field);
    assertThat(answer.json().path("errors").path(0).path("detail").asText()).isNotBlank();
  }

  @Test
  void post_idThatTheRelayKeepsForItself_isRefused() {
    Answer answer = api.status("_staff", "{\"status\":\"queued\",\"customer\":{\"name\":\"Ann\"}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(fields(answer)).containsExactly("jobId");
  }

  @Test
  void post_severalFieldsWrong_namesAllAtOnceAndRepeatsNone() {
    Answer answer =
        api.send(
            Call.status(
                    "job 1",
                    """
                    {"status":"gone","customer":{"phone":"0619-SECRET","email":"SECRET"},
                     "load":{"tons":-1},"color":"SECRET"}\
                    """)
                .with("Idempotency-Key", "SECRET key"));

    assertThat(fields(answer))
        .containsExactlyInAnyOrder(
            "jobId", "/status", "/customer/phone", "/customer/email", "/load/tons", "/color");
    assertThat(answer.text()).doesNotContain("SECRET");
  }

  @Test
  void post_idempotencyKeyIsWrong_isNamed() {
    for (String key : List.of("", "a b", "é", "x".repeat(256))) {
      Answer answer = api.send(Call.status("job-1", ApiFixture.FIRST).with("Idempotency-Key", key));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(fields(answer)).containsExactly("Idempotency-Key");
    }
  }

  @Test
  void post_firstStatusWithoutCustomer_namesWhatIsMissing() {
    assertThat(fields(api.status("job-1", "{\"status\":\"queued\"}")))
        .containsExactly("/customer/name", "/customer/phone");
    assertThat(fields(api.status("job-1", "{\"status\":\"queued\",\"customer\":{\"name\":\"A\"}}")))
        .containsExactly("/customer/phone");
  }

  @Test
  void post_firstStatusIsAnEnd_saysThereIsNoSuchJob() {
    Answer answer = api.status("job-1", ApiFixture.FIRST.replace("queued", "completed"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("unknown-job");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"status\":\"queued\"",
        "{\"status\":\"queued\"} {}",
        "{\"status\":\"queued\",\"status\":\"queued\"}",
        "{'status':'SECRET'}",
        "{\"status\":SECRET}",
        "{\"load\":{\"tons\":11111111111111111111111111111111111111111111111111}}",
        "{\"load\":{\"tons\":1e-999999999999999999999999}}",
        "1e-999999999999999999999999"
      })
  void post_malformedJson_saysWhereAndRepeatsNothing(String body) {
    Answer answer = api.status("job-1", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("malformed-json");
    assertThat(answer.json().path("detail").asText()).matches("At line \\d+, column \\d+: .*");
    assertThat(answer.text()).doesNotContain("SECRET");
  }

  @Test
  void post_malformedJson_countsLinesAndColumnsFromOne() {
    Answer answer = api.status("job-1", "{\n  \"status\": queued\n}");

    assertThat(answer.json().path("detail").asText()).startsWith("At line 2, column 1");
  }

  @Test
  void post_nestedDeeply_isMalformed() {
    Answer answer = api.status("job-1", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000));

    assertThat(answer.problem()).isEqualTo("malformed-json");
  }

  @Test
  void post_notAnObject_isInvalid() {
    assertThat(fields(api.status("job-1", "[1]"))).containsExactly("");
  }

  @Test
  void post_bodyOver64KiB_isRefusedUnread() {
    Answer answer = api.status("job-1", " ".repeat(64 * 1024 + 1));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("body-too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin1",
        "application/jsonx",
        ""
      })
  void post_otherContentType_isRefused(String type) {
    Answer answer = api.send(Call.status("job-1", ApiFixture.FIRST).with("Content-Type", type));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.problem()).isEqualTo("unsupported-media-type");
  }

  private static List<String> fields(Answer answer) {
    List<String> fields = new ArrayList<>();
    for (JsonNode error : answer.json().path("errors")) {
      fields.add(error.path("field").asText());
    }
    return fields;
  }
}
