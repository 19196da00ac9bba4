package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The account of what a day's texts may have cost, as a change of one job may look at it. A store
 * that takes many changes at once keeps it in parts, so that not all of them meet on one: each job
 * has its part, for ever.
 */
public interface DayAccount {
  /** The part that the whole limit is in at first; of an account in one part, that one. */
  String RESERVE = "reserve";

  /** The part that the job's texts are paid from. */
  String part();

  /** How many parts draw on the reserve; 0 when the account is in one. */
  int parts();

  /**
   * What is on that part; empty while nothing ever was. The part belongs to the change from then
   * on: it cannot change unseen before the change is committed.
   */
  Optional<DaySpending> look(String part);

  /**
   * What is on the parts that draw on the reserve, one by one and not all at one time. They do not
   * belong to the change; one of them that is looked at later is still as it was here.
   */
  Map<String, DaySpending> glance();

  /** The same once those parts are what is given. */
  default DayAccount with(Map<String, DaySpending> changed) {
    DayAccount old = this;
    return new DayAccount() {
      @Override
      public String part() {
        return old.part();
      }

      @Override
      public int parts() {
        return old.parts();
      }

      @Override
      public Optional<DaySpending> look(String part) {
        return Optional.ofNullable(changed.get(part)).or(() -> old.look(part));
      }

      @Override
      public Map<String, DaySpending> glance() {
        Map<String, DaySpending> all = new HashMap<>(old.glance());
        all.putAll(changed);
        all.remove(RESERVE);
        return all;
      }
    };
  }

  /** An account in one part. */
  static DayAccount whole(Supplier<Optional<DaySpending>> spending) {
    return new DayAccount() {
      @Override
      public String part() {
        return RESERVE;
      }

      @Override
      public int parts() {
        return 0;
      }

      @Override
      public Optional<DaySpending> look(String part) {
        return spending.get();
      }

      @Override
      public Map<String, DaySpending> glance() {
        return Map.of();
      }
    };
  }
}
