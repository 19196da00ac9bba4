package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.log.LogKey;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Twilio's form callbacks from everybody else's: signed with a token of the account they
 * name, which is one of ours.
 */
final class TwilioCallbacks {
  /** Twilio's forms have a few hundred octets; an inbound text has at most 1600 characters. */
  static final int MAX_BODY = 64 * 1024;

  private static final Logger log = LoggerFactory.getLogger(TwilioCallbacks.class);
  private static final String FORM = "application/x-www-form-urlencoded";

  private final PublicUrl publicUrl;
  private final TwilioAccounts accounts;

  TwilioCallbacks(PublicUrl publicUrl, TwilioAccounts accounts) {
    this.publicUrl = publicUrl;
    this.accounts = accounts;
  }

  sealed interface Verdict {}

  /** It is Twilio's. */
  record Genuine(FormFields form) implements Verdict {}

  record Rejected(HttpReply reply) implements Verdict {}

  Verdict judge(HttpEvent event) {
    if (event.bodySize() > MAX_BODY) {
      return rejected(CallbackProblem.BODY_TOO_LARGE, "send at most " + MAX_BODY + " octets");
    }
    if (!event.isOfType(FORM)) {
      return rejected(CallbackProblem.UNSUPPORTED_MEDIA_TYPE, "use " + FORM);
    }
    Optional<String> signature = event.header(TwilioSignature.HEADER);
    if (signature.isEmpty()) {
      return forged("unsigned");
    }
    Optional<FormFields> form = FormFields.parse(event.body());
    if (form.isEmpty()) {
      return forged("malformed form");
    }
    // An account we don't know has no token, and without one nothing verifies.
    boolean genuine =
        TwilioSignature.verifies(
            signature.get(),
            publicUrl.requested(event.rawPath(), event.rawQuery()),
            form.get(),
            accounts.all(form.get().first("AccountSid").orElse("")));
    return genuine ? new Genuine(form.get()) : forged("wrong signature or unknown account");
  }

  /** One answer for all: a forger learns nothing from it. */
  private static Verdict forged(String reason) {
    log.atWarn().addKeyValue(LogKey.REASON, reason).log("callback refused");
    return rejected(CallbackProblem.UNSIGNED, "only Twilio may call this, and signs its requests");
  }

  private static Verdict rejected(CallbackProblem kind, String detail) {
    return new Rejected(Problem.of(kind, detail).reply());
  }
}
