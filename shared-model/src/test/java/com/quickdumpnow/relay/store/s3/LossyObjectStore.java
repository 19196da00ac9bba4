package com.quickdumpnow.relay.store.s3;

import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.ObjectStoreException.NotDone;
import com.quickdumpnow.relay.store.document.ObjectStoreException.OutcomeUnknown;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loses answers of a real object store, fails some puts before they are sent, and has the server
 * itself do harm to others.
 */
final class LossyObjectStore implements ObjectStore {
  final AtomicInteger lost = new AtomicInteger();
  private final ObjectStore real;
  private final Runnable harmTheServer;
  private final Random random;

  LossyObjectStore(ObjectStore real, Runnable harmTheServer, long seed) {
    this.real = real;
    this.harmTheServer = harmTheServer;
    this.random = new Random(seed);
  }

  @Override
  public Fetched get(String key, Optional<String> ifNoneMatch) {
    return real.get(key, ifNoneMatch);
  }

  @Override
  public List<Entry> list(String prefix, Optional<String> after, int most) {
    return real.list(prefix, after, most);
  }

  @Override
  public Put put(String key, byte[] gzip, Condition condition) {
    return switch (random.nextInt(30)) {
      case 0 -> throw new NotDone("throttled", null);
      case 1 -> throw new OutcomeUnknown("the request was lost", null);
      case 2 -> new Put.Conflict();
      case 3, 4 -> {
        if (real.put(key, gzip, condition) instanceof Put.Stored) {
          lost.incrementAndGet();
        }
        throw new OutcomeUnknown("the answer was lost", null);
      }
      case 5, 6 -> {
        harmTheServer.run();
        yield real.put(key, gzip, condition);
      }
      default -> real.put(key, gzip, condition);
    };
  }
}
