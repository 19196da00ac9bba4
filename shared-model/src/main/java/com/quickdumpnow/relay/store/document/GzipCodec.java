package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.json.MaintenanceBlocks;
import com.quickdumpnow.relay.json.MaintenanceBlocks.Placed;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * What is stored. Of a version that follows one it knows, only what changed is written or read
 * anew.
 */
final class GzipCodec implements Codec {
  /** Ten times QDN's busiest day is below 20 MB; beyond this something has gone wrong. */
  static final int MAX_BYTES = 50_000_000;

  private final Object lock = new Object();

  /** Guarded by the lock, as is the other. */
  private final MaintenanceBlocks<Deflated> json;

  private final BlockGzip gzip = new BlockGzip();

  /**
   * @param level of compression, as zlib counts
   */
  GzipCodec(int level) {
    // One for all blocks: to make one costs more than to compress a small block.
    Deflater deflater = new Deflater(level, true);
    json = new MaintenanceBlocks<>(plain -> Deflated.of(plain, deflater), Deflated::plain);
  }

  @Override
  public byte[] encode(MaintenanceDocument document) {
    synchronized (lock) {
      try {
        return gzip.write(json.write(document), MAX_BYTES);
      } catch (IOException e) {
        throw new DocumentRefused(
            "the document would grow beyond " + MAX_BYTES + " bytes: archive jobs", e);
      }
    }
  }

  /** Nobody but a store writes blocks, and the first one says what schema they are of. */
  @Override
  public boolean trusts(byte[] bytes) {
    return BlockGzip.beginning(bytes).filter(MaintenanceBlocks::isBeginning).isPresent();
  }

  @Override
  public MaintenanceDocument decode(byte[] bytes) throws IOException {
    synchronized (lock) {
      Optional<List<Placed<Deflated>>> blocks = gzip.read(bytes, MAX_BYTES);
      return blocks.isPresent()
          ? json.read(blocks.get())
          : MaintenanceJson.read(Gzip.expand(bytes, MAX_BYTES));
    }
  }
}
