package com.quickdumpnow.relay.store.dynamodb;

import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.store.table.Item;
import com.quickdumpnow.relay.store.table.Item.Index;
import com.quickdumpnow.relay.store.table.Item.Place;
import com.quickdumpnow.relay.store.table.Table.Entry;
import com.quickdumpnow.relay.store.table.TableException.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as DynamoDB has it. The text is compressed, as items are paid by the kilobyte. */
final class Columns {
  static final String KEY = "key";
  static final String STAMP = "stamp";
  static final String COUNT = "count";

  /** In seconds since 1970, as DynamoDB wants it to drop an item by itself. */
  static final String EXPIRES = "expires";

  private static final String JSON = "json";
  private static final String COMMITS = "commits";

  /** Only where it is true. */
  private static final String FENCED = "fenced";

  private Columns() {}

  /** The attribute that names an item's list in that index, and the index itself. */
  static String list(Index index) {
    return index.name().toLowerCase(Locale.ROOT);
  }

  static String position(Index index) {
    return list(index) + "At";
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static Map<String, AttributeValue> key(String key) {
    return Map.of(KEY, text(key));
  }

  static Map<String, AttributeValue> of(Item item) {
    Map<String, AttributeValue> columns = new HashMap<>();
    columns.put(KEY, text(item.key()));
    columns.put(STAMP, text(item.stamp()));
    columns.put(JSON, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(compressed(item.json()))));
    columns.put(
        COMMITS,
        AttributeValue.fromL(
            item.commits().stream().map(Columns::text).map(Columns::text).toList()));
    item.expires()
        .ifPresent(
            at -> columns.put(EXPIRES, AttributeValue.fromN(Long.toString(at.getEpochSecond()))));
    if (item.fenced()) {
      columns.put(FENCED, AttributeValue.fromBool(true));
    }
    item.places()
        .forEach(
            (index, place) -> {
              columns.put(list(index), text(place.list()));
              columns.put(position(index), text(place.position()));
            });
    return columns;
  }

  /**
   * @throws Refused when it is none of ours
   */
  static Item item(Map<String, AttributeValue> columns) {
    Map<Index, Place> places = new EnumMap<>(Index.class);
    for (Index index : Index.values()) {
      if (columns.containsKey(list(index))) {
        places.put(
            index, new Place(value(columns, list(index)).s(), value(columns, position(index)).s()));
      }
    }
    try {
      List<Commit> commits = new ArrayList<>();
      for (AttributeValue commit : value(columns, COMMITS).l()) {
        commits.add(commit(commit.s()));
      }
      return new Item(
          value(columns, KEY).s(),
          expanded(value(columns, JSON).b().asByteArray()),
          commits,
          places,
          Optional.ofNullable(columns.get(EXPIRES))
              .map(at -> Instant.ofEpochSecond(Long.parseLong(at.n()))),
          columns.containsKey(FENCED));
    } catch (IOException | RuntimeException e) {
      throw new Refused("the table holds an item that no relay wrote", e);
    }
  }

  static Entry entry(Map<String, AttributeValue> columns, Index index) {
    return new Entry(
        value(columns, KEY).s(),
        value(columns, position(index)).s(),
        Optional.ofNullable(columns.get(STAMP)).map(AttributeValue::s).orElse(""));
  }

  /**
   * @throws NullPointerException when it is not there
   */
  static AttributeValue value(Map<String, AttributeValue> columns, String name) {
    return Objects.requireNonNull(columns.get(name), name);
  }

  private static String text(Commit commit) {
    return commit.writer() + " " + commit.sequence() + " " + commit.at().toEpochMilli();
  }

  private static Commit commit(String text) {
    String[] parts = text.split(" ", 3);
    return new Commit(
        parts[0], Long.parseLong(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2])));
  }

  private static byte[] compressed(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return out.toByteArray();
  }

  private static String expanded(byte[] gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
