package com.quickdumpnow.relay.ops.aws;

import java.util.function.Supplier;
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

  /** What the service answers to that request. */
  static <T> T asked(String service, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw of(service, e);
    }
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

  /** Whether these credentials lack the permission, or are none; services differ in the status. */
  public boolean isForbidden() {
    return status == 401 || status == 403 || code.contains("AccessDenied");
  }

  /** AWS's error code; empty when there is none. */
  public String code() {
    return code;
  }
}
