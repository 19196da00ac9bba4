package com.quickdumpnow.relay.localcloud.twilio;

import java.util.Optional;

/**
 * A line of the {@link Script}: which create requests it applies to, and what happens to them.
 *
 * @param to only this recipient; empty for any
 * @param from only this sender number or messaging service; empty for any
 * @param times for how many requests, at least 1
 * @param fault what goes wrong with the answer; empty: nothing
 * @param receipts what becomes of the message; empty: as without the rule
 */
public record Rule(
    Optional<String> to,
    Optional<String> from,
    int times,
    Optional<Fault> fault,
    Optional<Receipts> receipts) {

  private static final Rule ANY =
      new Rule(
          Optional.empty(),
          Optional.empty(),
          Integer.MAX_VALUE,
          Optional.empty(),
          Optional.empty());

  public Rule {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1");
    }
  }

  /** For every request, until the script is cleared. */
  public static Rule forAll() {
    return ANY;
  }

  /** For every request to a number. */
  public static Rule forTo(String to) {
    return ANY.to(to);
  }

  /** For every request from a sender number or messaging service. */
  public static Rule forFrom(String from) {
    return ANY.from(from);
  }

  /** For the next requests, whoever sends to whom. */
  public static Rule forNext(int times) {
    return ANY.times(times);
  }

  public Rule to(String number) {
    return new Rule(Optional.of(number), from, times, fault, receipts);
  }

  public Rule from(String sender) {
    return new Rule(to, Optional.of(sender), times, fault, receipts);
  }

  public Rule times(int requests) {
    return new Rule(to, from, requests, fault, receipts);
  }

  public Rule answer(Fault with) {
    return new Rule(to, from, times, Optional.of(with), receipts);
  }

  public Rule receipts(Receipts plan) {
    return new Rule(to, from, times, fault, Optional.of(plan));
  }

  public Rule outcome(Receipts.Outcome outcome) {
    return receipts(Receipts.of(outcome));
  }

  boolean matches(String recipient, String sender) {
    return to.filter(t -> !t.equals(recipient)).isEmpty()
        && from.filter(f -> !f.equals(sender)).isEmpty();
  }
}
