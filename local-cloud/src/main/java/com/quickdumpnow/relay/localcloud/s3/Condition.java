package com.quickdumpnow.relay.localcloud.s3;

import java.util.Optional;

/**
 * {@code If-Match} and {@code If-None-Match} of a request; empty means not asked. See "How to
 * prevent object overwrites with conditional writes" in the S3 user guide.
 */
record Condition(Optional<String> ifMatch, Optional<String> ifNoneMatch) {

  static final Condition NONE = new Condition(Optional.empty(), Optional.empty());

  /**
   * Judges a write.
   *
   * @throws S3Exception 404 when a version must match and there is none, 412 when it does not hold
   */
  void requireForWrite(String key, Optional<Version> current) {
    if (ifNoneMatch.isPresent()) {
      if (!ifNoneMatch.get().equals("*")) {
        throw new S3Exception(501, "NotImplemented", "If-None-Match on a write takes only *.");
      }
      if (current.isPresent()) {
        throw failed();
      }
    }
    if (ifMatch.isPresent()) {
      Version version = current.orElseThrow(() -> noSuchKey(key));
      if (!matches(ifMatch.get(), version)) {
        throw failed();
      }
    }
  }

  /**
   * Judges a read.
   *
   * @return whether the reader has this version already (304)
   * @throws S3Exception 412 when {@code If-Match} names another
   */
  boolean unmodified(Version version) {
    if (ifMatch.isPresent() && !matches(ifMatch.get(), version)) {
      throw failed();
    }
    return ifNoneMatch.isPresent() && matches(ifNoneMatch.get(), version);
  }

  static S3Exception noSuchKey(String key) {
    return new S3Exception(404, "NoSuchKey", "The specified key does not exist: " + key);
  }

  private static boolean matches(String condition, Version version) {
    return condition.equals("*") || condition.replace("\"", "").equals(version.etag());
  }

  private static S3Exception failed() {
    return new S3Exception(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }
}
