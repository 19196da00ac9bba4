package com.quickdumpnow.relay.localcloud.s3;

import java.util.Map;

/**
 * One version of an object, without its content.
 *
 * @param sequence grows with every write to the store; higher is newer
 * @param id as in {@code x-amz-version-id}; {@link #UNVERSIONED} when written without versioning
 * @param etag MD5 in hex, without quotes; empty for a delete marker
 * @param size of the content, in bytes
 * @param modifiedMillis since the epoch
 * @param headers what a GET repeats: Content-Type, Content-Encoding, x-amz-meta-*, checksums; names
 *     in lower case
 */
record Version(
    String key,
    String id,
    long sequence,
    boolean deleteMarker,
    String etag,
    long size,
    long modifiedMillis,
    Map<String, String> headers) {

  static final String UNVERSIONED = "null";

  Version {
    headers = Map.copyOf(headers);
  }
}
