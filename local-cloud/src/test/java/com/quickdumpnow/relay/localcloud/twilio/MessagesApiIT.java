package com.quickdumpnow.relay.localcloud.twilio;

import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.ACCOUNT;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.FROM;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.TO;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.TOKEN;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.await;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.json;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.localcloud.web.PortTakenException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessagesApiIT {

  private static final String SERVICE = "MG" + "b".repeat(32);
  private static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages";
  private static final TwilioSettings SETTINGS =
      TwilioSettings.of(ACCOUNT, TOKEN).withMessagingService(SERVICE, "+16195550199");

  private final LocalTwilio twilio = LocalTwilio.start(SETTINGS);
  private final TwilioClientOfTests client = new TwilioClientOfTests(twilio.uri());

  @AfterEach
  void stop() {
    twilio.close();
  }

  @Test
  void create_valid_answersTwiliosJson() throws Exception {
    HttpResponse<String> response = client.create(text());

    JsonNode json = json(response);
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(json.path("sid").asText()).matches("SM[0-9a-f]{32}");
    assertThat(json.path("status").asText()).isEqualTo("queued");
    assertThat(json.path("num_segments")).hasToString("\"1\"");
    assertThat(json.path("num_media")).hasToString("\"0\"");
    assertThat(json.path("date_created").asText())
        .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000");
    assertThat(json.path("date_sent").isNull()).isTrue();
    assertThat(json.path("error_code").isNull()).isTrue();
    assertThat(json.path("price").isNull()).isTrue();
    assertThat(json.path("messaging_service_sid").isNull()).isTrue();
    assertThat(json.path("direction").asText()).isEqualTo("outbound-api");
    assertThat(json.path("uri").asText())
        .isEqualTo(MESSAGES + "/" + json.path("sid").asText() + ".json");
  }

  @Test
  void create_messagingService_namesTheSenderLater() throws Exception {
    JsonNode first = json(client.create(text("From", "", "MessagingServiceSid", SERVICE)));

    String sid = first.path("sid").asText();
    assertThat(first.path("from").isNull()).isTrue();
    assertThat(first.path("num_segments").asText()).isEqualTo("0");
    assertThat(first.path("status").asText()).isEqualTo("accepted");
    await(() -> twilio.messages().getFirst().status() == MessageStatus.DELIVERED);
    JsonNode later = json(client.get(MESSAGES + "/" + sid + ".json"));
    assertThat(later.path("from").asText()).isEqualTo("+16195550199");
    assertThat(later.path("num_segments").asText()).isEqualTo("1");
    assertThat(later.path("date_sent").isTextual()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "To, '', 21604", "From, '', 21603", "Body, '', 21602",
    "To, 6195551234, 21211", "To, +15005550001, 21211", "To, +15005550002, 21612",
    "To, +15005550003, 21408", "To, +15005550004, 21610", "To, +15005550009, 21614",
    "From, +15005550001, 21212", "From, +15005550007, 21606", "From, +15005550008, 21611",
    "From, quickdump, 21212", "StatusCallback, http://a_b/c, 21609", "ValidityPeriod, 0, 21624",
    "ValidityPeriod, 36001, 21624", "ValidityPeriod, ten, 21624"
  })
  void create_refused_answersTwiliosError(String field, String value, int code) throws Exception {
    HttpResponse<String> response = client.create(text(field, value));

    JsonNode json = json(response);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json.path("code").asInt()).isEqualTo(code);
    assertThat(json.path("status").asInt()).isEqualTo(400);
    assertThat(json.path("message").asText()).isNotBlank();
    assertThat(json.path("more_info").asText())
        .isEqualTo("https://www.twilio.com/docs/errors/" + code);
    assertThat(twilio.messages()).isEmpty();
  }

  @Test
  void create_bodyTooLong_refused21617() throws Exception {
    assertThat(json(client.create(text("Body", "x".repeat(1601)))).path("code").asInt())
        .isEqualTo(21617);
    assertThat(client.create(text("Body", "x".repeat(1600))).statusCode()).isEqualTo(201);
  }

  @Test
  void create_magicSender_accepted() throws Exception {
    assertThat(client.create(text("From", "+15005550006")).statusCode()).isEqualTo(201);
  }

  @Test
  void anyCall_wrongCredentials_401With20003() throws Exception {
    HttpRequest bare =
        HttpRequest.newBuilder(URI.create(twilio.uri() + MESSAGES + ".json")).build();

    HttpResponse<String> response =
        HttpClient.newHttpClient().send(bare, HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(json(response).path("code").asInt()).isEqualTo(20003);
  }

  @Test
  void fetch_unknown_404With20404() throws Exception {
    HttpResponse<String> response = client.get(MESSAGES + "/SMnone.json");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).path("code").asInt()).isEqualTo(20404);
  }

  @Test
  void list_filtersAndPages_newestFirst() throws Exception {
    for (int i = 0; i < 5; i++) {
      client.create(text("Body", "text " + i));
    }
    client.create(text("To", "+16195559999"));
    client.create(text("From", "+16195550101"));

    String query = "?To=%2B16195551234&From=%2B16195550100&PageSize=2";
    JsonNode page = json(client.get(MESSAGES + ".json" + query));
    StringBuilder bodies = new StringBuilder(bodies(page));
    while (page.path("next_page_uri").isTextual()) {
      page = json(client.get(page.path("next_page_uri").asText()));
      bodies.append(bodies(page));
    }

    assertThat(bodies).hasToString("text 4;text 3;text 2;text 1;text 0;");
  }

  private static String bodies(JsonNode page) {
    StringBuilder bodies = new StringBuilder();
    page.path("messages").forEach(m -> bodies.append(m.path("body").asText()).append(';'));
    return bodies.toString();
  }

  @Test
  void list_dateSent_leavesOutTheUnsent() throws Exception {
    twilio.script().add(Rule.forNext(1).outcome(new Receipts.Outcome.Stuck()));
    client.create(text("Body", "stuck"));
    client.create(text("Body", "sent"));
    await(() -> twilio.messages().getLast().status() == MessageStatus.DELIVERED);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);

    assertThat(bodies(listed("DateSent%3E=" + today.minusDays(1)))).isEqualTo("sent;");
    assertThat(bodies(listed("DateSent%3C=" + today.plusDays(1)))).isEqualTo("sent;");
    assertThat(bodies(listed("DateSent%3C=" + today.minusDays(2)))).isEmpty();
    assertThat(bodies(listed(""))).isEqualTo("sent;stuck;");
  }

  private JsonNode listed(String query) throws IOException, InterruptedException {
    return json(client.get(MESSAGES + ".json?" + query));
  }

  @Test
  void list_laggingSettings_showsANewMessageLater() throws Exception {
    try (LocalTwilio lagging = LocalTwilio.start(SETTINGS.withListingLag(Duration.ofHours(1)))) {
      TwilioClientOfTests its = new TwilioClientOfTests(lagging.uri());
      String sid = json(its.create(text())).path("sid").asText();

      assertThat(json(its.get(MESSAGES + ".json")).path("messages")).isEmpty();
      assertThat(its.get(MESSAGES + "/" + sid + ".json").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void start_journalOfAnEarlierProcess_isStillThere(@TempDir Path folder) throws Exception {
    TwilioSettings durable = SETTINGS.withJournal(folder.resolve("twilio.jsonl"));
    try (LocalTwilio before = LocalTwilio.start(durable)) {
      new TwilioClientOfTests(before.uri()).create(text("Body", "kept \"whole\""));
      await(() -> before.messages().getFirst().status() == MessageStatus.DELIVERED);
    }

    try (LocalTwilio after = LocalTwilio.start(durable)) {
      assertThat(after.messages()).hasSize(1);
      assertThat(after.handset(TO)).extracting(HandsetText::body).containsExactly("kept \"whole\"");
      assertThat(after.messages().getFirst().from()).contains(FROM);
    }
  }

  @Test
  void start_portTaken_namesThePort() {
    int taken = twilio.uri().getPort();

    assertThatThrownBy(() -> LocalTwilio.start(SETTINGS.withPort(taken)))
        .isInstanceOf(PortTakenException.class)
        .hasMessageContaining(Integer.toString(taken));
  }
}
