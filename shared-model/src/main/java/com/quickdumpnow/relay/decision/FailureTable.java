package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.decision.Verdict.RecipientEffect;
import com.quickdumpnow.relay.decision.Verdict.RouteEffect;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.FailureAction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What each failure means: the one place that knows Twilio's error codes (<a
 * href="https://www.twilio.com/docs/api/errors">error dictionary</a>). A code that is not listed
 * goes to email and to staff, as Twilio may add and change codes.
 */
public final class FailureTable {
  /** What HTTP status 429 says in Twilio's words. */
  static final int TOO_MANY_REQUESTS = 20429;

  /** The text was still in the carrier's queue when its validity ended. */
  static final int VALIDITY_OVER = 30036;

  static final Duration SOON = Duration.ofSeconds(20);
  static final Duration LATER = Duration.ofMinutes(2);
  static final Duration QUIET_HOURS_PAUSE = Duration.ofHours(1);

  private static final Map<Integer, Row> ROWS = rows();

  private FailureTable() {}

  /**
   * What a failure is judged by, beside its code.
   *
   * @param kind of the route's sender
   * @param earlierOnRoute how many attempts of this notification failed on this route before
   * @param earlierWithCode how many attempts of this notification failed with this code before
   * @param timely whether the text is still true
   * @param cutShort whether the carrier had less time for it than usual, as quiet hours began
   */
  public record Circumstance(
      SenderKind kind, int earlierOnRoute, int earlierWithCode, boolean timely, boolean cutShort) {
    /** Of a text whose time nothing cut short. */
    public Circumstance(SenderKind kind, int earlierOnRoute, int earlierWithCode, boolean timely) {
      this(kind, earlierOnRoute, earlierWithCode, timely, false);
    }
  }

  private record Row(String meaning, Function<Circumstance, Verdict> verdict) {}

  /** What a code from Twilio means: in its answer to a POST, or in a receipt. */
  public static Verdict of(int code, Circumstance circumstance) {
    Row row = ROWS.get(code);
    return row == null
        ? Verdict.of(FailureAction.EMAIL, meaning(code)).alerting()
        : row.verdict.apply(circumstance);
  }

  /** A refusal that came without a code: judged by its HTTP status. */
  public static Verdict ofHttpStatus(int status, Circumstance circumstance) {
    return switch (status) {
      case 401 -> of(20003, circumstance);
      case 403 -> of(20403, circumstance);
      case 404 -> of(20404, circumstance);
      case 429 -> of(20429, circumstance);
      default ->
          Verdict.of(FailureAction.EMAIL, "refused with HTTP status " + status + " and no code")
              .alerting();
    };
  }

  /** The request never left this machine. */
  public static Verdict unreachable(Circumstance circumstance, Duration retryDelay) {
    String meaning = "the carrier could not be reached";
    return circumstance.earlierOnRoute == 0
        ? Verdict.again(retryDelay, meaning)
        : Verdict.of(FailureAction.NEXT, meaning);
  }

  /**
   * No receipt by the deadline. A text that still waits goes by the next sender; one that was sent
   * most likely waits for a handset that is off, where another text would wait beside it.
   */
  public static Verdict overdue(DeliveryStatus status) {
    return status.rank() >= DeliveryStatus.SENT.rank()
        ? Verdict.of(FailureAction.EMAIL, "sent, but no delivery receipt came")
        : Verdict.of(FailureAction.NEXT, "still waiting at the carrier at the deadline");
  }

  /** The code in words, for people. */
  public static String meaning(int code) {
    Row row = ROWS.get(code);
    return row == null ? "a failure we have no word for (code " + code + ")" : row.meaning;
  }

  private static Map<Integer, Row> rows() {
    Map<Integer, Row> rows = new HashMap<>();
    sameSender(rows);
    account(rows);
    ourMistakes(rows);
    recipients(rows);
    senders(rows);
    delivery(rows);
    return Map.copyOf(rows);
  }

  private static void sameSender(Map<Integer, Row> rows) {
    row(
        rows,
        "too many requests at once; not processed",
        (c, m) -> Verdict.again(SOON, m).with(RouteEffect.SATURATED),
        429,
        20429);
    row(
        rows,
        "the carrier network is congested or limits the rate",
        (c, m) ->
            c.earlierOnRoute == 0 ? Verdict.again(SOON, m) : Verdict.of(FailureAction.NEXT, m),
        30017,
        30022);
    row(
        rows,
        "the handset is off or out of reach",
        (c, m) ->
            c.earlierOnRoute == 0 ? Verdict.again(LATER, m) : Verdict.of(FailureAction.EMAIL, m),
        30003);
    row(
        rows,
        "quiet hours where the recipient is",
        (c, m) -> Verdict.again(QUIET_HOURS_PAUSE, m),
        30610);
  }

  private static void account(Map<Integer, Row> rows) {
    row(
        rows,
        "the Twilio account or its credentials are refused",
        (c, m) ->
            Verdict.of(FailureAction.NEXT_ACCOUNT, m).with(RouteEffect.ACCOUNT_BROKEN).alerting(),
        20003,
        20403,
        20005,
        10001,
        30002);
  }

  private static void ourMistakes(Map<Integer, Row> rows) {
    row(
        rows,
        "the request was wrong: a mistake of ours",
        (c, m) -> Verdict.of(FailureAction.EMAIL, m).alerting(),
        20404,
        21602,
        21603,
        21604,
        21609,
        21624);
    row(
        rows,
        "no permission to text that country",
        (c, m) -> Verdict.of(FailureAction.EMAIL, m).alerting(),
        21408);
    row(
        rows,
        "a trial account may not text this number",
        (c, m) -> Verdict.of(FailureAction.EMAIL, m).alerting(),
        21608);
    row(
        rows,
        "the text is too long",
        (c, m) -> Verdict.of(FailureAction.EMAIL, m).alerting(),
        21617,
        30019);
  }

  private static void recipients(Map<Integer, Row> rows) {
    row(
        rows,
        "the number cannot receive texts",
        (c, m) -> Verdict.of(FailureAction.EMAIL, m).with(RecipientEffect.SUPPRESS),
        21211,
        21614,
        21635,
        21265);
    row(rows, "the recipient opted out", (c, m) -> optOut(m), 21610);
    row(
        rows,
        "the message was blocked",
        (c, m) ->
            c.kind == SenderKind.TOLL_FREE
                ? optOut(m)
                : Verdict.of(FailureAction.EMAIL, m).with(RecipientEffect.COUNT),
        30004);
    row(
        rows,
        "the number is unknown or no longer in use",
        (c, m) -> Verdict.of(FailureAction.EMAIL, m).with(RecipientEffect.COUNT),
        30005);
    row(
        rows,
        "a landline, or a network that cannot be reached",
        (c, m) ->
            c.kind == SenderKind.SHORT_CODE
                ? Verdict.of(FailureAction.NEXT, m)
                : Verdict.of(FailureAction.EMAIL, m).with(RecipientEffect.SUPPRESS),
        30006);
    row(rows, "the number belongs to a known litigator", (c, m) -> optOut(m), 30640);
  }

  private static void senders(Map<Integer, Row> rows) {
    row(
        rows,
        "this sender cannot text this number",
        (c, m) -> Verdict.of(FailureAction.NEXT, m).alerting(),
        21606,
        21212,
        21612,
        21701,
        21702,
        21703,
        21704,
        21705,
        21711);
    row(
        rows,
        "this sender's queue is full",
        (c, m) -> Verdict.of(FailureAction.NEXT, m).with(RouteEffect.SATURATED),
        21611,
        30001);
    row(
        rows,
        "the daily limit of this sender is reached",
        (c, m) -> Verdict.of(FailureAction.NEXT, m).with(RouteEffect.REST_TODAY),
        30023,
        30027);
    row(
        rows,
        "this sender is not registered, not verified or suspended",
        (c, m) -> Verdict.of(FailureAction.NEXT, m).with(RouteEffect.BROKEN).alerting(),
        30024,
        30032,
        30033,
        30034,
        30035);
  }

  private static void delivery(Map<Integer, Row> rows) {
    row(rows, "its validity ran out before it was sent", FailureTable::validityOver, VALIDITY_OVER);
    row(rows, "filtered as spam", (c, m) -> Verdict.of(FailureAction.EMAIL, m), 30007);
    row(
        rows,
        "failed for a reason the carrier does not tell",
        (c, m) -> Verdict.of(c.earlierWithCode == 0 ? FailureAction.NEXT : FailureAction.EMAIL, m),
        30008);
    row(
        rows,
        "the provider timed out; it may have been sent",
        (c, m) -> Verdict.of(FailureAction.EMAIL, m),
        30410);
    row(rows, "blocked by fraud protection", (c, m) -> Verdict.of(FailureAction.EMAIL, m), 30450);
  }

  @FunctionalInterface
  private interface Rule {
    Verdict apply(Circumstance circumstance, String meaning);
  }

  private static void row(Map<Integer, Row> rows, String meaning, Rule rule, int... codes) {
    for (int code : codes) {
      if (rows.put(code, new Row(meaning, c -> rule.apply(c, meaning))) != null) {
        throw new IllegalStateException("code " + code + " stands twice in the failure table");
      }
    }
  }

  /** That the evening ended says nothing about the route: it may have the text in the morning. */
  private static Verdict validityOver(Circumstance circumstance, String meaning) {
    if (!circumstance.timely) {
      return Verdict.of(FailureAction.EMAIL, meaning);
    }
    return circumstance.cutShort
        ? Verdict.of(FailureAction.SAME, "quiet hours began before it was sent")
        : Verdict.of(FailureAction.NEXT, meaning);
  }

  private static Verdict optOut(String meaning) {
    return Verdict.of(FailureAction.STOP, meaning).with(RecipientEffect.OPT_OUT);
  }
}
