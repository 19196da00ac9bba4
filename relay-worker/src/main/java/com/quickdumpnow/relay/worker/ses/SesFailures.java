package com.quickdumpnow.relay.worker.ses;

import com.quickdumpnow.relay.decision.SendOutcome;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.model.AccountSendingPausedException;
import software.amazon.awssdk.services.ses.model.ConfigurationSetSendingPausedException;

/**
 * What SES's failures mean, by status, error code and the type of what went wrong; never by words.
 * Whatever is not known to be harmless is ambiguous.
 */
final class SesFailures {
  private SesFailures() {}

  static SendOutcome outcome(SdkException failure) {
    return switch (failure) {
      case AbortedException _ -> {
        Thread.currentThread().interrupt();
        yield new SendOutcome.Ambiguous("interrupted");
      }
      case AccountSendingPausedException _, ConfigurationSetSendingPausedException _ ->
          new SendOutcome.Unreachable("sending is paused");
      case AwsServiceException answer -> answered(answer);
      default -> unanswered(failure);
    };
  }

  private static SendOutcome answered(AwsServiceException answer) {
    int status = answer.statusCode();
    if (answer.isThrottlingException() || status == 429) {
      return new SendOutcome.Throttled(Optional.empty());
    }
    if (status / 100 != 4) {
      return new SendOutcome.Ambiguous("HTTP status " + status);
    }
    // Our credentials are wrong, which says nothing of the email; it is worth trying again.
    return status == 401 || isAboutCredentials(answer)
        ? new SendOutcome.Unreachable("SES refuses our credentials")
        : new SendOutcome.Refused(status, Optional.empty());
  }

  /** https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html. */
  private static boolean isAboutCredentials(AwsServiceException answer) {
    return answer.awsErrorDetails() != null
        && switch (answer.awsErrorDetails().errorCode()) {
          case "AccessDeniedException",
              "AccessDenied",
              "ExpiredToken",
              "ExpiredTokenException",
              "IncompleteSignature",
              "InvalidClientTokenId",
              "MissingAuthenticationToken",
              "NotAuthorized",
              "OptInRequired",
              "RequestExpired",
              "SignatureDoesNotMatch" ->
              true;
          case null, default -> false;
        };
  }

  /**
   * A connect timeout is not told apart from a read timeout: the JDK has one type for both, so both
   * are ambiguous.
   */
  private static SendOutcome unanswered(SdkException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof SSLHandshakeException) {
        return new SendOutcome.Unreachable("no connection");
      }
    }
    return new SendOutcome.Ambiguous("no answer");
  }
}
