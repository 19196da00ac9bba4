package com.quickdumpnow.relay.localcloud.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.http.Fault;
import com.quickdumpnow.relay.localcloud.testing.AwsClients;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.localcloud.web.PortTakenException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.ses.model.VerificationStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class LocalSesIT {

  private final LocalSes local = LocalSes.start(0);
  private final SesClient ses = AwsClients.sesWithoutRetries(local.endpoint());

  @TempDir Path folder;

  @AfterEach
  void stop() {
    ses.close();
    local.close();
  }

  @Test
  void send_textAndHtml_arrivesInTheMailboxAsItIs() {
    String id =
        ses.sendEmail(
                b ->
                    b.source("QuickDumpNow <jobs@example.com>")
                        .destination(d -> d.toAddresses("ann@example.com"))
                        .message(
                            m ->
                                m.subject(s -> s.data("Your load & more: 100 % ü €"))
                                    .body(
                                        x ->
                                            x.text(t -> t.data("line 1\nline 2"))
                                                .html(h -> h.data("<p>a+b</p>"))))
                        .configurationSetName("relay")
                        .tags(tag("nid", "n_1"), tag("attempt", "2")))
            .messageId();

    assertThat(local.mailbox())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.messageId()).isEqualTo(id);
              assertThat(mail.from()).isEqualTo("QuickDumpNow <jobs@example.com>");
              assertThat(mail.to()).containsExactly("ann@example.com");
              assertThat(mail.subject()).isEqualTo("Your load & more: 100 % ü €");
              assertThat(mail.text()).isEqualTo("line 1\nline 2");
              assertThat(mail.html()).isEqualTo("<p>a+b</p>");
              assertThat(mail.tags()).isEqualTo(Map.of("nid", "n_1", "attempt", "2"));
              assertThat(mail.configurationSet()).isEqualTo("relay");
              assertThat(mail.fate()).isEqualTo(Email.Fate.DELIVERED);
            });
  }

  @Test
  void sendRaw_aMessage_isKeptWhole() {
    String message = "From: a@example.com\r\nTo: b@example.com\r\nSubject: Hi\r\n\r\nText\r\n";

    ses.sendRawEmail(b -> b.rawMessage(r -> r.data(SdkBytes.fromUtf8String(message))));

    assertThat(local.mailbox())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.from()).isEqualTo("a@example.com");
              assertThat(mail.to()).containsExactly("b@example.com");
              assertThat(mail.subject()).isEqualTo("Hi");
              assertThat(mail.text()).isEqualTo(message);
            });
  }

  @Test
  void send_toABlockedAddress_isRejectedAndNotKept() {
    local.block("bad@example.com");

    assertThatThrownBy(() -> send("bad@example.com")).isInstanceOf(MessageRejectedException.class);
    assertThat(local.mailbox()).isEmpty();
  }

  @Test
  void send_fromAnUnverifiedSender_isRejectedUntilItIsVerified() {
    local.requireVerified(true);

    assertThatThrownBy(() -> send("ann@example.com")).isInstanceOf(MessageRejectedException.class);
    ses.verifyEmailIdentity(b -> b.emailAddress("jobs@example.com"));
    send("ann@example.com");

    assertThat(local.mailbox()).hasSize(1);
    assertThat(
            ses.getIdentityVerificationAttributes(
                    b -> b.identities("jobs@example.com", "other@example.com"))
                .verificationAttributes())
        .containsOnlyKeys("jobs@example.com")
        .hasEntrySatisfying(
            "jobs@example.com",
            v -> assertThat(v.verificationStatus()).isEqualTo(VerificationStatus.SUCCESS));
  }

  @Test
  void send_toTheSimulator_isAcceptedAndMeetsItsFate() {
    send("bounce@simulator.amazonses.com");
    send("complaint+label@simulator.amazonses.com");

    assertThat(local.mailbox())
        .extracting(Email::fate)
        .containsExactly(Email.Fate.BOUNCED, Email.Fate.COMPLAINED);
    assertThat(ses.getSendQuota().sentLast24Hours()).isEqualTo(2);
  }

  @Test
  void fault_loseReply_keepsTheMailAndAnswersNothing() {
    local.faults().next(1, "POST", "SendEmail ann@", new Fault.LoseReply());

    assertThatThrownBy(() -> send("ann@example.com")).isInstanceOf(SdkClientException.class);

    assertThat(local.mailbox()).hasSize(1);
  }

  @Test
  void fault_throttling_isTyped() {
    local.faults().next(1, "", "SendEmail", new Fault.Refuse(400, "Throttling"));

    assertThatThrownBy(() -> send("ann@example.com"))
        .isInstanceOfSatisfying(
            SesException.class, e -> assertThat(e.isThrottlingException()).isTrue());
    assertThat(local.mailbox()).isEmpty();
  }

  @Test
  void mailbox_inAFolder_survivesARestart() {
    Email sent;
    try (LocalSes first = LocalSes.start(0, folder);
        SesClient client = AwsClients.ses(first.endpoint())) {
      send(client, "ann@example.com");
      send(client, "bob@example.com");
      sent = first.mailbox().getFirst();
    }

    try (LocalSes second = LocalSes.start(0, folder)) {
      assertThat(second.mailbox()).hasSize(2).first().isEqualTo(sent);
    }
  }

  @Test
  void mailbox_overHttp_isJsonForProgramsAndAPageForPeople() throws Exception {
    send("ann@example.com");

    try (HttpClient http = HttpClient.newHttpClient()) {
      var listing =
          http.send(
              HttpRequest.newBuilder(local.endpoint().resolve("/_admin/mailbox")).build(),
              BodyHandlers.ofString());
      assertThat(listing.statusCode()).isEqualTo(200);
      assertThat(listing.body()).contains("\"to\":[\"ann@example.com\"]", "\"subject\":\"Hello\"");
      var page =
          http.send(
              HttpRequest.newBuilder(local.endpoint().resolve("/_admin/")).build(),
              BodyHandlers.ofString());
      assertThat(page.body())
          .contains("ann@example.com", "<h2>Hello</h2>")
          .doesNotContain("<script");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "success, Send Delivery",
    "ooto, Send Delivery",
    "bounce+label, Send Bounce",
    "suppressionlist, Send Bounce",
    "complaint, Send Delivery Complaint",
  })
  void publishEventsTo_mailToTheSimulator_itsEventsComeInSnsEnvelopes(String local, String types)
      throws IOException {
    CloudUnderTest cloud = CloudUnderTest.shared();
    String queue = cloud.newQueue(Duration.ofSeconds(60));
    List<String> expected = List.of(types.split(" "));
    List<JsonNode> events = new ArrayList<>();
    try (LocalSes sender = LocalSes.start(0);
        SesClient client = AwsClients.sesWithoutRetries(sender.endpoint());
        SqsClient sqs = cloud.sqs()) {
      sender.publishEventsTo(URI.create(queue));

      send(client, "ann@example.com");
      String id =
          client
              .sendEmail(
                  b ->
                      b.source("jobs@example.com")
                          .destination(d -> d.toAddresses(local + "@simulator.amazonses.com"))
                          .message(
                              m ->
                                  m.subject(s -> s.data("Hello"))
                                      .body(x -> x.text(t -> t.data("Text"))))
                          .configurationSetName("qdn")
                          .tags(tag("job", "job-1")))
              .messageId();
      for (int polls = 0; polls < 20 && events.size() < expected.size(); polls++) {
        for (Message message :
            sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(2)).messages()) {
          JsonNode envelope = new ObjectMapper().readTree(message.body());
          assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
          events.add(new ObjectMapper().readTree(envelope.path("Message").asText()));
        }
      }

      assertThat(events)
          .extracting(event -> event.path("eventType").asText())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(events)
          .allSatisfy(
              event -> {
                JsonNode mail = event.path("mail");
                assertThat(mail.path("messageId").asText()).isEqualTo(id);
                assertThat(mail.path("tags").path("job").path(0).asText()).isEqualTo("job-1");
              });
    }
  }

  @Test
  void start_onATakenPort_namesThePort() {
    int port = local.endpoint().getPort();

    assertThatThrownBy(() -> LocalSes.start(port))
        .isInstanceOfSatisfying(
            PortTakenException.class, e -> assertThat(e.port()).isEqualTo(port));
  }

  private void send(String to) {
    send(ses, to);
  }

  private static void send(SesClient client, String to) {
    client.sendEmail(
        b ->
            b.source("jobs@example.com")
                .destination(d -> d.toAddresses(to))
                .message(
                    m -> m.subject(s -> s.data("Hello")).body(x -> x.text(t -> t.data("Text")))));
  }

  private static MessageTag tag(String name, String value) {
    return MessageTag.builder().name(name).value(value).build();
  }
}
