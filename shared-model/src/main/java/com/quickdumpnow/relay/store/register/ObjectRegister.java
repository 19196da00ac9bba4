package com.quickdumpnow.relay.store.register;

import com.quickdumpnow.relay.store.document.Gzip;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Fetched;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An object of its own: its entity tag is the stamp. */
public final class ObjectRegister implements Register {
  private static final int MAX_BYTES = 1_000_000;

  private final ObjectStore objects;
  private final String key;

  public ObjectRegister(ObjectStore objects, String key) {
    this.objects = objects;
    this.key = key;
  }

  @Override
  public Optional<Version> read() {
    try {
      return switch (objects.get(key, Optional.empty())) {
        case Found found -> Optional.of(new Version(text(found.bytes()), found.etag()));
        case Fetched.Missing _, Fetched.NotModified _ -> Optional.empty();
      };
    } catch (ObjectStoreException e) {
      throw new RegisterException("the register could not be read", e);
    } catch (IOException e) {
      throw new RegisterException("the register is broken", e);
    }
  }

  private static String text(byte[] bytes) throws IOException {
    return new String(Gzip.expand(bytes, MAX_BYTES), StandardCharsets.UTF_8);
  }

  @Override
  public boolean write(String text, Optional<Version> onto) {
    byte[] gzip = Gzip.compress(text.getBytes(StandardCharsets.UTF_8));
    Condition condition =
        onto.<Condition>map(version -> new Condition.IfMatch(version.stamp()))
            .orElseGet(Condition.IfAbsent::new);
    try {
      return objects.put(key, gzip, condition) instanceof Put.Stored;
    } catch (ObjectStoreException e) {
      throw new RegisterException("the register may not have been written", e);
    }
  }
}
