package com.quickdumpnow.relay.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.Money;
import java.time.LocalDate;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The account of a day in parts: never more than the limit, and all of it. */
class DayBookTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 15);
  private static final int PARTS = 8;
  private static final Money LIMIT = new Money(1_600);

  private final PartedAccount account = new PartedAccount(PARTS);

  @Test
  void spend_fromAPartThatHasEnough_looksAtNoOther() {
    assertThat(spend(1, 10)).isTrue();
    account.looked.clear();

    assertThat(spend(1, 90)).as("a sixteenth of the limit was drawn").isTrue();

    assertThat(account.looked).containsExactly("1");
    assertThat(account.spent()).isEqualTo(new Money(100));
  }

  @Test
  void spend_whatIsLeftInOtherPartsOnly_takesItFromThere() {
    assertThat(spend(1, 10)).isTrue();
    assertThat(spend(2, 1_500)).isTrue();

    assertThat(spend(3, 90)).isTrue();

    assertThat(account.spent()).isEqualTo(LIMIT);
    assertThat(spend(3, 1)).isFalse();
  }

  @Test
  void meet_isKnownToEveryPartAfterwards() {
    assertThat(spend(1, 1_600)).isTrue();
    DayBook first = book(2, LIMIT);
    assertThat(first.spend(1)).isFalse();
    assertThat(first.wasMet()).isFalse();
    first.meet();
    account.keep(first);

    DayBook other = book(3, LIMIT);

    assertThat(other.spend(1)).isFalse();
    assertThat(other.wasMet()).isTrue();
  }

  @Test
  void spend_whereTheLimitWasMet_looksAtItsOwnPartOnly() {
    assertThat(spend(1, 1_600)).isTrue();
    meet(2, LIMIT);
    account.looked.clear();

    DayBook again = book(2, LIMIT);
    assertThat(again.spend(1)).isFalse();
    again.meet();

    assertThat(account.looked).containsExactly("2");
    assertThat(again.wasMet()).isTrue();
    assertThat(again.changed()).isEmpty();
  }

  @Test
  void spend_onceTheLimitIsHigher_goesOnWhereItWasMet() {
    assertThat(spend(1, 1_600)).isTrue();
    meet(2, LIMIT);
    Money higher = new Money(1_700);

    DayBook book = book(2, higher);

    assertThat(book.spend(100)).isTrue();
    account.keep(book);
    assertThat(book(3, higher).spend(1)).isFalse();
  }

  @Test
  void spend_onceTheLimitIsLower_givesBackWhatWasDrawn() {
    assertThat(spend(1, 10)).isTrue();
    assertThat(spend(2, 500)).isTrue();

    assertThat(book(1, new Money(510)).spend(1)).as("90 are left in this part").isFalse();
    assertThat(book(1, new Money(511)).spend(1)).isTrue();
  }

  @Test
  void spend_onTheNextDay_beginsAnew() {
    assertThat(spend(1, 1_600)).isTrue();
    meet(2, LIMIT);

    DayBook tomorrow = new DayBook(account.of(2), LIMIT, TODAY.plusDays(1));

    assertThat(tomorrow.spend(1_600)).isTrue();
    assertThat(tomorrow.wasMet()).isFalse();
  }

  /** A part on which nothing was spent today learns from the reserve that it is tomorrow. */
  @Test
  void spend_clockBehindMidnight_countsOnTheNewDay() {
    DayBook ahead = new DayBook(account.of(1), LIMIT, TODAY.plusDays(1));
    assertThat(ahead.spend(1_600)).isTrue();
    account.keep(ahead);

    DayBook behind = book(2, LIMIT);
    assertThat(behind.day()).isEqualTo(TODAY);
    assertThat(behind.spend(1)).isFalse();
    assertThat(behind.day()).isEqualTo(TODAY.plusDays(1));
  }

  @Property(tries = 300)
  void anySequence_neverSpendsMoreThanTheLimitAndRefusesOnlyWhatIsNotThere(@ForAll long seed) {
    Random random = new Random(seed);
    PartedAccount all = new PartedAccount(PARTS);

    for (int step = 0; step < 200; step++) {
      int part = random.nextInt(PARTS);
      long micros = random.nextInt(40) - 8L;
      DayBook book = new DayBook(all.of(part), LIMIT, TODAY);
      long before = all.spent().micros();
      boolean closed = all.part(String.valueOf(part)).filter(DaySpending::limitMet).isPresent();
      if (!book.spend(micros)) {
        assertThat(closed || before + micros > LIMIT.micros()).isTrue();
        book.meet();
      }
      all.keep(book);
      assertThat(all.spent()).isLessThanOrEqualTo(LIMIT);
      assertThat(all.drawn()).isZero();
    }
  }

  @Property(tries = 300)
  void anySequence_underALimitThatBecomesLower_spendsNoMoreThanThat(@ForAll long seed) {
    Random random = new Random(seed);
    PartedAccount all = new PartedAccount(PARTS);
    Money lower = new Money(random.nextInt((int) LIMIT.micros()));
    Money most = LIMIT;

    for (int step = 0; step < 200; step++) {
      Money limit = step < 60 ? LIMIT : lower;
      if (step == 60) {
        most = all.spent().compareTo(lower) > 0 ? all.spent() : lower;
      }
      DayBook book = new DayBook(all.of(random.nextInt(PARTS)), limit, TODAY);
      if (!book.spend(1 + random.nextInt(30))) {
        book.meet();
      }
      all.keep(book);
      assertThat(all.spent()).isLessThanOrEqualTo(most);
      assertThat(all.drawn()).isZero();
    }
  }

  private boolean spend(int part, long micros) {
    DayBook book = book(part, LIMIT);
    boolean spent = book.spend(micros);
    account.keep(book);
    return spent;
  }

  private void meet(int part, Money limit) {
    DayBook book = book(part, limit);
    assertThat(book.spend(1)).isFalse();
    book.meet();
    account.keep(book);
  }

  private DayBook book(int part, Money limit) {
    return new DayBook(account.of(part), limit, TODAY);
  }
}
