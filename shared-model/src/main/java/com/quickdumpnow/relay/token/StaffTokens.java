package com.quickdumpnow.relay.token;

import com.quickdumpnow.relay.config.MalformedSettingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells who of the staff a bearer token belongs to. Only hashes are configured. SHA-256 without
 * salt or stretching suffices, as tokens are 256 random bits. Immutable, thread-safe.
 */
public final class StaffTokens {
  /** What {@link #parse} reads, in words. */
  public static final String FORMAT =
      "name=sha256[,name=sha256..], the SHA-256 of each token in 64 hex digits";

  /** Longer input is refused unread. */
  private static final int MAX_TOKEN = 200;

  private static final int TOKEN_BYTES = 32;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  private final List<Entry> entries;

  private StaffTokens(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * A name may have several tokens (while one replaces another), but a token has one name.
   *
   * @throws MalformedSettingException when {@code value} is not of that {@link #FORMAT}
   */
  public static StaffTokens parse(String value) {
    List<Entry> entries = new ArrayList<>();
    for (String text : value.split(",", -1)) {
      String[] parts = text.strip().split("=", 2);
      String place = "has an entry " + (entries.size() + 1) + " ";
      if (parts.length < 2 || !NAME.matcher(parts[0]).matches()) {
        throw new MalformedSettingException(
            place + "without a name of 1 to 64 letters, digits or ._@-");
      }
      if (!HASH.matcher(parts[1]).matches()) {
        throw new MalformedSettingException(place + "whose hash is not 64 hex digits");
      }
      Entry entry = new Entry(parts[0], HexFormat.of().parseHex(parts[1]));
      if (entries.stream().anyMatch(other -> MessageDigest.isEqual(other.hash, entry.hash))) {
        throw new MalformedSettingException(place + "whose hash was used before");
      }
      entries.add(entry);
    }
    return new StaffTokens(entries);
  }

  /**
   * The name of whoever holds that token (the part after {@code Bearer }); empty when nobody does.
   * Takes as long for every token of the same length.
   */
  public Optional<String> identify(String token) {
    if (token.length() > MAX_TOKEN) {
      return Optional.empty();
    }
    byte[] hash = sha256(token);
    Optional<String> found = Optional.empty();
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.hash, hash)) {
        found = Optional.of(entry.name);
      }
    }
    return found;
  }

  /** A new token: {@code qdn_} and 256 random bits in base64url. Shown once, to its owner. */
  public static String mint() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return "qdn_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** What to configure for a token: its SHA-256 in lower-case hex. */
  public static String hash(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  /** Prints names only. */
  @Override
  public String toString() {
    return "StaffTokens" + entries.stream().map(entry -> entry.name).toList();
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static final class Entry {
    final String name;
    final byte[] hash;

    Entry(String name, byte[] hash) {
      this.name = name;
      this.hash = hash;
    }
  }
}
