package com.quickdumpnow.relay.store.s3;

import com.quickdumpnow.relay.config.ObjectPlace;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Settings that are too long for a variable, as objects in S3. */
public final class StoredTexts {
  private StoredTexts() {}

  /**
   * Reads the object once, as UTF-8; empty when there is none.
   *
   * @throws com.quickdumpnow.relay.store.document.ObjectStoreException when it cannot be read
   */
  public static Optional<String> read(ObjectPlace place) {
    try (S3ObjectStore objects = S3ObjectStore.of(place.bucket())) {
      return objects.get(place.key(), Optional.empty()) instanceof Found found
          ? Optional.of(new String(found.bytes(), StandardCharsets.UTF_8))
          : Optional.empty();
    }
  }
}
