package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.twilio.TwilioAccount;
import com.quickdumpnow.relay.ops.twilio.TwilioAccount.Pool;
import com.quickdumpnow.relay.ops.twilio.TwilioAccount.Sender;
import com.quickdumpnow.relay.ops.twilio.TwilioAccount.Standing;
import com.quickdumpnow.relay.ops.twilio.TwilioException;
import com.quickdumpnow.relay.time.Clockwork;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Every account of the chain, and every number and messaging service it sends by. */
final class TwilioCheck implements Check {
  static final URI TWILIO = URI.create("https://api.twilio.com");

  private static final int UNAUTHENTICATED = 401;

  private final Deployment on;

  TwilioCheck(Deployment on) {
    this.on = on;
  }

  @Override
  public String area() {
    return "twilio";
  }

  static URI base(Deployment on) {
    return on.read(s -> s.url("QDN_TWILIO_BASE_URL").orElse(TWILIO));
  }

  @Override
  public void examine(Notes notes) {
    URI base = base(on);
    Optional<TwilioAccounts> tokens = SettingsCheck.accounts(on);
    List<Route> routes = on.chain().map(Chain::routes).orElse(List.of());
    for (String sid : routes.stream().map(Route::account).distinct().toList()) {
      List<Route> own = routes.stream().filter(route -> route.account().equals(sid)).toList();
      Optional<Secret> token = tokens.flatMap(known -> known.current(sid));
      if (token.isEmpty()) {
        notes.notSeen("not looked at: there is no token for " + shortened(sid));
      } else {
        examine(
            new TwilioAccount(base, Clockwork.system(), sid, token.get()),
            shortened(sid),
            own,
            notes);
      }
    }
  }

  /** Enough to tell accounts apart. */
  private static String shortened(String sid) {
    return sid.substring(0, 6) + "…";
  }

  private void examine(TwilioAccount account, String sid, List<Route> routes, Notes notes) {
    try {
      Standing standing = account.standing();
      if (!standing.isActive()) {
        notes.wrong(
            Finding.TWILIO_ACCOUNT_INACTIVE, "account %s is %s".formatted(sid, standing.status()));
        return;
      }
      notes.judge(
          !standing.trial(),
          "account %s is active".formatted(sid),
          Finding.TWILIO_TRIAL,
          "account %s is a trial".formatted(sid));
      routes.forEach(route -> examine(account, route, notes));
    } catch (TwilioException e) {
      notes.wrong(
          e.status() == UNAUTHENTICATED ? Finding.TWILIO_TOKEN_WRONG : Finding.TWILIO_UNREACHABLE,
          "account %s: %s".formatted(sid, e.getMessage()));
    }
  }

  private void examine(TwilioAccount account, Route route, Notes notes) {
    String words = "%s (route %s)".formatted(route.sender(), route.name());
    if (route.isMessagingService()) {
      account
          .pool(route.sender())
          .ifPresentOrElse(
              pool -> examine(account, pool, words, notes),
              () -> notes.wrong(Finding.SERVICE_MISSING, "the account has no " + words));
    } else {
      account
          .sender(route.sender())
          .ifPresentOrElse(
              sender -> examine(sender, words, notes),
              () -> notes.wrong(Finding.NUMBER_MISSING, "the account has no " + words));
    }
  }

  private void examine(Sender sender, String words, Notes notes) {
    notes.judge(
        sender.texts(),
        words + " can text",
        Finding.NUMBER_CANNOT_TEXT,
        words + " cannot send SMS");
    examineInbound(sender.inbound(), words, notes);
  }

  private void examine(TwilioAccount account, Pool pool, String words, Notes notes) {
    notes.judge(
        pool.senders() > 0,
        "%s has %d senders".formatted(words, pool.senders()),
        Finding.SERVICE_EMPTY,
        words + " has no sender");
    if (pool.sticky()) {
      notes.wrong(Finding.SERVICE_STICKY, words + " keeps to one sender");
    }
    if (pool.smartEncoding()) {
      notes.wrong(Finding.SERVICE_SMART_ENCODING, words + " exchanges characters");
    }
    pool.inbound()
        .ifPresentOrElse(
            inbound -> examineInbound(inbound, words, notes),
            () -> examineInboundOfEach(account, pool.numbers(), words, notes));
  }

  private void examineInboundOfEach(
      TwilioAccount account, List<String> numbers, String words, Notes notes) {
    for (String number : numbers) {
      String which = "%s of %s".formatted(number, words);
      account
          .sender(number)
          .ifPresentOrElse(
              sender -> examineInbound(sender.inbound(), which, notes),
              () -> notes.notSeen("where texts to %s go was not looked at".formatted(which)));
    }
  }

  private void examineInbound(String inbound, String words, Notes notes) {
    Optional<URI> api = on.read(s -> s.url("QDN_PUBLIC_URL").optional());
    if (api.isPresent() && !inbound.equals("POST " + api.get() + "/inbound")) {
      notes.wrong(
          Finding.INBOUND_URL_WRONG, "texts to %s are passed on to %s".formatted(words, inbound));
    }
  }
}
