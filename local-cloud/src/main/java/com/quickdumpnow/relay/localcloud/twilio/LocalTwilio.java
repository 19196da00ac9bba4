package com.quickdumpnow.relay.localcloud.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A Twilio on 127.0.0.1: create, fetch and list of the Messages API (2010-04-01), reads of
 * accounts, numbers and messaging services, Lookup v2, signed status callbacks with the retries
 * that the callback's URL asks for, inbound texts, and faults on request. It calls webhooks on this
 * machine only. {@link AdminApi} documents the admin endpoint on the same port. Safe for use by
 * many threads.
 */
public final class LocalTwilio implements AutoCloseable {

  private final TwilioSettings settings;
  private final MessageBook book;
  private final OptOuts optOuts = new OptOuts();
  private final Script script = new Script();
  private final Holdings holdings = new Holdings();
  private final LineDirectory lines = new LineDirectory();
  private final Callbacks callbacks;
  private final Delivery delivery;
  private final LoopbackServer server;

  private LocalTwilio(TwilioSettings settings) {
    this.settings = settings;
    this.book = new MessageBook(new Journal(settings.journal()));
    this.callbacks = new Callbacks(settings.accounts());
    this.delivery = new Delivery(settings, book, callbacks);
    MessagesApi api = new MessagesApi(settings, book, optOuts, script, delivery);
    AdminApi admin = new AdminApi(this);
    this.server = LoopbackServer.start("Twilio", settings.port(), e -> route(e, api, admin));
  }

  /**
   * Starts it; messages that an earlier process left unfinished go on their way.
   *
   * @throws com.quickdumpnow.relay.localcloud.web.PortTakenException when the port is taken
   */
  public static LocalTwilio start(TwilioSettings settings) {
    LocalTwilio twilio = new LocalTwilio(settings);
    twilio.messages().stream()
        .filter(m -> !m.status().isFinal() && m.status() != MessageStatus.SENT)
        .forEach(m -> twilio.delivery.begin(m, Receipts.of(new Receipts.Outcome.Delivered())));
    return twilio;
  }

  private void route(HttpExchange exchange, MessagesApi api, AdminApi admin) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/_admin")) {
      admin.handle(exchange);
    } else if (HoldingsApi.has(path) || LookupApi.has(path)) {
      read(exchange, path);
    } else {
      api.handle(exchange);
    }
  }

  private void read(HttpExchange exchange, String path) throws IOException {
    Optional<String> caller = new Credentials(settings.accounts()).account(exchange);
    if (caller.isEmpty()) {
      MessagesApi.refuseStranger(exchange);
      return;
    }
    if (LookupApi.has(path)) {
      new LookupApi(lines).handle(exchange);
      return;
    }
    Optional<ObjectNode> found = new HoldingsApi(holdings).read(exchange, caller.get());
    if (found.isPresent()) {
      MessagesApi.answer(exchange, 200, found.get());
    } else {
      MessagesApi.refuse(exchange, MessagesApi.notFound(exchange));
    }
  }

  /** What stands in for {@code https://api.twilio.com}; no slash at the end. */
  public URI uri() {
    return server.uri();
  }

  /** The page of texts, for people. */
  public URI mailbox() {
    return server.uri().resolve("/_admin/");
  }

  /** The rules about faults and receipts. */
  public Script script() {
    return script;
  }

  /** What the accounts are and have. */
  public Holdings holdings() {
    return holdings;
  }

  /** What Lookup knows about numbers. */
  public LineDirectory lines() {
    return lines;
  }

  /** Every message accepted over the API, oldest first. */
  public List<TwilioMessage> messages() {
    return book.all().stream()
        .filter(m -> m.direction() == TwilioMessage.Direction.OUTBOUND_API)
        .toList();
  }

  List<TwilioMessage> allMessages() {
    return book.all();
  }

  /** What a customer's phone really received, in that order. */
  public List<HandsetText> handset(String to) {
    return book.handset(to);
  }

  /**
   * Moves a message, even against the order of things, and posts one callback about it.
   *
   * @throws IllegalArgumentException when there is no such message
   */
  public TwilioMessage report(String sid, MessageStatus status, Optional<Integer> errorCode) {
    return delivery.report(sid, status, errorCode);
  }

  /**
   * A customer texts one of our senders; posted to that number's webhook, or to the configured one
   * if nobody has the number, and a STOP or START is remembered as Twilio does. The account is the
   * number's, or else the one that last sent to this customer from it, or else any.
   *
   * @return the webhook's last answer; empty when there is none or it did not answer
   */
  public Optional<Integer> inbound(String from, String to, String body) {
    optOuts.hear(from, to, body);
    TwilioMessage message = received(from, to, body);
    book.add(message);
    Optional<URI> webhook =
        holdings
            .number(to)
            .map(OwnedNumber::inboundUrl)
            .map(url -> Optional.of(url).filter(given -> !given.isEmpty()).map(URI::create))
            .orElse(settings.inbound());
    if (webhook.isEmpty()) {
      return Optional.empty();
    }
    try {
      return callbacks.post(webhook.get(), message.accountSid(), MessageForms.inbound(message));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private TwilioMessage received(String from, String to, String body) {
    String account =
        holdings
            .number(to)
            .map(OwnedNumber::account)
            .or(() -> lastSender(from, to))
            .orElseGet(() -> settings.accounts().keySet().iterator().next());
    Instant now = Instant.now();
    return new TwilioMessage(
        MessagesApi.newSid(),
        account,
        TwilioMessage.Direction.INBOUND,
        to,
        Optional.of(from),
        Optional.empty(),
        body,
        Segments.of(body),
        MessageStatus.RECEIVED,
        Optional.empty(),
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }

  private Optional<String> lastSender(String customer, String number) {
    return book.all().reversed().stream()
        .filter(m -> m.to().equals(customer) && m.from().filter(number::equals).isPresent())
        .map(TwilioMessage::accountSid)
        .findFirst();
  }

  /** Stops at once; messages under way stay where they are. */
  @Override
  public void close() {
    server.close();
    delivery.close();
    callbacks.close();
  }
}
