package com.quickdumpnow.relay.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What somebody hears who waits for a table to be read whole. */
class WholeReadTest {
  private final InMemoryTable memory = new InMemoryTable();
  private final List<String> told = new ArrayList<>();
  private int asked;

  private final StoreListener listener =
      new StoreListener() {
        @Override
        public <T> T during(Supplier<T> requests) {
          told.add("begins");
          T answer = requests.get();
          told.add("ends");
          return answer;
        }

        @Override
        public void scanned(long items, OptionalLong about) {
          told.add(items + " of " + about.orElse(0));
        }
      };

  private TableStore store(Table table) {
    return new TableStore(table, Clockwork.system(), new Random(), listener);
  }

  private final class Parts extends PassingTable {
    private final int size;

    Parts(int size) {
      super(memory);
      this.size = size;
    }

    @Override
    public Items scan(Optional<String> after) {
      List<Item> rest = super.scan(after).items();
      return rest.size() <= size
          ? new Items(rest, Optional.empty())
          : new Items(rest.subList(0, size), Optional.of(rest.get(size - 1).key()));
    }

    @Override
    public OptionalLong about() {
      asked++;
      return OptionalLong.of(5);
    }
  }

  private void keepTrailers() {
    TableStore store = store(memory);
    for (int i = 0; i < 5; i++) {
      store.changeTrailer(
          new Vin("T" + i), known -> Trailer.bare(known.vin()).withLocation("Yard"));
    }
    told.clear();
  }

  @Test
  void read_ofManyParts_saysHowManyItemsCameOfAboutHowMany() {
    keepTrailers();

    assertThat(store(new Parts(2)).read().document().trailers()).hasSize(5);

    assertThat(told)
        .containsExactly(
            "begins", "begins", "ends", "2 of 5", "begins", "ends", "4 of 5", "begins", "ends",
            "ends");
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void read_ofOnePart_asksForNoNumber() {
    keepTrailers();

    assertThat(store(new Parts(5)).read().document().trailers()).hasSize(5);

    assertThat(told).containsExactly("begins", "begins", "ends", "ends");
    assertThat(asked).isZero();
  }

  @Test
  void changeTrailer_isUnderWayUntilItIsWritten() {
    Trailer _ = store(memory).changeTrailer(new Vin("T9"), known -> known.withLocation("Yard"));

    assertThat(told).startsWith("begins").endsWith("ends");
  }
}
