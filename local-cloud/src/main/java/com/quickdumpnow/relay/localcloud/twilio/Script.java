package com.quickdumpnow.relay.localcloud.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The rules in force, in the order they were added. A request takes the first matching rule that
 * has a fault, and the message it makes the first matching rule that has receipts; a rule is used
 * up after its number of times. Without a rule everything is delivered. Safe for use by many
 * threads.
 */
public final class Script {

  private static final Receipts DEFAULT = Receipts.of(new Receipts.Outcome.Delivered());

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Rule> rules = new ArrayList<>();

  Script() {}

  public void add(Rule rule) {
    lock.lock();
    try {
      rules.add(rule);
    } finally {
      lock.unlock();
    }
  }

  public void clear() {
    lock.lock();
    try {
      rules.clear();
    } finally {
      lock.unlock();
    }
  }

  /** What is left, each with the number of times left. */
  public List<Rule> rules() {
    lock.lock();
    try {
      return List.copyOf(rules);
    } finally {
      lock.unlock();
    }
  }

  /** Taken for one create request; counts as a use of the rule. */
  Plan take(String to, String sender) {
    lock.lock();
    try {
      Optional<Rule> faulty = firstWithFault(to, sender);
      Optional<Rule> receipted = firstWithReceipts(to, sender);
      faulty.ifPresent(this::use);
      receipted.filter(r -> faulty.filter(r::equals).isEmpty()).ifPresent(this::use);
      return new Plan(
          faulty.flatMap(Rule::fault), receipted.flatMap(Rule::receipts).orElse(DEFAULT));
    } finally {
      lock.unlock();
    }
  }

  private Optional<Rule> firstWithFault(String to, String sender) {
    return rules.stream().filter(r -> r.fault().isPresent() && r.matches(to, sender)).findFirst();
  }

  private Optional<Rule> firstWithReceipts(String to, String sender) {
    return rules.stream()
        .filter(r -> r.receipts().isPresent() && r.matches(to, sender))
        .findFirst();
  }

  private void use(Rule rule) {
    int at = rules.indexOf(rule);
    if (rule.times() == 1) {
      rules.remove(at);
    } else if (rule.times() != Integer.MAX_VALUE) {
      rules.set(at, rule.times(rule.times() - 1));
    }
  }

  /** What happens to one create request. */
  record Plan(Optional<Fault> fault, Receipts receipts) {}
}
