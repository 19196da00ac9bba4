package com.quickdumpnow.relay.ops.access;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.ops.aws.DataBucket;
import com.quickdumpnow.relay.ops.aws.DataBucket.Small;
import com.quickdumpnow.relay.token.StaffTokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Staff's tokens as an object in the data bucket, hashes only. The API reads it where {@code
 * QDN_STAFF_TOKENS} is {@code s3://bucket/staff-tokens.json}:
 *
 * <pre>{@code
 * {"tokens":[{"name":"maria","sha256":"<lower-case hex>","createdAt":"2026-11-25T12:00:00Z"}]}
 * }</pre>
 */
public final class TokenFile {
  /** Its key, where nobody says otherwise. */
  public static final String KEY = "staff-tokens.json";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DataBucket bucket;
  private final String key;

  /**
   * @param key such as {@link #KEY}
   */
  public TokenFile(DataBucket bucket, String key) {
    this.bucket = bucket;
    this.key = key;
  }

  /**
   * One token, as far as it is kept.
   *
   * @param sha256 of the token, lower-case hex
   */
  public record Entry(String name, String sha256, String createdAt) {}

  /** The object is there, and not what it should be. It is left alone. */
  public static final class BrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenException(String message) {
      super(message);
    }
  }

  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  public List<Entry> list() {
    return bucket.small(key).map(kept -> entries(root(kept).withArray("tokens"))).orElse(List.of());
  }

  /**
   * Makes a token for that name, beside any that it has.
   *
   * @return the token, which is kept nowhere
   */
  public String create(String name, Instant now) {
    String token = StaffTokens.mint();
    String hash = StaffTokens.hash(token);
    change(
        tokens -> {
          // A lost answer may have been our own: then it is there.
          boolean isThere = entries(tokens).stream().anyMatch(e -> e.sha256().equals(hash));
          if (!isThere) {
            tokens
                .addObject()
                .put("name", name)
                .put("sha256", hash)
                .put("createdAt", now.truncatedTo(ChronoUnit.SECONDS).toString());
          }
          return !isThere;
        });
    return token;
  }

  /** Takes out what {@code chosen} names; gives what was taken out. */
  public List<Entry> revoke(Predicate<Entry> chosen) {
    List<Entry> revoked = new ArrayList<>();
    change(
        tokens -> {
          List<Entry> entries = entries(tokens);
          for (int i = entries.size() - 1; i >= 0; i--) {
            if (chosen.test(entries.get(i))) {
              tokens.remove(i);
              if (!revoked.contains(entries.get(i))) {
                revoked.add(entries.get(i));
              }
            }
          }
          return entries.size() != tokens.size();
        });
    return revoked;
  }

  /**
   * @param edit whether it changed something
   */
  private void change(Predicate<ArrayNode> edit) {
    while (true) {
      Optional<Small> kept = bucket.small(key);
      ObjectNode root = kept.map(this::root).orElseGet(JSON::createObjectNode);
      ArrayNode tokens = root.withArray("tokens");
      if (!edit.test(tokens)
          || bucket.write(key, root.toPrettyString() + "\n", kept.map(Small::etag))) {
        return;
      }
    }
  }

  private ObjectNode root(Small kept) {
    try {
      JsonNode root = JSON.readTree(kept.text());
      if (root instanceof ObjectNode object && root.path("tokens").isArray()) {
        return object;
      }
    } catch (JacksonException _) {
      // As good as another shape.
    }
    throw new BrokenException(
        key + " is not a list of tokens: put back an older version of it, or mend it by hand");
  }

  private static List<Entry> entries(ArrayNode tokens) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode token : tokens) {
      entries.add(
          new Entry(
              token.path("name").asText(),
              token.path("sha256").asText(),
              token.path("createdAt").asText()));
    }
    return entries;
  }
}
