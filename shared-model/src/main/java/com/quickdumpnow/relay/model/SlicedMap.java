package com.quickdumpnow.relay.model;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map in the order in which its keys came. Immutable: another version shares all slices with it
 * but those of a few neighbours around each change, and costs little more than these. Where a slice
 * ends depends on its last key alone, so that entries in the same order are cut alike however they
 * came, and one more or less changes one slice and not all that follow. No nulls.
 */
public final class SlicedMap<K, V> extends AbstractMap<K, V> {
  /** On average. */
  private static final int MOST_IN_A_BUCKET = 4;

  private final Rule<K, V> rule;

  /** In the order of their places; none is empty. */
  private final List<Slice<V>> slices;

  /** By the key's hash. Neither these nor what is in them is ever changed. */
  private final Slot<K, V>[][] buckets;

  private final int size;

  /** Of the next key that comes. */
  private final long nextPlace;

  /**
   * What is kept, and how it is cut.
   *
   * @param size how many values a slice has, on average; a power of two
   * @param key of a value
   * @param text of a key, by which it is cut: the same in every program
   */
  public record Rule<K, V>(int size, Function<V, K> key, Function<K, String> text) {
    public Rule {
      if (Integer.bitCount(size) != 1) {
        throw new IllegalArgumentException(size + " is not a power of two");
      }
    }

    private boolean isLast(V value) {
      int hash = text.apply(key.apply(value)).hashCode();
      return (((hash ^ (hash >>> 15)) * 0x2c1b3c6d) >>> 12) % size == 0;
    }

    private boolean isSlice(List<V> values) {
      return !values.isEmpty()
          && values.subList(0, values.size() - 1).stream().noneMatch(this::isLast);
    }
  }

  /**
   * @param from no value of it has a lower place, and none of an earlier slice one as high
   */
  private record Slice<V>(long from, List<V> values) {}

  /**
   * @param place a higher one for each key that came later
   */
  private record Slot<K, V>(K key, int hash, long place, V value) {
    boolean isOf(Object other, int otherHash) {
      return hash == otherHash && key.equals(other);
    }
  }

  private SlicedMap(Edit<K, V> edit) {
    rule = edit.rule;
    slices = List.copyOf(edit.slices);
    buckets = edit.buckets;
    size = edit.size;
    nextPlace = edit.nextPlace;
  }

  /**
   * @param neighbours in their order; of those that are cut as by {@code rule}, the instances
   *     become {@linkplain #slices() slices}. Immutable.
   * @throws IllegalArgumentException when there are two values of one key
   */
  public static <K, V> SlicedMap<K, V> of(Rule<K, V> rule, List<List<V>> neighbours) {
    Edit<K, V> edit = new Edit<>(rule, neighbours.stream().mapToInt(List::size).sum());
    neighbours.forEach(edit::append);
    return new SlicedMap<>(edit);
  }

  /** Puts each value in the place of the one with its key, or at the end. */
  public SlicedMap<K, V> with(Collection<V> changed) {
    return changed.isEmpty() ? this : edited(edit -> changed.forEach(edit::put));
  }

  /** Without the values of those keys, where there are any. */
  public SlicedMap<K, V> without(Collection<K> keys) {
    return keys.isEmpty() ? this : edited(edit -> keys.forEach(edit::remove));
  }

  private SlicedMap<K, V> edited(Consumer<Edit<K, V>> change) {
    Edit<K, V> edit = new Edit<>(this);
    change.accept(edit);
    return new SlicedMap<>(edit);
  }

  /**
   * All values, a few neighbours in each: the same instance as in the version that this one was
   * made of, unless something was put there or left.
   */
  public List<List<V>> slices() {
    return slices.stream().map(Slice::values).toList();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return slot(buckets, key).isPresent();
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return slot(buckets, key).map(Slot::value).orElse(null);
  }

  @Override
  public Collection<V> values() {
    return new AbstractCollection<>() {
      @Override
      public Iterator<V> iterator() {
        return slices.stream().flatMap(slice -> slice.values().stream()).iterator();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return slices.stream()
            .flatMap(slice -> slice.values().stream())
            .map(value -> Map.entry(rule.key().apply(value), value))
            .iterator();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private static <K, V> Optional<Slot<K, V>> slot(Slot<K, V>[][] buckets, @Nullable Object key) {
    if (key != null) {
      int hash = key.hashCode();
      for (Slot<K, V> slot : buckets[bucket(hash, buckets.length)]) {
        if (slot.isOf(key, hash)) {
          return Optional.of(slot);
        }
      }
    }
    return Optional.empty();
  }

  private static int bucket(int hash, int buckets) {
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  }

  /** A version in the making. What it shares with others it replaces, and does not change. */
  private static final class Edit<K, V> {
    private final Rule<K, V> rule;
    private final List<Slice<V>> slices;
    private Slot<K, V>[][] buckets;
    private int size;
    private long nextPlace;

    Edit(Rule<K, V> rule, int expected) {
      this.rule = rule;
      slices = new ArrayList<>();
      buckets = emptyBuckets(Math.max(1, Integer.highestOneBit(expected / 2)));
    }

    Edit(SlicedMap<K, V> map) {
      rule = map.rule;
      slices = new ArrayList<>(map.slices);
      buckets = map.buckets.clone();
      size = map.size;
      nextPlace = map.nextPlace;
    }

    void append(List<V> neighbours) {
      if (isTailClosed() && rule.isSlice(neighbours)) {
        slices.add(new Slice<>(nextPlace, neighbours));
        neighbours.forEach(this::enterNew);
      } else {
        neighbours.forEach(this::add);
      }
    }

    void put(V value) {
      K key = rule.key().apply(value);
      Optional<Slot<K, V>> old = slot(buckets, key);
      if (old.isEmpty()) {
        add(value);
        return;
      }
      boolean _ = enter(new Slot<>(key, key.hashCode(), old.get().place(), value));
      int at = sliceOf(old.get());
      replace(at, values -> values.set(indexOf(old.get(), values), value));
    }

    void remove(K key) {
      Optional<Slot<K, V>> old = slot(buckets, key);
      if (old.isEmpty()) {
        return;
      }
      int bucket = bucket(old.get().hash(), buckets.length);
      buckets[bucket] =
          Arrays.stream(buckets[bucket])
              .filter(slot -> slot.place() != old.get().place())
              .toArray(SlicedMap::newBucket);
      size--;
      int at = sliceOf(old.get());
      replace(at, values -> values.remove(indexOf(old.get(), values)));
      boolean isEmpty = slices.get(at).values().isEmpty();
      if (!isEmpty && at + 1 < slices.size() && !rule.isLast(slices.get(at).values().getLast())) {
        replace(at, values -> values.addAll(slices.get(at + 1).values()));
        slices.remove(at + 1);
      } else if (isEmpty) {
        slices.remove(at);
      }
    }

    private boolean isTailClosed() {
      return slices.isEmpty() || rule.isLast(slices.getLast().values().getLast());
    }

    private void add(V value) {
      if (isTailClosed()) {
        slices.add(new Slice<>(nextPlace, List.of(value)));
      } else {
        replace(slices.size() - 1, values -> values.add(value));
      }
      enterNew(value);
    }

    private void replace(int at, Consumer<List<V>> change) {
      List<V> values = new ArrayList<>(slices.get(at).values());
      change.accept(values);
      slices.set(at, new Slice<>(slices.get(at).from(), List.copyOf(values)));
    }

    /** The last one that begins no later. */
    private int sliceOf(Slot<K, V> slot) {
      int low = 0;
      int high = slices.size() - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (slices.get(middle).from() <= slot.place()) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    private int indexOf(Slot<K, V> slot, List<V> values) {
      for (int i = 0; i < values.size(); i++) {
        if (slot.key().equals(rule.key().apply(values.get(i)))) {
          return i;
        }
      }
      throw new IllegalStateException("a value is not where its place says");
    }

    private void enterNew(V value) {
      K key = rule.key().apply(value);
      if (++size > MOST_IN_A_BUCKET * buckets.length) {
        grow();
      }
      if (!enter(new Slot<>(key, key.hashCode(), nextPlace++, value))) {
        throw new IllegalArgumentException("there are two values of one key");
      }
    }

    private void grow() {
      Slot<K, V>[][] old = buckets;
      buckets = emptyBuckets(2 * old.length);
      for (Slot<K, V>[] bucket : old) {
        for (Slot<K, V> slot : bucket) {
          boolean _ = enter(slot);
        }
      }
    }

    /** In the place of the one with its key, or at the end of its bucket: whether that. */
    private boolean enter(Slot<K, V> slot) {
      int bucket = bucket(slot.hash(), buckets.length);
      Slot<K, V>[] slots = buckets[bucket];
      int at = 0;
      while (at < slots.length && !slots[at].isOf(slot.key(), slot.hash())) {
        at++;
      }
      buckets[bucket] = Arrays.copyOf(slots, Math.max(slots.length, at + 1));
      buckets[bucket][at] = slot;
      return at == slots.length;
    }
  }

  @SuppressWarnings("unchecked") // There are no arrays of generic types.
  private static <K, V> Slot<K, V>[] newBucket(int size) {
    return (Slot<K, V>[]) new Slot<?, ?>[size];
  }

  @SuppressWarnings("unchecked")
  private static <K, V> Slot<K, V>[][] emptyBuckets(int count) {
    Slot<K, V>[][] buckets = (Slot<K, V>[][]) new Slot<?, ?>[count][];
    Arrays.fill(buckets, newBucket(0));
    return buckets;
  }
}
