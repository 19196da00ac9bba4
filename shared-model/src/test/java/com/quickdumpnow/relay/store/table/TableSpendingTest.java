package com.quickdumpnow.relay.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.store.SpendingCrowd;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.store.table.Table.Edit;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a claim costs with a limit for the day, and what it meets. */
class TableSpendingTest {
  private static final Chain LIMITED = SpendingCrowd.chain(Optional.of(10_000));

  private final InMemoryTable memory = new InMemoryTable();
  private final List<List<Edit>> writes = new ArrayList<>();
  private final TableStore store =
      store(
          new PassingTable(memory) {
            @Override
            public Outcome write(List<Edit> edits, String token) {
              writes.add(edits);
              return super.write(edits, token);
            }
          },
          1);

  private static TableStore store(Table table, long seed) {
    return new TableStore(table, Clockwork.system(), new Random(seed), StoreListener.NONE);
  }

  @Test
  void claim_withoutALimit_writesItsJobAlone() {
    assertThat(claimed(0, SpendingCrowd.chain(Optional.empty()))).containsExactly("job#job-0");
    assertThat(writes.getLast()).hasSize(3);
  }

  @Test
  void claim_withALimit_writesItsPartOfTheAccountBesides() {
    JobId first = SpendingCrowd.id(0);
    int second = ofPart(Layout.part(first), 1);
    assertThat(claimed(0, LIMITED))
        .as("the part's share of the day is drawn")
        .containsExactlyInAnyOrder(
            "job#job-0", Layout.spending(Layout.part(first)), "spending#reserve");

    assertThat(claimed(second, LIMITED))
        .containsExactlyInAnyOrder("job#job-" + second, Layout.spending(Layout.part(first)));
    assertThat(writes.getLast()).hasSize(4);
  }

  @Test
  void claims_ofManyJobs_hardlyEverMeetOnOneItem() {
    int claims = 300;
    for (int i = 0; i < claims; i++) {
      claimed(i, LIMITED);
    }

    long drawn =
        writes.stream()
            .filter(edits -> edits.stream().anyMatch(edit -> edit.key().equals("spending#reserve")))
            .count();
    assertThat(drawn).as("each part's first").isBetween(1L, (long) Layout.PARTS);
    assertThat(items()).as("with their last commits").allMatch(item -> item.commits().size() <= 8);
  }

  /** What ADR 104 and docs/scale.md reckon with. */
  @Test
  void text_withALimit_costsTwoWriteUnitsMore() {
    List<Integer> without = unitsOfAText(SpendingCrowd.chain(Optional.empty()));
    List<Integer> with = unitsOfAText(LIMITED);

    assertThat(without).containsExactly(9, 10, 11, 3, 11);
    assertThat(with).containsExactly(9, 12, 11, 3, 11);
  }

  /** Write units of a new job, its claim, what the carrier said, and two receipts. */
  private List<Integer> unitsOfAText(Chain chain) {
    WriteUnits units = new WriteUnits(new InMemoryTable());
    TableStore own = store(units, 1);
    JobId warm = SpendingCrowd.id(ofPart(Layout.part(SpendingCrowd.id(0)), 1));
    SpendingCrowd.begin(own, warm);
    assertThat(SpendingCrowd.claim(own, warm, chain)).isTrue();
    JobId id = SpendingCrowd.id(0);
    List<Integer> all = new ArrayList<>();
    assertThat(units.written()).isPositive();
    SpendingCrowd.begin(own, id);
    all.add(units.written());
    assertThat(SpendingCrowd.claim(own, id, chain)).isTrue();
    all.add(units.written());
    SpendingCrowd.accepted(own, id, chain);
    all.add(units.written());
    SpendingCrowd.receipt(own, id, chain, DeliveryStatus.SENT);
    all.add(units.written());
    SpendingCrowd.receipt(own, id, chain, DeliveryStatus.DELIVERED);
    all.add(units.written());
    return all;
  }

  @Test
  void claims_byACrowd_spendTheLimitAndNoMore() throws Exception {
    SpendingCrowd.run(IntStream.range(0, 8).mapToObj(i -> store(memory, i)).toList(), 150, 100);
  }

  @Test
  void changeSettings_whileClaimsSpend_dependsOnNoPart() {
    claimed(0, LIMITED);

    store.changeSettings(
        old -> old.with(new SendingSwitch(true, SpendingCrowd.NOW, "dana", "wrong texts")));

    assertThat(writes.getLast()).allMatch(edit -> Layout.isSettings(edit.key()));
  }

  @Test
  void changeSettings_withAnotherAccount_leavesNothingInItsParts() {
    claimed(0, LIMITED);
    DaySpending spent = store.read().document().settings().spending().orElseThrow();
    DaySpending more = spent.with(spent.spent().times(3), true);

    store.changeSettings(old -> old.with(more));

    assertThat(store.read().document().settings().spending()).contains(more);
    assertThat(TableAccount.whole(items())).contains(more);
  }

  private List<Item> items() {
    return memory.get(TableAccount.keys()).items();
  }

  /** The next job with the same part. */
  private static int ofPart(String part, int from) {
    return IntStream.iterate(from, i -> i + 1)
        .filter(i -> Layout.part(SpendingCrowd.id(i)).equals(part))
        .findFirst()
        .orElseThrow();
  }

  private List<String> claimed(int i, Chain chain) {
    SpendingCrowd.begin(store, SpendingCrowd.id(i));
    assertThat(SpendingCrowd.claim(store, SpendingCrowd.id(i), chain)).isTrue();
    return writes.getLast().stream()
        .filter(edit -> edit instanceof Edit.Put)
        .map(Edit::key)
        .toList();
  }
}
