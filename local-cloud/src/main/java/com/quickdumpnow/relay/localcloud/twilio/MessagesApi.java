package com.quickdumpnow.relay.localcloud.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Create, fetch and list over HTTP. */
final class MessagesApi {

  private static final Pattern PATH =
      Pattern.compile("/2010-04-01/Accounts/(AC\\w+)/Messages(?:/(\\w+))?\\.json");
  private static final String JSON_TYPE = "application/json;charset=utf-8";
  private static final int MAX_FORM = 64 * 1024;

  private final TwilioSettings settings;
  private final Credentials credentials;
  private final MessageBook book;
  private final OptOuts optOuts;
  private final Script script;
  private final Delivery delivery;

  MessagesApi(
      TwilioSettings settings,
      MessageBook book,
      OptOuts optOuts,
      Script script,
      Delivery delivery) {
    this.settings = settings;
    this.credentials = new Credentials(settings.accounts());
    this.book = book;
    this.optOuts = optOuts;
    this.script = script;
    this.delivery = delivery;
  }

  void handle(HttpExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      refuse(exchange, notFound(exchange));
    } else if (!authentic(exchange, path.group(1))) {
      refuseStranger(exchange);
    } else if (path.group(2) != null) {
      fetch(exchange, path.group(1), path.group(2));
    } else if (exchange.getRequestMethod().equals("POST")) {
      create(exchange, path.group(1));
    } else {
      list(exchange, path.group(1));
    }
  }

  private boolean authentic(HttpExchange exchange, String accountSid) {
    return credentials.account(exchange).filter(accountSid::equals).isPresent();
  }

  private void fetch(HttpExchange exchange, String accountSid, String sid) throws IOException {
    Optional<TwilioMessage> found = book.find(sid).filter(m -> m.accountSid().equals(accountSid));
    if (found.isPresent()) {
      answer(exchange, 200, MessageJson.of(found.get()));
    } else {
      refuse(exchange, notFound(exchange));
    }
  }

  private void list(HttpExchange exchange, String accountSid) throws IOException {
    Instant listed = Instant.now().minus(settings.listingLag());
    List<TwilioMessage> visible =
        book.all().stream().filter(m -> !m.created().isAfter(listed)).toList();
    try {
      Form query = Form.parse(exchange.getRequestURI().getRawQuery());
      answer(exchange, 200, new MessageList(accountSid, query).page(visible));
    } catch (IllegalArgumentException | DateTimeException _) {
      refuse(exchange, new TwilioError(20001, 400, "Invalid query"));
    }
  }

  private void create(HttpExchange exchange, String accountSid) throws IOException {
    Form form = Form.parse(new String(Exchanges.body(exchange, MAX_FORM), UTF_8));
    MessageRequest request = MessageRequest.of(form);
    Script.Plan plan = script.take(request.to().orElse(""), request.route());
    Optional<Integer> problem = request.problem(settings.messagingServices(), optOuts);
    if (plan.fault().isPresent() && (problem.isEmpty() || !accepts(plan.fault().get()))) {
      spoil(exchange, plan.fault().get(), () -> accept(accountSid, request, plan.receipts()));
    } else if (problem.isPresent()) {
      refuse(exchange, TwilioError.of(problem.get()));
    } else {
      created(exchange, accept(accountSid, request, plan.receipts()));
    }
  }

  private static boolean accepts(Fault fault) {
    return switch (fault) {
      case Fault.Refuse _, Fault.Throttle _, Fault.Drop _ -> false;
      case Fault.ServerError error -> error.accepted();
      case Fault.AcceptThenDrop _, Fault.Slow _ -> true;
      case Fault.Garbage(var kind) -> kind != Fault.Garbage.Kind.REDIRECT;
    };
  }

  private TwilioMessage accept(String accountSid, MessageRequest request, Receipts receipts) {
    Instant now = Instant.now();
    String body = request.body().orElseThrow();
    boolean byNumber = request.from().isPresent();
    TwilioMessage message =
        new TwilioMessage(
            newSid(),
            accountSid,
            TwilioMessage.Direction.OUTBOUND_API,
            request.to().orElseThrow(),
            request.from(),
            request.messagingServiceSid(),
            body,
            byNumber ? Segments.of(body) : 0,
            byNumber ? MessageStatus.QUEUED : MessageStatus.ACCEPTED,
            Optional.empty(),
            now,
            now,
            Optional.empty(),
            request.statusCallback().map(URI::create),
            request.validity());
    book.add(message);
    delivery.begin(message, receipts);
    return message;
  }

  static String newSid() {
    return "SM" + UUID.randomUUID().toString().replace("-", "");
  }

  private void spoil(HttpExchange exchange, Fault fault, Acceptance acceptance) throws IOException {
    switch (fault) {
      case Fault.Refuse(int code) -> refuse(exchange, TwilioError.of(code));
      case Fault.Throttle() -> refuse(exchange, TwilioError.of(20429));
      case Fault.Drop() -> exchange.close();
      case Fault.AcceptThenDrop() -> {
        acceptance.accept();
        exchange.close();
      }
      case Fault.ServerError(int status, boolean html, boolean accepted) -> {
        if (accepted) {
          acceptance.accept();
        }
        serverError(exchange, status, html);
      }
      case Fault.Slow(var by) -> {
        TwilioMessage message = acceptance.accept();
        pause(by);
        created(exchange, message);
      }
      case Fault.Garbage(var kind) -> garbage(exchange, kind, acceptance);
    }
  }

  private static void pause(Duration by) throws IOException {
    try {
      Thread.sleep(by);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while an answer was held back", e);
    }
  }

  private static void serverError(HttpExchange exchange, int status, boolean html)
      throws IOException {
    if (html) {
      String page = "<html><head><title>" + status + "</title></head><body>upstream</body></html>";
      Exchanges.send(exchange, status, "text/html", page);
    } else {
      refuse(exchange, new TwilioError(20500, status, "An internal server error has occurred"));
    }
  }

  private static void garbage(HttpExchange exchange, Fault.Garbage.Kind kind, Acceptance acceptance)
      throws IOException {
    switch (kind) {
      case HALF_BODY -> {
        byte[] whole = MessageJson.of(acceptance.accept()).toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", JSON_TYPE);
        exchange.sendResponseHeaders(201, whole.length);
        exchange.getResponseBody().write(whole, 0, whole.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
      }
      case NOT_JSON -> {
        acceptance.accept();
        Exchanges.send(exchange, 201, "text/html", "<html><body>Created</body></html>");
      }
      case UNKNOWN_STATUS ->
          answer(exchange, 201, MessageJson.of(acceptance.accept()).put("status", "teleported"));
      case REDIRECT -> {
        exchange.getResponseHeaders().set("Location", "/maintenance.html");
        Exchanges.send(exchange, 302, new byte[0]);
      }
    }
  }

  static TwilioError notFound(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return new TwilioError(20404, 404, "The requested resource " + path + " was not found");
  }

  private static void created(HttpExchange exchange, TwilioMessage message) throws IOException {
    answer(exchange, 201, MessageJson.of(message));
  }

  static void refuseStranger(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Twilio API\"");
    refuse(exchange, TwilioError.of(20003));
  }

  static void refuse(HttpExchange exchange, TwilioError error) throws IOException {
    answer(exchange, error.status(), MessageJson.of(error));
  }

  static void answer(HttpExchange exchange, int status, ObjectNode json) throws IOException {
    Exchanges.send(exchange, status, JSON_TYPE, json.toString());
  }

  @FunctionalInterface
  private interface Acceptance {
    TwilioMessage accept();
  }
}
