package com.quickdumpnow.relay.localcloud.twilio;

import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.ACCOUNT;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.FROM;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.TO;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.TOKEN;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vendor's own SDK takes it for Twilio. */
final class TwilioSdkIT {

  private final LocalTwilio twilio = LocalTwilio.start(TwilioSettings.of(ACCOUNT, TOKEN));
  private final TwilioRestClient sdk =
      new TwilioRestClient.Builder(ACCOUNT, TOKEN).httpClient(new Redirected(twilio.uri())).build();

  @AfterEach
  void stop() {
    twilio.close();
  }

  private Message create(String body) {
    return Message.creator(new PhoneNumber(TO), new PhoneNumber(FROM), body)
        .setValidityPeriod(60)
        .create(sdk);
  }

  @Test
  void createAndFetch_parseCompletely() {
    Message created = create("Hello");

    assertThat(created.getStatus()).isEqualTo(Message.Status.QUEUED);
    assertThat(created.getNumSegments()).isEqualTo("1");
    assertThat(created.getDateCreated()).isNotNull();
    assertThat(created.getDateSent()).isNull();
    await(() -> twilio.messages().getFirst().status() == MessageStatus.DELIVERED);
    Message fetched = Message.fetcher(created.getSid()).fetch(sdk);
    assertThat(fetched.getStatus()).isEqualTo(Message.Status.DELIVERED);
    assertThat(fetched.getDateSent()).isNotNull();
    assertThat(fetched.getFrom()).hasToString(FROM);
  }

  @Test
  void read_pagesThroughAll() {
    for (int i = 0; i < 7; i++) {
      create("text " + i);
    }
    await(() -> twilio.messages().stream().allMatch(m -> m.sent().isPresent()));

    List<String> bodies =
        StreamSupport.stream(
                Message.reader()
                    .setTo(new PhoneNumber(TO))
                    .setFrom(new PhoneNumber(FROM))
                    .setDateSentAfter(ZonedDateTime.now(ZoneOffset.UTC).minusHours(1))
                    .pageSize(3)
                    .read(sdk)
                    .spliterator(),
                false)
            .map(Message::getBody)
            .toList();

    assertThat(bodies)
        .containsExactly("text 6", "text 5", "text 4", "text 3", "text 2", "text 1", "text 0");
  }

  @Test
  void create_refused_isAnApiExceptionWithTheCode() {
    ApiException refused =
        catchThrowableOfType(
            ApiException.class,
            () ->
                Message.creator(new PhoneNumber("+15005550009"), new PhoneNumber(FROM), "x")
                    .create(sdk));

    assertThat(refused.getCode()).isEqualTo(21614);
    assertThat(refused.getStatusCode()).isEqualTo(400);
    assertThat(refused.getMoreInfo()).isEqualTo("https://www.twilio.com/docs/errors/21614");
  }

  /** The SDK has no base URL setting; its HTTP client is the place to redirect it. */
  private static final class Redirected extends HttpClient {

    private final java.net.http.HttpClient network = java.net.http.HttpClient.newHttpClient();
    private final URI base;

    Redirected(URI base) {
      this.base = base;
    }

    @Override
    public Response makeRequest(Request request) {
      String url = request.constructURL().toString().replace("https://api.twilio.com", base + "");
      HttpRequest http =
          HttpRequest.newBuilder(URI.create(url))
              .header("Authorization", request.getAuthString())
              .header("Content-Type", "application/x-www-form-urlencoded")
              .method(
                  request.getMethod().name(),
                  HttpRequest.BodyPublishers.ofString(request.encodeFormBody()))
              .build();
      try {
        HttpResponse<String> response = network.send(http, HttpResponse.BodyHandlers.ofString());
        return new Response(response.body(), response.statusCode());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
