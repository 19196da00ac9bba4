package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSignature;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The webhook: closed to what Twilio did not sign, open to what it did. What is posted is a text of
 * no meaning, of which the webhook keeps nothing.
 */
final class WebhookCheck implements Check {
  private static final List<String> PATHS = List.of("/inbound", "/jobs/doctor/messages");

  private final Deployment on;
  private final Web web;

  WebhookCheck(Deployment on, Web web) {
    this.on = on;
    this.web = web;
  }

  @Override
  public String area() {
    return "webhook";
  }

  @Override
  public void examine(Notes notes) {
    URI api = on.read(s -> s.url("QDN_PUBLIC_URL").required());
    TwilioAccounts accounts =
        on.read(
            s ->
                s.parsed("QDN_TWILIO_AUTH_TOKENS", TwilioAccounts.FORMAT, TwilioAccounts::parse)
                    .required());
    for (String path : PATHS) {
      String form = Form.encode(fields(accounts.tokens().keySet().iterator().next()));
      if (!isClosed(URI.create(api + path), form, notes)) {
        return;
      }
    }
    accounts.tokens().forEach((sid, tokens) -> examine(api, sid, tokens, notes));
  }

  private static Map<String, String> fields(String account) {
    return Map.of(
        "AccountSid", account, "MessageSid", "SM" + "0".repeat(32), "Body", "qdn doctor looks");
  }

  private boolean isClosed(URI url, String form, Notes notes) {
    Optional<Web.Reply> reply = web.post(url, form, Optional.empty());
    if (reply.isEmpty()) {
      notes.notSeen("not looked at: nobody answers at " + url);
      return false;
    }
    int status = reply.get().status();
    return switch (status) {
      case 403 -> {
        notes.fine(url.getPath() + " refuses what is not signed");
        yield true;
      }
      case 204, 200 -> {
        notes.wrong(Finding.WEBHOOK_ACCEPTS_UNSIGNED, url + " takes what nobody signed");
        yield true;
      }
      default -> {
        notes.wrong(
            Finding.WEBHOOK_REFUSES_SIGNED,
            "%s answers %d: is that the webhook?".formatted(url, status));
        yield false;
      }
    };
  }

  private void examine(URI api, String sid, List<Secret> tokens, Notes notes) {
    URI url = URI.create(api + PATHS.getFirst());
    for (int i = 0; i < tokens.size(); i++) {
      String signature = TwilioSignature.sign(tokens.get(i).reveal(), url.toString(), fields(sid));
      int status =
          web.post(url, Form.encode(fields(sid)), Optional.of(signature))
              .map(Web.Reply::status)
              .orElse(0);
      String which = "token %d of account %s…".formatted(i + 1, sid.substring(0, 6));
      notes.judge(
          status == 204,
          "takes what is signed with " + which,
          Finding.WEBHOOK_REFUSES_SIGNED,
          "%s answers %d to what is signed with %s".formatted(url, status, which));
    }
  }
}
