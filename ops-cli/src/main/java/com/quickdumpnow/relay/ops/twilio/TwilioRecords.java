package com.quickdumpnow.relay.ops.twilio;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.time.Clockwork;
import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An account's messages as Twilio has them, read page by page. */
public final class TwilioRecords {
  private static final long PAGE_SIZE = 500;

  private final URI baseUrl;
  private final Clockwork clock;

  /**
   * @param baseUrl Twilio's, or a stand-in's
   */
  public TwilioRecords(URI baseUrl, Clockwork clock) {
    this.baseUrl = baseUrl;
    this.clock = clock;
  }

  /**
   * One message, without its text.
   *
   * @param sender the number or messaging service it was sent by
   * @param status in Twilio's words
   * @param cost in {@code unit}, positive; empty while Twilio has not said
   */
  public record TwilioText(
      String id,
      String sender,
      String to,
      String status,
      Optional<Integer> code,
      int segments,
      Optional<BigDecimal> cost,
      String unit,
      Instant createdAt) {
    @Override
    public String toString() {
      return "TwilioText[" + id + ", " + status + "]";
    }
  }

  /**
   * What we sent by that account since then, newest first.
   *
   * @param reached is told after each page how far back it went
   * @throws TwilioException when Twilio does not give it
   */
  public List<TwilioText> since(
      String account, Secret token, Instant since, Consumer<Instant> reached) {
    TwilioRestClient client =
        new TwilioRestClient.Builder(account, token.reveal())
            .httpClient(new PoliteHttp(baseUrl, clock))
            .build();
    MessageReader reader = Message.reader(account).setPageSize(PAGE_SIZE);
    List<TwilioText> found = new ArrayList<>();
    // By creation: a filter by the date of sending would leave out what still waits.
    Page<Message> page = reader.firstPage(client);
    while (true) {
      for (Message message : page.getRecords()) {
        if (created(message).isBefore(since)) {
          return found;
        }
        if (message.getDirection() != Message.Direction.INBOUND) {
          found.add(text(message));
        }
      }
      found.stream().reduce((_, last) -> last).map(TwilioText::createdAt).ifPresent(reached);
      if (!page.hasNextPage()) {
        return found;
      }
      page = reader.nextPage(page, client);
    }
  }

  private static Instant created(Message message) {
    return Optional.ofNullable(message.getDateCreated())
        .map(ZonedDateTime::toInstant)
        .orElse(Instant.MAX);
  }

  private static TwilioText text(Message message) {
    return new TwilioText(
        message.getSid(),
        Optional.ofNullable(message.getMessagingServiceSid())
            .or(() -> Optional.ofNullable(message.getFrom()).map(Object::toString))
            .orElse("unknown"),
        String.valueOf(message.getTo()),
        String.valueOf(message.getStatus()),
        Optional.ofNullable(message.getErrorCode()),
        Integer.parseInt(Optional.ofNullable(message.getNumSegments()).orElse("0")),
        Optional.ofNullable(message.getPrice())
            .map(String::valueOf)
            .filter(price -> price.matches("-?\\d+(\\.\\d+)?"))
            .map(price -> new BigDecimal(price).abs()),
        Optional.ofNullable(message.getPriceUnit()).map(Object::toString).orElse(""),
        created(message));
  }
}
