package com.quickdumpnow.relay.api.staff;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.api.http.StaffDirectory;
import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.ObjectStore.Fetched;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import com.quickdumpnow.relay.token.StaffTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Staff's tokens from an object that {@code qdn tokens} writes: {@code
 * {"tokens":[{"name":"maria","sha256":"…","createdAt":"…"}]}}. Looked at anew, by its entity tag,
 * when the last look is half a minute old; so a revoked token is dead within that. What cannot be
 * read for a minute, or makes no sense, opens no door. Thread-safe.
 */
public final class StoredStaffTokens implements StaffDirectory {
  private static final Logger log = LoggerFactory.getLogger(StoredStaffTokens.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
  private static final Duration TRUSTED_FOR = Duration.ofSeconds(60);
  private static final int MAX_BYTES = 1 << 20;

  private final ObjectStore objects;
  private final String key;
  private final InstantSource clock;
  private volatile Known known =
      new Known(Optional.empty(), Optional.empty(), Instant.MIN, Instant.MIN);

  /**
   * @param triedAt when the object was asked for last
   * @param confirmedAt when its content was known last
   */
  private record Known(
      Optional<StaffTokens> tokens, Optional<String> etag, Instant triedAt, Instant confirmedAt) {}

  public StoredStaffTokens(ObjectStore objects, String key, InstantSource clock) {
    this.objects = objects;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public Optional<String> identify(String token) {
    Instant now = clock.instant();
    Known current = known;
    if (!now.isBefore(latest(current.triedAt(), LOOK_EVERY))) {
      current = look(current, now);
      known = current;
    }
    return now.isAfter(latest(current.confirmedAt(), TRUSTED_FOR))
        ? Optional.empty()
        : current.tokens().flatMap(tokens -> tokens.identify(token));
  }

  private static Instant latest(Instant begin, Duration length) {
    return begin.equals(Instant.MIN) ? begin : begin.plus(length);
  }

  private Known look(Known before, Instant now) {
    try {
      Fetched fetched = objects.get(key, before.etag());
      return switch (fetched) {
        case Fetched.NotModified _ -> new Known(before.tokens(), before.etag(), now, now);
        case Fetched.Missing _ -> new Known(Optional.empty(), Optional.empty(), now, now);
        case Found found -> new Known(read(found.bytes()), Optional.of(found.etag()), now, now);
      };
    } catch (ObjectStoreException e) {
      log.atWarn().setCause(e).log("staff's tokens could not be read");
      return new Known(before.tokens(), before.etag(), now, before.confirmedAt());
    }
  }

  private static Optional<StaffTokens> read(byte[] bytes) {
    try {
      List<String> entries = new ArrayList<>();
      for (JsonNode token : Json.read(plain(bytes)).path("tokens")) {
        entries.add(token.path("name").asText() + "=" + token.path("sha256").asText());
      }
      return entries.isEmpty()
          ? Optional.empty()
          : Optional.of(StaffTokens.parse(String.join(",", entries)));
    } catch (IOException | MalformedSettingException _) {
      // Without its cause, which may quote some of it.
      log.error("the object of staff's tokens is malformed: none of them is known");
    }
    return Optional.empty();
  }

  /** Written by our own store it is compressed, by hand it may be not. */
  private static byte[] plain(byte[] bytes) throws IOException {
    boolean gzip = bytes.length > 1 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    if (!gzip) {
      return bytes;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readNBytes(MAX_BYTES);
    }
  }
}
