package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.io.IOException;
import java.util.zip.Deflater;

/** Between a document and the bytes of its object. Thread-safe. */
public interface Codec {
  byte[] encode(MaintenanceDocument document);

  /**
   * @throws IOException when it is not gzip, or too large
   * @throws BadJsonException when it is no document
   */
  MaintenanceDocument decode(byte[] bytes) throws IOException;

  /**
   * Whether {@link #decode} would surely make a document of these bytes: known without doing so,
   * for bytes that are what somebody once encoded.
   */
  default boolean trusts(byte[] bytes) {
    return false;
  }

  /** Gzip-compressed {@code maintenance.json}; knows what it has encoded before. */
  static Codec gzip() {
    return new GzipCodec(Deflater.BEST_SPEED);
  }

  /** The same bytes but for being as long as the text: for who writes versions by the thousand. */
  static Codec uncompressed() {
    return new GzipCodec(Deflater.NO_COMPRESSION);
  }
}
