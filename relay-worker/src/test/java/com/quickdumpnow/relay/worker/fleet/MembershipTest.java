package com.quickdumpnow.relay.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.worker.fleet.Report.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MembershipTest {
  private static final Lease LEASE = new Lease(Duration.ofSeconds(30), Duration.ofSeconds(3));
  private static final long SECOND = 1_000_000_000L;
  private static final int MANY = 100;

  private Roster roster = Roster.EMPTY;
  private long now = 17 * SECOND;

  /** A worker that looks when it is told to. */
  private final class Worker implements Senders {
    final ShareInUse share = new ShareInUse();
    final Membership membership;
    List<Report> known = List.of();
    long drained;

    Worker(String name, int most) {
      membership = new Membership(name, most, LEASE, this, share, now);
      drained = now;
    }

    void looks() {
      membership.saw(roster, now);
      membership
          .next(now)
          .ifPresent(
              next -> {
                roster = next;
                membership.saw(next, now);
              });
    }

    double uses() {
      return share.get().holdsAt(now) ? share.get().fraction() : 0;
    }

    @Override
    public List<Report> reports() {
      return known;
    }

    @Override
    public void heard(List<Heard> reports) {}

    @Override
    public long drained() {
      return drained;
    }
  }

  private void pass(long seconds) {
    now += seconds * SECOND;
  }

  @Test
  void next_aloneOnAnEmptyRoster_hasTheWholeAtOnce() {
    Worker only = new Worker("a", MANY);

    only.looks();

    assertThat(only.uses()).isEqualTo(1);
    assertThat(only.membership.leads()).isTrue();
  }

  @Test
  void next_newcomer_hasNothingUntilTheFirstHasGivenSomeBack() {
    Worker first = new Worker("a", MANY);
    Worker second = new Worker("b", MANY);
    first.looks();

    second.looks();
    assertThat(second.uses()).isZero();
    first.looks();
    assertThat(first.uses()).isEqualTo(0.5);
    assertThat(second.uses()).isZero();

    second.looks();
    assertThat(second.uses()).isEqualTo(0.5);
    assertThat(second.membership.leads()).isFalse();
  }

  @Test
  void leads_theFirstIsTakenForGone_notBeforeThatIsWritten() {
    Worker first = new Worker("a", MANY);
    Worker second = new Worker("b", MANY);
    first.looks();
    second.looks();
    pass(20);
    second.looks();
    pass(15);

    second.membership.saw(roster, now);
    assertThat(second.membership.next(now).orElseThrow().isLedBy("b"))
        .as("what it writes")
        .isTrue();
    assertThat(second.membership.leads()).as("the first may be quicker, and stay").isFalse();

    second.looks();
    assertThat(second.membership.leads()).isTrue();
  }

  @Test
  void next_turnsGivenBefore_areOverBeforeOthersHaveTheRest() {
    Worker first = new Worker("a", MANY);
    Worker second = new Worker("b", MANY);
    first.looks();
    first.drained = now + 7 * SECOND;
    second.looks();

    first.looks();
    second.looks();
    assertThat(first.uses()).as("no turn more at the old share").isEqualTo(0.5);
    assertThat(second.uses()).isZero();

    pass(7);
    first.looks();
    second.looks();
    assertThat(second.uses()).isEqualTo(0.5);
  }

  @Test
  void saw_silentMember_isCountedUntilItsLeaseIsSurelyOver() {
    Worker first = new Worker("a", MANY);
    Worker second = new Worker("b", MANY);
    first.looks();
    second.looks();
    first.looks();
    second.looks();

    for (int i = 0; i < 11; i++) {
      pass(3);
      second.looks();
    }
    assertThat(first.uses()).as("its own lease is over").isZero();
    assertThat(second.uses()).isEqualTo(0.5);
    assertThat(second.membership.leads()).isFalse();

    pass(3);
    second.looks();
    assertThat(second.uses()).isEqualTo(1);
    assertThat(second.membership.leads()).isTrue();
  }

  @Test
  void saw_takenOutWhileItSlept_startsOverAsTheLast() {
    Worker first = new Worker("a", MANY);
    Worker second = new Worker("b", MANY);
    first.looks();
    second.looks();
    pass(40);
    second.looks();
    assertThat(second.uses()).isEqualTo(1);

    first.looks();
    assertThat(first.uses()).isZero();
    assertThat(first.membership.leads()).isFalse();
    second.looks();
    first.looks();
    assertThat(first.uses()).isEqualTo(0.5);
  }

  @Test
  void next_moreThanMayShare_standByUntilOneIsGone() {
    Worker first = new Worker("a", 1);
    Worker second = new Worker("b", 1);
    first.looks();
    second.looks();
    first.looks();
    second.looks();

    assertThat(first.uses()).isEqualTo(1);
    assertThat(second.membership.standsBy()).isTrue();
    assertThat(second.uses()).isZero();

    pass(36);
    second.looks();
    assertThat(second.membership.standsBy()).isFalse();
    assertThat(second.uses()).isEqualTo(1);
  }

  @Test
  void next_nothingNew_isWrittenOnlyToRenewTheLease() {
    Worker only = new Worker("a", MANY);
    List<Roster> written = new ArrayList<>();
    for (int second = 0; second < 120; second += 3) {
      Roster before = roster;
      only.looks();
      if (!roster.equals(before)) {
        written.add(roster);
      }
      pass(3);
    }

    assertThat(written).hasSize(10);
    assertThat(only.uses()).isEqualTo(1);
  }

  @Test
  void heard_othersReports_areThoseOfTheLivingWithWhoIsSenior() {
    Worker first = new Worker("a", MANY);
    Worker second = new Worker("b", MANY);
    Report report =
        new Report("primary", Kind.FAILING, Instant.parse("2026-03-02T15:00:00Z"), "no answer");
    first.known = List.of(report);
    first.looks();
    second.looks();

    assertThat(second.membership.heard()).containsExactly(new Heard(report, true));
    assertThat(RosterJson.read(RosterJson.write(roster))).isEqualTo(Optional.of(roster));

    first.known = List.of();
    first.looks();
    second.looks();
    assertThat(second.membership.heard()).isEmpty();
  }

  @Test
  void read_whatIsNoRoster_isEmpty() {
    assertThat(RosterJson.read("")).isEmpty();
    assertThat(RosterJson.read("{\"members\":[{\"id\":\"a\"}]}")).isEmpty();
    assertThat(
            RosterJson.read(
                "{\"members\":[{\"id\":\"a\",\"beat\":1,\"share\":900000},"
                    + "{\"id\":\"b\",\"beat\":1,\"share\":200000}]}"))
        .as("more than the whole")
        .isEmpty();
  }
}
