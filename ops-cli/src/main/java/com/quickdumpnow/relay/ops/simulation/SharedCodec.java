package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.document.Codec;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * The bytes are the real ones, though not compressed, but what they say is decoded once and not by
 * each process of a world; and of what was encoded here, only some versions are decoded at all, to
 * compare.
 */
final class SharedCodec {
  private static final int COMPARED = 32;

  private final Codec real = Codec.uncompressed();
  private final IdentityHashMap<byte[], MaintenanceDocument> known = new IdentityHashMap<>();
  private int encoded;

  /** For one process. */
  Codec forProcess() {
    return new Codec() {
      @Override
      public byte[] encode(MaintenanceDocument document) {
        byte[] bytes = real.encode(document);
        if (++encoded % COMPARED == 0) {
          Judge.check(
              decoded(real, bytes).equals(document), "the document is not what was written");
        }
        known.put(bytes, document);
        return bytes;
      }

      @Override
      public MaintenanceDocument decode(byte[] bytes) throws IOException {
        MaintenanceDocument document = known.get(bytes);
        if (document == null) {
          document = real.decode(bytes);
          known.put(bytes, document);
        }
        return document;
      }
    };
  }

  /** They say the same. */
  void copied(byte[] bytes, byte[] copy) {
    Optional.ofNullable(known.get(bytes)).ifPresent(document -> known.put(copy, document));
  }

  /** What the bytes say. */
  MaintenanceDocument decode(byte[] bytes) {
    return decoded(forProcess(), bytes);
  }

  private static MaintenanceDocument decoded(Codec codec, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (IOException | BadJsonException e) {
      throw new Violation("the document does not parse: " + e.getMessage());
    }
  }
}
