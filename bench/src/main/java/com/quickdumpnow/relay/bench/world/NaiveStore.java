package com.quickdumpnow.relay.bench.world;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.Draft;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import com.quickdumpnow.relay.store.memory.InMemoryStore;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What one writes first: reads the document, changes it, writes it on condition, and does it again
 * when others were first. It loses nothing, and each change costs all of it.
 */
public record NaiveStore(S3ObjectStore objects, String key, BooleanSupplier over)
    implements MaintenanceStore {
  @Override
  public Stored read() {
    Found found = found();
    return new Stored(document(found), found.etag());
  }

  @Override
  public Packed packed() {
    Found found = found();
    return new Packed(found.bytes(), found.etag());
  }

  @Override
  public <R> List<R> changeJobs(List<JobChange<R>> changes) {
    return change(
        draft -> {
          List<R> results = new ArrayList<>();
          changes.forEach(change -> results.add(draft.change(change)));
          return results;
        });
  }

  @Override
  public Recipient changeRecipient(PhoneNumber phone, Function<Recipient, Recipient> change) {
    return change(draft -> draft.change(phone, change));
  }

  @Override
  public Trailer changeTrailer(Vin vin, Function<Trailer, Trailer> change) {
    return change(draft -> draft.change(vin, change));
  }

  @Override
  public DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change) {
    return change(draft -> draft.changeSettings(change));
  }

  /** An empty one. */
  @Override
  public JobArchive archive() {
    return new InMemoryStore(MaintenanceDocument.EMPTY).archive();
  }

  private <R> R change(Function<Draft, R> edit) {
    while (true) {
      if (over.getAsBoolean()) {
        throw new CancellationException();
      }
      try {
        Found found = found();
        MaintenanceDocument old = document(found);
        Draft draft = new Draft(old);
        R result = edit.apply(draft);
        MaintenanceDocument changed =
            draft.onto(old).withCommits(old.revision() + 1, old.commits());
        byte[] bytes = compressed(MaintenanceJson.write(changed));
        if (objects.put(key, bytes, new Condition.IfMatch(found.etag())) instanceof Put.Stored) {
          return result;
        }
      } catch (ObjectStoreException _) {
        // With many at once a request takes longer than it may: again.
      }
    }
  }

  private Found found() {
    if (objects.get(key, Optional.empty()) instanceof Found found) {
      return found;
    }
    throw new IllegalStateException("there is no " + key);
  }

  private static MaintenanceDocument document(Found found) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(found.bytes()))) {
      return MaintenanceJson.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] compressed(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
