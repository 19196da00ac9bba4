package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.localcloud.twilio.Fault;
import com.quickdumpnow.relay.localcloud.twilio.Receipts;
import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.localcloud.twilio.Script;
import com.quickdumpnow.relay.ops.local.Carriers;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Customers of all kinds, so that the whole chain is walked. For one thread. */
final class Customers {
  /** Of the local staff chain. */
  static final String STAFF_EMAIL = "staff@quickdumpnow.example";

  /** Area codes whose 555-01XX numbers are free for fiction, the senders' and staff's left out. */
  private static final int FIRST_AREA = 210;

  private static final int AREAS = 400;

  /** Of the kinds below: what staff are told of at once. */
  private static final int FIRST_ALERTING = 18;

  private static final int LAST_ALERTING = 20;
  private static final int WELL = 99;

  private final Random random;
  private int number;

  Customers(Random random) {
    this.random = random;
  }

  /** Whom a job's texts go to, and what the networks do with them. */
  record Customer(Optional<String> phone, Optional<String> email, Consumer<Script> networks) {}

  /** Texts arrive; there is an email address, too. */
  Customer healthy() {
    return customer(true, rule -> rule.outcome(new Outcome.Delivered()));
  }

  /**
   * One of all kinds.
   *
   * @param alerting whether there are some of whom staff are told, as they have no email or their
   *     failure is for staff to mend: staff are told every five minutes only
   */
  Customer any(boolean alerting) {
    int drawn = random.nextInt(100);
    int kind = drawn >= FIRST_ALERTING && drawn <= LAST_ALERTING && !alerting ? WELL : drawn;
    boolean email = random.nextInt(8) > 0 || !alerting;
    if (kind < 4) {
      return new Customer(Optional.empty(), Optional.of(nextEmail()), _ -> {});
    }
    return customer(email, network(kind));
  }

  private Customer customer(boolean withEmail, UnaryOperator<Rule> network) {
    String phone = nextPhone();
    return new Customer(
        Optional.of(phone),
        withEmail ? Optional.of(nextEmail()) : Optional.empty(),
        script -> script.add(network.apply(Rule.forTo(phone))));
  }

  /**
   * @param kind 4 to 99; from 45 on everything is well
   */
  private static UnaryOperator<Rule> network(int kind) {
    if (kind < 9) {
      return rule -> rule.from(Carriers.PRIMARY).outcome(new Outcome.Undelivered(30008));
    } else if (kind < 13) {
      return rule -> rule.outcome(new Outcome.Undelivered(30005));
    } else if (kind < 16) {
      return rule -> rule.answer(new Fault.Refuse(21211));
    } else if (kind < 18) {
      return rule -> rule.answer(new Fault.Refuse(21610));
    } else if (kind < 21) {
      return rule -> rule.from(Carriers.PRIMARY).answer(new Fault.Refuse(21612));
    } else if (kind < 26) {
      return rule -> rule.receipts(Receipts.of(new Outcome.Delivered()).asLost());
    } else if (kind < 29) {
      return rule -> rule.outcome(new Outcome.Silent(false));
    } else if (kind < 32) {
      return rule -> rule.from(Carriers.PRIMARY).outcome(new Outcome.Stuck());
    } else if (kind < 36) {
      return rule -> rule.receipts(Receipts.of(new Outcome.Delivered()).repeated(2));
    } else if (kind < 40) {
      return rule -> rule.receipts(Receipts.of(new Outcome.Delivered()).asReordered());
    } else if (kind < 43) {
      return rule -> rule.times(1).answer(new Fault.AcceptThenDrop());
    } else if (kind < 45) {
      return rule -> rule.times(1).answer(new Fault.Garbage(Fault.Garbage.Kind.HALF_BODY));
    }
    return rule -> rule.outcome(new Outcome.Delivered());
  }

  private String nextPhone() {
    int next = number++;
    int area = FIRST_AREA + next % AREAS;
    return "+1%03d55501%02d".formatted(area, next / AREAS % 100);
  }

  private String nextEmail() {
    return "customer-" + number + "@example.com";
  }
}
