package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.FailureAction;
import java.time.Duration;

/**
 * What to do about a failure.
 *
 * @param after how long to wait before the same route is used again; zero for the other actions
 * @param alert whether staff are to be told
 * @param meaning the failure in words, for people
 */
public record Verdict(
    FailureAction action,
    Duration after,
    boolean alert,
    RecipientEffect recipient,
    RouteEffect route,
    String meaning) {

  /** What the failure says about the recipient's number. */
  public enum RecipientEffect {
    NONE,
    /** Its owner does not want texts. */
    OPT_OUT,
    /** It cannot receive texts. */
    SUPPRESS,
    /** A permanent failure; enough of them suppress the number. */
    COUNT
  }

  /** What the failure says about the route. */
  public enum RouteEffect {
    NONE,
    /** It takes no more for the moment. */
    SATURATED,
    /** It takes no more until midnight Pacific. */
    REST_TODAY,
    /** It will not work until staff mend it. */
    BROKEN,
    /** Its whole account will not work until staff mend it. */
    ACCOUNT_BROKEN
  }

  static Verdict of(FailureAction action, String meaning) {
    return new Verdict(
        action, Duration.ZERO, false, RecipientEffect.NONE, RouteEffect.NONE, meaning);
  }

  /** The same route again after {@code delay}. */
  static Verdict again(Duration delay, String meaning) {
    return new Verdict(
        FailureAction.SAME, delay, false, RecipientEffect.NONE, RouteEffect.NONE, meaning);
  }

  Verdict alerting() {
    return new Verdict(action, after, true, recipient, route, meaning);
  }

  Verdict with(RecipientEffect effect) {
    return new Verdict(action, after, alert, effect, route, meaning);
  }

  Verdict with(RouteEffect effect) {
    return new Verdict(action, after, alert, recipient, effect, meaning);
  }
}
