package com.quickdumpnow.relay.worker.twilio;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.trace.Traces;
import com.quickdumpnow.relay.worker.relay.CarrierUnavailableException;
import com.quickdumpnow.relay.worker.relay.TextCarrier;
import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.rest.api.v2010.account.MessageReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Texts by <a href="https://www.twilio.com/docs/messaging/api/message-resource">Twilio's Messages
 * API</a>.
 */
public final class TwilioTexts implements TextCarrier {
  /** Our answers are small and bounded; a page of this many messages stays well below it. */
  private static final long PAGE_SIZE = 100;

  /** One number gets a few texts a day; whoever has more than this is not one customer. */
  private static final int MAX_PAGES = 5;

  /**
   * Twilio repeats a callback as its fragment says: five times, whatever went wrong, within 15 s
   * (https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
   */
  private static final String CALLBACK_RETRIES = "#rc=5&rp=all&ct=2000&rt=3000&tt=15000";

  private final URI publicUrl;
  private final Map<String, TwilioRestClient> clients;

  /**
   * @param tokens by account SID: the one that signs our requests
   * @param baseUrl Twilio's, or a stand-in's
   * @param publicUrl where our API is reached: callbacks go there
   * @param timeout the longest a whole request may take
   */
  public TwilioTexts(
      Map<String, Secret> tokens, URI baseUrl, URI publicUrl, Duration connect, Duration timeout) {
    this.publicUrl = publicUrl;
    OnePost http = new OnePost(baseUrl, connect, timeout);
    this.clients =
        tokens.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    entry ->
                        new TwilioRestClient.Builder(entry.getKey(), entry.getValue().reveal())
                            .httpClient(http)
                            .build()));
  }

  @Override
  public SendOutcome post(Text text) {
    try {
      return Answers.accepted(creator(text).create(client(text.route())));
    } catch (RuntimeException e) {
      return Answers.outcome(e);
    }
  }

  @Override
  public Optional<Trace> fetch(Route route, MessageId messageId) {
    try {
      Message message = Message.fetcher(route.account(), messageId.value()).fetch(client(route));
      return Optional.of(Answers.trace(message));
    } catch (RuntimeException e) {
      if (Answers.isNotFound(e)) {
        return Optional.empty();
      }
      throw new CarrierUnavailableException("Twilio could not be asked for a message", e);
    }
  }

  /** By recipient alone: a date filter would leave out what still waits. */
  @Override
  public List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
    try {
      TwilioRestClient client = client(route);
      MessageReader reader =
          Message.reader(route.account())
              .setTo(new com.twilio.type.PhoneNumber(to.value()))
              .setPageSize(PAGE_SIZE);
      List<Trace> found = new ArrayList<>();
      Page<Message> page = reader.firstPage(client);
      for (int pages = 1; ; pages++) {
        page.getRecords().stream()
            .filter(message -> matches(message, route, body, from))
            .forEach(message -> found.add(Answers.trace(message)));
        if (!page.hasNextPage() || pages == MAX_PAGES || endsBefore(page, from)) {
          Collections.reverse(found);
          return found;
        }
        page = reader.nextPage(page, client);
      }
    } catch (RuntimeException e) {
      throw new CarrierUnavailableException("Twilio could not be asked for its messages", e);
    }
  }

  private MessageCreator creator(Text text) {
    String account = text.route().account();
    String sender = text.route().sender();
    var to = new com.twilio.type.PhoneNumber(text.to().value());
    MessageCreator creator =
        text.route().isMessagingService()
            ? Message.creator(account, to, sender, text.body())
            : Message.creator(account, to, new com.twilio.type.PhoneNumber(sender), text.body());
    return creator
        .setStatusCallback(callback(text))
        .setValidityPeriod(Math.toIntExact(text.validity().toSeconds()))
        .setAttempt(text.attempt())
        .setSmartEncoded(false);
  }

  private URI callback(Text text) {
    return URI.create(
        publicUrl
            + "/jobs/"
            + text.jobId()
            + "/messages?nid="
            + text.notificationId()
            + "&attempt="
            + text.attempt()
            + Traces.current()
                .map(trace -> "&" + TraceContext.NAME + "=" + trace.traceparent())
                .orElse("")
            + CALLBACK_RETRIES);
  }

  private TwilioRestClient client(Route route) {
    TwilioRestClient client = clients.get(route.account());
    if (client == null) {
      throw new IllegalStateException("no token for the account of route " + route.name());
    }
    return client;
  }

  private static boolean matches(Message message, Route route, String body, Instant from) {
    return !isBefore(message, from)
        && isSender(message, route.sender())
        // A trial account puts words of its own before the text.
        && message.getBody() != null
        && message.getBody().endsWith(body);
  }

  private static boolean isSender(Message message, String sender) {
    return sender.equals(message.getMessagingServiceSid())
        || (message.getFrom() != null && sender.equals(message.getFrom().getEndpoint()));
  }

  private static boolean isBefore(Message message, Instant from) {
    return message.getDateCreated() != null
        && message.getDateCreated().toInstant().isBefore(from.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Twilio lists the newest first. */
  private static boolean endsBefore(Page<Message> page, Instant from) {
    return page.getRecords().isEmpty() || isBefore(page.getRecords().getLast(), from);
  }
}
