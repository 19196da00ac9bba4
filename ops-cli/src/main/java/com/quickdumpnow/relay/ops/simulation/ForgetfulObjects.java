package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.document.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Knows the last commit only. */
final class ForgetfulObjects implements ObjectStore {
  private final ObjectStore objects;

  ForgetfulObjects(ObjectStore objects) {
    this.objects = objects;
  }

  @Override
  public Fetched get(String key, Optional<String> ifNoneMatch) {
    Fetched fetched = objects.get(key, ifNoneMatch);
    return fetched instanceof Found found
        ? new Found(withLastCommitOnly(found.bytes()), found.etag())
        : fetched;
  }

  private static byte[] withLastCommitOnly(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      MaintenanceDocument document = MaintenanceJson.read(in.readAllBytes());
      int commits = document.commits().size();
      return MaintenanceJson.write(
          document.withCommits(
              document.revision(), document.commits().subList(Math.max(0, commits - 1), commits)));
    } catch (IOException | BadJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<Entry> list(String prefix, Optional<String> after, int most) {
    return objects.list(prefix, after, most);
  }

  @Override
  public Put put(String key, byte[] gzip, Condition condition) {
    return objects.put(key, gzip, condition);
  }
}
