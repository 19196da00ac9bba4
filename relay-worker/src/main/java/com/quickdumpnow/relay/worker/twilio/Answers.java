package com.quickdumpnow.relay.worker.twilio;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.twilio.rest.api.v2010.account.Message;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * What Twilio's answers mean, by status, code and the type of what went wrong; never by words.
 * Whatever is not known to be harmless is ambiguous.
 */
final class Answers {
  private Answers() {}

  static SendOutcome accepted(Message message) {
    return message.getSid() == null || message.getSid().isBlank()
        ? new SendOutcome.Ambiguous("accepted without a message id")
        : new SendOutcome.Accepted(new MessageId(message.getSid()), status(message));
  }

  static SendOutcome outcome(RuntimeException failure) {
    return switch (failure) {
      case HttpFailure.Answered answered -> answered(answered);
      case HttpFailure.Broken broken -> broken(broken);
      // A 2xx whose body twilio-java could not read.
      default -> new SendOutcome.Ambiguous("an answer that cannot be read");
    };
  }

  private static SendOutcome answered(HttpFailure.Answered answer) {
    if (answer.status() == 429) {
      return new SendOutcome.Throttled(answer.retryAfter());
    }
    return answer.status() / 100 == 4
        ? new SendOutcome.Refused(answer.status(), answer.code())
        : new SendOutcome.Ambiguous("HTTP status " + answer.status());
  }

  private static SendOutcome broken(HttpFailure.Broken broken) {
    return switch (broken.getCause()) {
      case HttpConnectTimeoutException _ -> new SendOutcome.Unreachable("connect timeout");
      // Refused, or no such host.
      case ConnectException _ -> new SendOutcome.Unreachable("no connection");
      case SSLHandshakeException _ -> new SendOutcome.Unreachable("no secure connection");
      case null, default -> new SendOutcome.Ambiguous("no answer, or half of one");
    };
  }

  static boolean isNotFound(RuntimeException failure) {
    return failure instanceof HttpFailure.Answered answered && answered.status() == 404;
  }

  static Trace trace(Message message) {
    return new Trace(
        new MessageId(message.getSid()),
        status(message),
        Optional.ofNullable(message.getErrorCode()));
  }

  /** A word that Twilio has not told us about says no more than that it has the message. */
  private static DeliveryStatus status(Message message) {
    return message.getStatus() == null
        ? DeliveryStatus.ACCEPTED
        : DeliveryStatus.ofWireName(message.getStatus().toString()).orElse(DeliveryStatus.ACCEPTED);
  }
}
