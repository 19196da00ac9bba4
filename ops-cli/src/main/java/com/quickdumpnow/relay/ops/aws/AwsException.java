package com.quickdumpnow.relay.ops.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A service in AWS said no, or did not answer. The message is for the operator. */
public final class AwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private AwsException(String message, int status, String code, SdkException cause) {
    super(message, cause);
    this.status = status;
    this.code = code;
  }

  static AwsException of(String service, SdkException e) {
    if (e instanceof AwsServiceException answered) {
      String code =
          answered.awsErrorDetails() == null
              ? ""
              : String.valueOf(answered.awsErrorDetails().errorCode());
      return new AwsException(
          service + " answered " + answered.statusCode() + " " + code,
          answered.statusCode(),
          code,
          e);
    }
    return new AwsException(
        service + " could not be asked: are region, credentials and network right?", 0, "", e);
  }

  /** The HTTP status; 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** AWS's error code; empty when there is none. */
  public String code() {
    return code;
  }
}
