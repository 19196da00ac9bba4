package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.io.IOException;

/** Makes a document of the bytes of its object. Thread-safe. */
@FunctionalInterface
public interface Decoder {
  /** Gzip-compressed {@code maintenance.json}. */
  Decoder GZIP = gzip -> MaintenanceJson.read(Gzip.expand(gzip, DocumentFile.MAX_BYTES));

  /**
   * @throws IOException when it is not gzip, or too large
   * @throws BadJsonException when it is no document
   */
  MaintenanceDocument decode(byte[] gzip) throws IOException;
}
