package com.quickdumpnow.relay.api.staff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import com.quickdumpnow.relay.token.StaffTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredStaffTokensTest {
  private static final String MARIA = "qdn_token_of_maria";
  private static final String BEN = "qdn_token_of_ben";

  private final FakeObject object = new FakeObject();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final StoredStaffTokens tokens =
      new StoredStaffTokens(object, "staff-tokens.json", () -> now);

  private static String entry(String name, String token) {
    return "{\"name\":\"%s\",\"sha256\":\"%s\",\"createdAt\":\"2026-11-22T09:00:00Z\"}"
        .formatted(name, StaffTokens.hash(token));
  }

  private static byte[] json(String... entries) {
    return ("{\"tokens\":[" + String.join(",", entries) + "]}").getBytes(UTF_8);
  }

  @Test
  void identify_storedHash_namesItsHolder() {
    object.write(json(entry("maria", MARIA), entry("ben", BEN)));

    assertThat(tokens.identify(MARIA)).contains("maria");
    assertThat(tokens.identify(BEN)).contains("ben");
    assertThat(tokens.identify("qdn_another")).isEmpty();
    assertThat(object.gets).as("one look for all").isEqualTo(1);
  }

  @Test
  void identify_compressedObject_isRead() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(json(entry("maria", MARIA)));
    }
    object.write(compressed.toByteArray());

    assertThat(tokens.identify(MARIA)).contains("maria");
  }

  @Test
  void identify_noObject_isNobodyUntilThereIsOne() {
    assertThat(tokens.identify(MARIA)).isEmpty();
    object.write(json(entry("maria", MARIA)));
    pass(30);
    assertThat(tokens.identify(MARIA)).contains("maria");
  }

  @Test
  void identify_revoked_isDeadWithinHalfAMinute() {
    object.write(json(entry("maria", MARIA), entry("ben", BEN)));
    tokens.identify(MARIA);
    object.write(json(entry("ben", BEN)));

    pass(29);
    assertThat(tokens.identify(MARIA)).contains("maria");
    pass(1);
    assertThat(tokens.identify(MARIA)).isEmpty();
    assertThat(tokens.identify(BEN)).contains("ben");
  }

  @Test
  void identify_lastOneRevoked_isDead() {
    object.write(json(entry("maria", MARIA)));
    tokens.identify(MARIA);
    object.write(json());

    pass(30);

    assertThat(tokens.identify(MARIA)).isEmpty();
  }

  @Test
  void identify_unchanged_asksByTheEntityTag() {
    object.write(json(entry("maria", MARIA)));
    tokens.identify(MARIA);

    pass(30);

    assertThat(tokens.identify(MARIA)).contains("maria");
    assertThat(object.gets).isEqualTo(2);
    assertThat(object.notModified).isEqualTo(1);
  }

  @Test
  void identify_storeDown_trustsWhatItKnowsForAMinuteOnly() {
    object.write(json(entry("maria", MARIA)));
    tokens.identify(MARIA);
    object.isDown = true;

    pass(60);
    assertThat(tokens.identify(MARIA)).contains("maria");
    pass(1);
    assertThat(tokens.identify(MARIA)).isEmpty();
    object.isDown = false;
    pass(30);
    assertThat(tokens.identify(MARIA)).contains("maria");
  }

  @Test
  void identify_storeDownFromTheStart_isNobody() {
    object.isDown = true;

    assertThat(tokens.identify(MARIA)).isEmpty();
    assertThat(tokens.identify(MARIA)).isEmpty();
    assertThat(object.gets).as("not at every request").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"tokens\":[{\"name\":\"maria\",\"sha256\":\"x\"}]}"})
  void identify_malformedObject_opensNoDoor(String content) {
    object.write(content.getBytes(UTF_8));

    assertThat(tokens.identify(MARIA)).isEmpty();
  }

  private void pass(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
  }

  /** One object with entity tags, that can be away. */
  private static final class FakeObject implements ObjectStore {
    private Optional<byte[]> content = Optional.empty();
    private int version;
    private int gets;
    private int notModified;
    private boolean isDown;

    void write(byte[] bytes) {
      content = Optional.of(bytes);
      version++;
    }

    @Override
    public Fetched get(String key, Optional<String> ifNoneMatch) {
      gets++;
      if (isDown) {
        throw new ObjectStoreException.NotDone("down", null);
      }
      if (content.isEmpty()) {
        return new Fetched.Missing();
      }
      if (ifNoneMatch.equals(Optional.of("v" + version))) {
        notModified++;
        return new Fetched.NotModified();
      }
      return new Found(content.get(), "v" + version);
    }

    @Override
    public Put put(String key, byte[] gzip, Condition condition) {
      throw new UnsupportedOperationException("the API only reads it");
    }

    @Override
    public List<Entry> list(String prefix, Optional<String> after, int most) {
      throw new UnsupportedOperationException("the API only reads it");
    }
  }
}
