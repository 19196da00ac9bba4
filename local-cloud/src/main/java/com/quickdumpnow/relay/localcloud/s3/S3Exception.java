package com.quickdumpnow.relay.localcloud.s3;

/** An error of S3's vocabulary, to be answered as such. */
final class S3Exception extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  S3Exception(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
