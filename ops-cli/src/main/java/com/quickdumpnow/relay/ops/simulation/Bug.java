package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Restore;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.decision.Spending;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.table.Table;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.relay.Mailer;
import com.quickdumpnow.relay.worker.relay.TextCarrier;
import com.quickdumpnow.relay.worker.relay.TriggerSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Mistakes a relay could make, each switched on at one of its ports so that the shipping code stays
 * as it is. A simulation that does not catch every one of them proves nothing.
 */
enum Bug {
  NONE,
  /** The attempt is written down only when its outcome is known. */
  RECORD_WITHOUT_CLAIM {
    @Override
    MaintenanceStore workersStore(MaintenanceStore store) {
      return new ForgetfulStore(store);
    }
  },
  /** An ambiguous post is simply posted again. */
  BLIND_RETRY {
    @Override
    TextCarrier carrier(TextCarrier carrier) {
      return new InsistingCarrier(carrier);
    }
  },
  /** A put takes no notice of its condition. */
  LAST_WRITER_WINS {
    @Override
    ObjectStore objects(ObjectStore objects) {
      return new OverwritingObjects(objects);
    }

    @Override
    Table table(Table table) {
      return new OverwritingTable(table);
    }
  },
  /** A writer finds its commit only while nobody has committed on top. */
  OWN_WRITE_BY_LAST_WRITER_ONLY {
    @Override
    ObjectStore objects(ObjectStore objects) {
      return new ForgetfulObjects(objects);
    }
  },
  /** The trigger is deleted before its work is done. */
  TRIGGER_DELETED_FIRST {
    @Override
    TriggerSource source(TriggerSource source) {
      return new HastySource(source);
    }
  },
  /** Whether somebody opted out is not looked at when an attempt is claimed. */
  OPT_OUT_CHECKED_ONCE {
    @Override
    MaintenanceStore workersStore(MaintenanceStore store) {
      return new DeafStore(store);
    }
  },
  /** A number that is known for a landline is texted. */
  LANDLINE_TEXTED {
    @Override
    MaintenanceStore workersStore(MaintenanceStore store) {
      return new IncuriousStore(store);
    }
  },
  /** Every trigger of a notification has the same deduplication id; see {@link FakeFifo}. */
  DEDUPLICATION_ID_REUSED,
  /** A receipt simply overwrites what was known. */
  RECEIPTS_OVERWRITE {
    @Override
    MaintenanceStore recordersStore(MaintenanceStore store) {
      return new BelievingStore(store);
    }
  },
  /** A claim may be posted at any time after it was made. */
  NO_POST_WITHIN {
    @Override
    Clockwork clock(Clockwork clock) {
      return new DawdlingClock(clock);
    }
  },
  /** SES is called again when its answer is lost. */
  SES_RETRIES {
    @Override
    Mailer mailer(Mailer mailer) {
      return mail -> {
        SendOutcome first = mailer.send(mail);
        return first instanceof SendOutcome.Ambiguous ? mailer.send(mail) : first;
      };
    }
  },
  /** Customers are texted at night. */
  QUIET_HOURS_IGNORED {
    @Override
    Chain chain(Chain chain) {
      SendingRules rules = chain.rules();
      return chain.under(
          new SendingRules(rules.depot(), Optional.empty(), rules.spending(), rules.zones()));
    }
  },
  /** What a day cost is forgotten. */
  DAY_NOT_COUNTED {
    @Override
    MaintenanceStore workersStore(MaintenanceStore store) {
      return new UncountingStore(store);
    }
  },
  /** A part of the day's account spends what it never drew. */
  SHARE_OF_THE_DAY_IGNORED {
    @Override
    MaintenanceStore workersStore(MaintenanceStore store) {
      return new SpendthriftStore(store);
    }
  },
  /** Nobody looks at what a job cost. */
  JOB_NOT_COUNTED {
    @Override
    Chain chain(Chain chain) {
      SendingRules rules = chain.rules();
      Spending ofDay = new Spending(rules.spending().perDay(), Optional.empty());
      return chain.under(new SendingRules(rules.depot(), rules.quietHours(), ofDay, rules.zones()));
    }
  },
  /** A worker takes its share of the pace before others have given theirs back. */
  SHARE_NOT_WAITED_FOR {
    @Override
    Register workers(Register workers) {
      return new GreedyRegister(workers);
    }
  },
  /** What is made anew in a table is made whether the store is being left or not. */
  FENCE_NOT_ASKED_OF_WHAT_IS_NEW {
    @Override
    Table table(Table table) {
      return new CarelessTable(table);
    }
  },
  /** What changes while a store is copied is not copied again. */
  COPIED_ONCE {
    @Override
    Home source(Home home) {
      return new UnchangingHome(home);
    }
  },
  /** Of an old version's jobs nothing is held, and nothing is known of what was sent since. */
  RESTORE_RE_SENDS {
    @Override
    MaintenanceDocument restore(
        MaintenanceDocument old, List<MaintenanceDocument> known, long highest, Instant now) {
      return Restore.of(old, known, highest, now).withJobs(old.jobs().values());
    }
  };

  Chain chain(Chain chain) {
    return chain;
  }

  Register workers(Register workers) {
    return workers;
  }

  MaintenanceStore workersStore(MaintenanceStore store) {
    return store;
  }

  MaintenanceStore recordersStore(MaintenanceStore store) {
    return store;
  }

  Clockwork clock(Clockwork clock) {
    return clock;
  }

  ObjectStore objects(ObjectStore objects) {
    return objects;
  }

  Table table(Table table) {
    return table;
  }

  /** What a move copies from. */
  Home source(Home home) {
    return home;
  }

  TextCarrier carrier(TextCarrier carrier) {
    return carrier;
  }

  Mailer mailer(Mailer mailer) {
    return mailer;
  }

  TriggerSource source(TriggerSource source) {
    return source;
  }

  MaintenanceDocument restore(
      MaintenanceDocument old, List<MaintenanceDocument> known, long highest, Instant now) {
    return Restore.of(old, known, highest, now);
  }
}
