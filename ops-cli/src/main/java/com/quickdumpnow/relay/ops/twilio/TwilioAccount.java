package com.quickdumpnow.relay.ops.twilio;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.time.Clockwork;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.ShortCode;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.messaging.v1.service.AlphaSender;
import com.twilio.rest.messaging.v1.service.PhoneNumber;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a Twilio account is and has. Every method throws {@link TwilioException}. */
public final class TwilioAccount {
  private static final int NOT_FOUND = 404;

  private final String sid;
  private final TwilioRestClient client;

  /**
   * @param baseUrl Twilio's, or a stand-in's
   * @param sid {@code AC…}
   */
  public TwilioAccount(URI baseUrl, Clockwork clock, String sid, Secret token) {
    this.sid = sid;
    this.client =
        new TwilioRestClient.Builder(sid, token.reveal())
            .httpClient(new PoliteHttp(baseUrl, clock))
            .build();
  }

  /**
   * @param status active, suspended or closed
   */
  public record Standing(String status, boolean trial) {
    public boolean isActive() {
      return status.equals("active");
    }
  }

  /**
   * A sender of texts.
   *
   * @param texts whether it can send them
   * @param inbound how a text to it is passed on, such as {@code POST https://…}, or {@code
   *     nowhere}
   */
  public record Sender(boolean texts, String inbound) {}

  /**
   * A messaging service.
   *
   * @param numbers in its pool, short codes among them
   * @param names how many alphanumeric senders are in its pool
   * @param inbound as of a {@link Sender}; empty: as each number says
   */
  public record Pool(
      List<String> numbers,
      int names,
      boolean sticky,
      boolean smartEncoding,
      Optional<String> inbound) {
    public Pool {
      numbers = List.copyOf(numbers);
    }

    /** How many senders are in it, of every kind. */
    public int senders() {
      return numbers.size() + names;
    }
  }

  public Standing standing() {
    Account account = Account.fetcher(sid).fetch(client);
    return new Standing(
        String.valueOf(account.getStatus()), account.getType() == Account.Type.TRIAL);
  }

  /** An E.164 number or a short code; empty: the account does not have it. */
  public Optional<Sender> sender(String number) {
    return number.startsWith("+") ? longNumber(number) : shortCode(number);
  }

  private Optional<Sender> longNumber(String number) {
    return stream(
            IncomingPhoneNumber.reader(sid)
                .setPhoneNumber(new com.twilio.type.PhoneNumber(number))
                .read(client))
        .map(
            found ->
                new Sender(
                    found.getCapabilities().getSms(),
                    inbound(found.getSmsMethod(), found.getSmsUrl())))
        .findFirst();
  }

  private Optional<Sender> shortCode(String number) {
    return stream(ShortCode.reader(sid).setShortCode(number).read(client))
        .map(found -> new Sender(true, inbound(found.getSmsMethod(), found.getSmsUrl())))
        .findFirst();
  }

  /** A messaging service; empty: the account does not have it. */
  public Optional<Pool> pool(String service) {
    try {
      Service found = Service.fetcher(service).fetch(client);
      return Optional.of(
          new Pool(
              numbers(service),
              stream(AlphaSender.reader(service).read(client)).mapToInt(_ -> 1).sum(),
              Boolean.TRUE.equals(found.getStickySender()),
              Boolean.TRUE.equals(found.getSmartEncoding()),
              Boolean.TRUE.equals(found.getUseInboundWebhookOnNumber())
                  ? Optional.empty()
                  : Optional.of(inbound(found.getInboundMethod(), found.getInboundRequestUrl()))));
    } catch (TwilioException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private List<String> numbers(String service) {
    return Stream.concat(
            stream(PhoneNumber.reader(service).read(client))
                .map(number -> String.valueOf(number.getPhoneNumber())),
            stream(com.twilio.rest.messaging.v1.service.ShortCode.reader(service).read(client))
                .map(code -> String.valueOf(code.getShortCode())))
        .toList();
  }

  private static <T> Stream<T> stream(Iterable<T> resources) {
    return StreamSupport.stream(resources.spliterator(), false);
  }

  private static String inbound(@Nullable Object method, @Nullable Object url) {
    return url == null || url.toString().isEmpty()
        ? "nowhere"
        : String.valueOf(method).toUpperCase(Locale.ROOT) + " " + url;
  }
}
