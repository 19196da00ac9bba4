package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.json.MaintenanceWriter;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import java.io.IOException;

/** What is stored. */
final class GzipCodec implements Codec {
  /** Ten times QDN's busiest day is below 10 MB; beyond this something has gone wrong. */
  static final int MAX_BYTES = 50_000_000;

  private final MaintenanceWriter json = new MaintenanceWriter();

  @Override
  public byte[] encode(MaintenanceDocument document) {
    byte[] plain;
    synchronized (json) {
      plain = json.write(document);
    }
    if (plain.length > MAX_BYTES) {
      throw new DocumentRefused(
          "the document would grow beyond " + MAX_BYTES + " bytes: archive jobs", null);
    }
    return Gzip.compress(plain);
  }

  @Override
  public MaintenanceDocument decode(byte[] bytes) throws IOException {
    return MaintenanceJson.read(Gzip.expand(bytes, MAX_BYTES));
  }
}
