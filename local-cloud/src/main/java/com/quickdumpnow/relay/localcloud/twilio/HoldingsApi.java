package com.quickdumpnow.relay.localcloud.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads of what an account is and has: the account, {@code IncomingPhoneNumbers} and {@code
 * SMS/ShortCodes} of the 2010 API, {@code Services} of Messaging v1. At Twilio the latter has a
 * host of its own, {@code messaging.twilio.com}.
 */
final class HoldingsApi {

  private static final Pattern ACCOUNT =
      Pattern.compile(
          "/2010-04-01/Accounts/(AC\\w+)(?:/(IncomingPhoneNumbers|SMS/ShortCodes))?\\.json");
  private static final Pattern SERVICE =
      Pattern.compile("/v1/Services/(MG\\w+)(?:/(PhoneNumbers|ShortCodes|AlphaSenders))?");

  private final Holdings holdings;

  HoldingsApi(Holdings holdings) {
    this.holdings = holdings;
  }

  static boolean has(String path) {
    return ACCOUNT.matcher(path).matches() || SERVICE.matcher(path).matches();
  }

  /**
   * @param caller the account whose credentials came with the request
   * @return empty: there is no such thing, or it is not the caller's
   */
  Optional<ObjectNode> read(HttpExchange exchange, String caller) {
    String path = exchange.getRequestURI().getPath();
    Matcher account = ACCOUNT.matcher(path);
    if (account.matches()) {
      return caller.equals(account.group(1))
          ? Optional.of(ofAccount(exchange, caller, account.group(2)))
          : Optional.empty();
    }
    Matcher service = SERVICE.matcher(path);
    return service.matches()
        ? holdings
            .service(caller, service.group(1))
            .map(
                found ->
                    service.group(2) == null
                        ? HoldingsJson.service(found)
                        : HoldingsJson.senders(found, service.group(2)))
        : Optional.empty();
  }

  private ObjectNode ofAccount(HttpExchange exchange, String sid, String resource) {
    if (resource == null) {
      return HoldingsJson.account(sid, holdings.standing(sid));
    }
    boolean shortCodes = resource.equals("SMS/ShortCodes");
    Optional<String> number =
        Optional.ofNullable(exchange.getRequestURI().getRawQuery())
            .map(Form::parse)
            .flatMap(query -> query.first(shortCodes ? "ShortCode" : "PhoneNumber"));
    return HoldingsJson.numbers(sid, resource, holdings.numbers(sid, number, shortCodes));
  }
}
