package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.store.document.ObjectStore;
import java.util.List;
import java.util.Optional;

/** Takes no notice of a failed condition. */
final class OverwritingObjects implements ObjectStore {
  private final ObjectStore objects;

  OverwritingObjects(ObjectStore objects) {
    this.objects = objects;
  }

  @Override
  public Fetched get(String key, Optional<String> ifNoneMatch) {
    return objects.get(key, ifNoneMatch);
  }

  @Override
  public List<Entry> list(String prefix, Optional<String> after, int most) {
    return objects.list(prefix, after, most);
  }

  @Override
  public Put put(String key, byte[] gzip, Condition condition) {
    Put put = objects.put(key, gzip, condition);
    return put instanceof Put.PreconditionFailed
            && condition instanceof Condition.IfMatch
            && objects.get(key, Optional.empty()) instanceof Found found
        ? objects.put(key, gzip, new Condition.IfMatch(found.etag()))
        : put;
  }
}
