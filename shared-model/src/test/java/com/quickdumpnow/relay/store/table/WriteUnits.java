package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.store.table.Item.Index;
import com.quickdumpnow.relay.store.table.Item.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reckons what a table's requests cost as DynamoDB does: a write unit for each KB, twice that in a
 * transaction, also for what is only looked at; for each index that has the item one, two where it
 * moves in it. JSON counts as half of its size, which is what compression leaves of a job at most.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">read
 *     and write units</a>
 */
final class WriteUnits extends PassingTable {
  private static final int KB = 1024;

  private final Table real;
  private int written;

  WriteUnits(Table real) {
    super(real);
    this.real = real;
  }

  /** Units written since the last call. */
  int written() {
    int units = written;
    written = 0;
    return units;
  }

  @Override
  public Outcome write(List<Edit> edits, String token) {
    int times = edits.size() > 1 ? 2 : 1;
    for (Edit edit : edits) {
      Optional<Item> old = real.get(List.of(edit.key())).items().stream().findFirst();
      int before = old.map(WriteUnits::kilobytes).orElse(1);
      written +=
          switch (edit) {
            case Edit.Put put ->
                times * Math.max(before, kilobytes(put.item())) + inIndexes(old, put.item());
            case Edit.Delete _ -> times * before;
            case Edit.Check _ -> times * before;
          };
    }
    return super.write(edits, token);
  }

  private static int inIndexes(Optional<Item> old, Item next) {
    Map<Index, Place> places = old.map(Item::places).orElse(Map.of());
    int units = 0;
    for (Index index : Index.values()) {
      Optional<Place> was = Optional.ofNullable(places.get(index));
      Optional<Place> is = next.place(index);
      if (!was.equals(is)) {
        units += (was.isPresent() ? 1 : 0) + (is.isPresent() ? 1 : 0);
      } else if (index == Index.LISTED && is.isPresent()) {
        units++;
      }
    }
    return units;
  }

  private static int kilobytes(Item item) {
    int json = item.json().getBytes(StandardCharsets.UTF_8).length / 2;
    return (json + 60 * item.commits().size() + 200 + KB - 1) / KB;
  }

  @Override
  public void count(String counter) {
    written++;
    super.count(counter);
  }
}
