package com.quickdumpnow.relay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.SlicedMap.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SlicedMapTest {
  /** Slices of four; keys of which many share a bucket. */
  private static final Rule<Key, Value> RULE =
      new Rule<>(4, Value::key, key -> "key " + key.number());

  private static final int KEYS = 200;

  private record Key(int number) {
    @Override
    public int hashCode() {
      return number % 7;
    }
  }

  private record Value(Key key, int version) {
    Value(int key, int version) {
      this(new Key(key), version);
    }
  }

  @Property(tries = 200)
  void everyVersion_isAsALinkedHashMapAndStaysSo(@ForAll long seed) {
    Random random = new Random(seed);
    SlicedMap<Key, Value> map = SlicedMap.of(RULE, List.of());
    Map<Key, Value> same = new LinkedHashMap<>();
    IdentityHashMap<SlicedMap<Key, Value>, Map<Key, Value>> versions = new IdentityHashMap<>();
    for (int version = 0; version < 60; version++) {
      List<Value> changed = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        changed.add(new Value(random.nextInt(KEYS), version));
      }
      List<Key> leaving =
          IntStream.range(0, random.nextInt(12))
              .mapToObj(_ -> new Key(random.nextInt(KEYS)))
              .toList();
      map = map.with(changed).without(leaving);
      changed.forEach(value -> same.put(value.key(), value));
      same.keySet().removeAll(leaving);
      versions.put(map, new LinkedHashMap<>(same));
    }
    versions.forEach(SlicedMapTest::assertSame);
  }

  private static void assertSame(SlicedMap<Key, Value> map, Map<Key, Value> same) {
    assertThat(List.copyOf(map.values())).isEqualTo(List.copyOf(same.values()));
    assertThat(List.copyOf(map.entrySet())).isEqualTo(List.copyOf(same.entrySet()));
    assertThat(List.copyOf(map.keySet())).isEqualTo(List.copyOf(same.keySet()));
    assertThat(map).hasSameSizeAs(same).isEqualTo(same);
    for (int key = 0; key < KEYS; key++) {
      assertThat(map.get(new Key(key))).isEqualTo(same.get(new Key(key)));
      assertThat(map.containsKey(new Key(key))).isEqualTo(same.containsKey(new Key(key)));
    }
    assertThat(map.slices().stream().flatMap(List::stream).toList())
        .isEqualTo(List.copyOf(same.values()));
    assertThat(map.slices())
        .as("cut as if it had come at once")
        .isEqualTo(SlicedMap.of(RULE, List.of(List.copyOf(same.values()))).slices());
  }

  @Test
  void with_oneChanged_sharesAllSlicesButOne() {
    SlicedMap<Key, Value> map = SlicedMap.of(RULE, List.of(values(KEYS)));

    List<List<Value>> after = map.with(List.of(new Value(KEYS / 2, 1))).slices();

    assertThat(after.size()).isEqualTo(map.slices().size()).isBetween(KEYS / 10, KEYS / 2);
    assertThat(after.stream().filter(slice -> !instances(map).contains(slice))).hasSize(1);
  }

  @Test
  void without_theLastOfASlice_joinsItWithTheNext() {
    SlicedMap<Key, Value> map = SlicedMap.of(RULE, List.of(values(KEYS)));
    Key last = map.slices().getFirst().getLast().key();

    List<List<Value>> after = map.without(List.of(last)).slices();

    assertThat(after).hasSize(map.slices().size() - 1);
    assertThat(after.stream().filter(slice -> !instances(map).contains(slice))).hasSize(1);
  }

  @Test
  void jobs_areCutAsOtherReleasesCutThem() {
    List<JobHistory> jobs =
        IntStream.range(0, 100)
            .mapToObj(number -> JobHistory.empty(new JobId("job-" + number)))
            .toList();

    assertThat(SlicedMap.of(MaintenanceDocument.JOBS, List.of(jobs)).slices())
        .extracting(slice -> slice.getLast().id().value())
        .containsExactly("job-36", "job-44", "job-54", "job-97", "job-99");
  }

  @Test
  void without_aKeyThatIsNotThere_isTheSame() {
    SlicedMap<Key, Value> map = SlicedMap.of(RULE, List.of(values(KEYS)));

    assertThat(map.without(List.of(new Key(KEYS))).slices()).isEqualTo(map.slices());
  }

  @Test
  void rule_ofASizeThatIsNoPowerOfTwo_isRefused() {
    assertThatThrownBy(() -> new Rule<>(12, Value::key, Key::toString))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("12 is not a power of two");
  }

  @Test
  void of_slices_keepsTheirInstances() {
    List<List<Value>> slices = SlicedMap.of(RULE, List.of(values(KEYS))).slices();

    SlicedMap<Key, Value> map = SlicedMap.of(RULE, slices);

    assertThat(map.slices().stream().filter(slice -> !instances(slices).contains(slice))).isEmpty();
  }

  @Test
  void of_neighboursThatAreNoSlices_cutsThemAnew() {
    List<List<Value>> pairs =
        IntStream.range(0, KEYS / 2).mapToObj(i -> values(KEYS).subList(2 * i, 2 * i + 2)).toList();

    assertThat(SlicedMap.of(RULE, pairs).slices())
        .isEqualTo(SlicedMap.of(RULE, List.of(values(KEYS))).slices());
  }

  @Test
  void of_twoOfOneKey_isRefused() {
    List<List<Value>> two = List.of(List.of(new Value(1, 1)), List.of(new Value(1, 2)));

    assertThatThrownBy(() -> SlicedMap.of(RULE, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are two values of one key");
  }

  @Test
  void containsKey_ofNone_isFalse() {
    SlicedMap<Key, Value> map = SlicedMap.of(RULE, List.of(values(KEYS)));

    assertThat(map.containsKey(null)).isFalse();
    assertThat(map.containsKey(new Key(KEYS))).isFalse();
  }

  @Test
  void anyChangeInPlace_isRefused() {
    SlicedMap<Key, Value> map = SlicedMap.of(RULE, List.of(values(KEYS)));

    assertThatThrownBy(() -> map.put(new Key(1), new Value(1, 1)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.remove(new Key(1)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.slices().getFirst().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static List<Value> values(int count) {
    return IntStream.range(0, count).mapToObj(key -> new Value(key, 0)).toList();
  }

  private static Set<List<Value>> instances(SlicedMap<Key, Value> map) {
    return instances(map.slices());
  }

  private static Set<List<Value>> instances(List<List<Value>> slices) {
    Set<List<Value>> instances = Collections.newSetFromMap(new IdentityHashMap<>());
    instances.addAll(slices);
    return instances;
  }
}
