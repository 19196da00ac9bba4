package com.quickdumpnow.relay.worker.ses;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.localcloud.testing.AwsClients;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.worker.relay.Mailer.Mail;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over the unmodified SDK, against a server that counts. */
final class SesMailerIT {
  private static final Mail MAIL =
      new Mail(
          new EmailAddress("ann@example.com"),
          "Your load",
          "It is on its way.",
          "<p>It is on its way.</p>",
          new JobId("job-1"),
          new NotificationId("n_aaaaaaaaaaaaaaaa"),
          3);
  private static final String SENT =
      """
      <SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
      <SendEmailResult><MessageId>m-1</MessageId></SendEmailResult>
      </SendEmailResponse>
      """;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void stopServer() {
    server.ifPresent(running -> running.stop(0));
  }

  private URI answering(int status, String body) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          requests.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.getResponseHeaders().set("Content-Type", "text/xml");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    http.start();
    server = Optional.of(http);
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  private static SesMailer mailer(URI ses) {
    return new SesMailer(
        AwsClients.sesWithoutRetries(ses), "dispatch@example.com", Optional.of("events"));
  }

  private static String error(String code) {
    return """
    <ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
    <Error><Type>Sender</Type><Code>%s</Code><Message>m</Message></Error></ErrorResponse>
    """
        .formatted(code);
  }

  @Test
  void send_accepted_oneRequestWithBothBodiesAndTheTags() throws IOException {
    try (SesMailer mailer = mailer(answering(200, SENT))) {

      SendOutcome outcome = mailer.send(MAIL);

      assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
      assertThat(requests).hasSize(1);
      assertThat(requests.getFirst())
          .contains("Source=dispatch%40example.com")
          .contains("Destination.ToAddresses.member.1=ann%40example.com")
          .contains("Message.Body.Text.Data=It")
          .contains("Message.Body.Html.Data=%3Cp%3E")
          .contains("Tags.member.1.Name=job&Tags.member.1.Value=job-1")
          .contains("Tags.member.2.Name=nid&Tags.member.2.Value=n_aaaaaaaaaaaaaaaa")
          .contains("Tags.member.3.Name=attempt&Tags.member.3.Value=3")
          .contains("ConfigurationSetName=events");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, MessageRejected, Refused",
    "400, InvalidParameterValue, Refused",
    "400, Throttling, Throttled",
    "403, InvalidClientTokenId, Unreachable",
    "403, SignatureDoesNotMatch, Unreachable",
    "400, AccountSendingPausedException, Unreachable",
    "500, InternalFailure, Ambiguous",
    "503, ServiceUnavailable, Ambiguous",
  })
  void send_error_oneRequestAndItsMeaning(int status, String code, String outcome)
      throws IOException {
    try (SesMailer mailer = mailer(answering(status, error(code)))) {

      SendOutcome actual = mailer.send(MAIL);

      assertThat(actual.getClass().getSimpleName()).isEqualTo(outcome);
      assertThat(requests).hasSize(1);
    }
  }

  @Test
  void send_answerThatCannotBeRead_ambiguous() throws IOException {
    try (SesMailer mailer = mailer(answering(200, "<SendEmailRes"))) {

      assertThat(mailer.send(MAIL)).isInstanceOf(SendOutcome.Ambiguous.class);
      assertThat(requests).hasSize(1);
    }
  }

  @Test
  void send_nobodyListens_unreachable() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (SesMailer mailer = mailer(URI.create("http://127.0.0.1:" + port))) {

      assertThat(mailer.send(MAIL)).isInstanceOf(SendOutcome.Unreachable.class);
    }
  }
}
