package com.quickdumpnow.relay.decision;

import static com.quickdumpnow.relay.model.FailureAction.EMAIL;
import static com.quickdumpnow.relay.model.FailureAction.NEXT;
import static com.quickdumpnow.relay.model.FailureAction.NEXT_ACCOUNT;
import static com.quickdumpnow.relay.model.FailureAction.SAME;
import static com.quickdumpnow.relay.model.FailureAction.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.FailureTable.Circumstance;
import com.quickdumpnow.relay.decision.Verdict.RecipientEffect;
import com.quickdumpnow.relay.decision.Verdict.RouteEffect;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.FailureAction;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTableTest {
  private static final Circumstance FIRST = new Circumstance(SenderKind.LONG_CODE, 0, 0, true);
  private static final Circumstance AGAIN_ON_ROUTE =
      new Circumstance(SenderKind.LONG_CODE, 1, 0, true);

  /**
   * Every row of the table that does not depend on the circumstances: codes, action, alert,
   * recipient, route.
   */
  static Stream<Arguments> plainRows() {
    return Stream.of(
            row(SAME, false, RecipientEffect.NONE, RouteEffect.SATURATED, 429, 20429),
            row(
                NEXT_ACCOUNT,
                true,
                RecipientEffect.NONE,
                RouteEffect.ACCOUNT_BROKEN,
                20003,
                20403,
                20005,
                10001,
                30002),
            row(
                EMAIL,
                true,
                RecipientEffect.NONE,
                RouteEffect.NONE,
                20404,
                21602,
                21603,
                21604,
                21609,
                21624,
                21408,
                21608,
                21617,
                30019),
            row(
                EMAIL,
                false,
                RecipientEffect.SUPPRESS,
                RouteEffect.NONE,
                21211,
                21614,
                21635,
                21265),
            row(STOP, false, RecipientEffect.OPT_OUT, RouteEffect.NONE, 21610),
            row(
                NEXT,
                true,
                RecipientEffect.NONE,
                RouteEffect.NONE,
                21606,
                21212,
                21612,
                21701,
                21702,
                21703,
                21704,
                21705,
                21711),
            row(NEXT, false, RecipientEffect.NONE, RouteEffect.SATURATED, 21611, 30001),
            row(EMAIL, false, RecipientEffect.COUNT, RouteEffect.NONE, 30005),
            row(EMAIL, false, RecipientEffect.NONE, RouteEffect.NONE, 30007, 30410, 30450),
            row(NEXT, false, RecipientEffect.NONE, RouteEffect.REST_TODAY, 30023, 30027),
            row(
                NEXT,
                true,
                RecipientEffect.NONE,
                RouteEffect.BROKEN,
                30024,
                30032,
                30033,
                30034,
                30035),
            row(STOP, false, RecipientEffect.OPT_OUT, RouteEffect.NONE, 30640))
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> row(
      FailureAction action,
      boolean alert,
      RecipientEffect recipient,
      RouteEffect route,
      int... codes) {
    return IntStream.of(codes)
        .mapToObj(code -> Arguments.of(code, action, alert, recipient, route));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("plainRows")
  void of_codeOfTheTable_doesWhatTheTableSays(
      int code, FailureAction action, boolean alert, RecipientEffect recipient, RouteEffect route) {
    Verdict verdict = FailureTable.of(code, FIRST);

    assertThat(verdict.action()).isEqualTo(action);
    assertThat(verdict.alert()).isEqualTo(alert);
    assertThat(verdict.recipient()).isEqualTo(recipient);
    assertThat(verdict.route()).isEqualTo(route);
    assertThat(verdict.meaning()).isEqualTo(FailureTable.meaning(code)).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(ints = {30017, 30022})
  void of_congestion_waitsOnceThenTakesTheNextRoute(int code) {
    assertThat(FailureTable.of(code, FIRST).action()).isEqualTo(SAME);
    assertThat(FailureTable.of(code, FIRST).after()).isPositive();
    assertThat(FailureTable.of(code, AGAIN_ON_ROUTE).action()).isEqualTo(NEXT);
  }

  @Test
  void of_handsetOff_triesTheSameRouteOnceLaterThenEmails() {
    assertThat(FailureTable.of(30003, FIRST).action()).isEqualTo(SAME);
    assertThat(FailureTable.of(30003, FIRST).after()).isGreaterThan(Duration.ofSeconds(30));
    assertThat(FailureTable.of(30003, AGAIN_ON_ROUTE).action()).isEqualTo(EMAIL);
  }

  @Test
  void of_quietHours_waits() {
    Verdict verdict = FailureTable.of(30610, FIRST);

    assertThat(verdict.action()).isEqualTo(SAME);
    assertThat(verdict.after()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(SenderKind.class)
  void of_blocked_isAnOptOutOnTollFreeOnly(SenderKind kind) {
    Verdict verdict = FailureTable.of(30004, new Circumstance(kind, 0, 0, true));

    if (kind == SenderKind.TOLL_FREE) {
      assertThat(verdict.action()).isEqualTo(STOP);
      assertThat(verdict.recipient()).isEqualTo(RecipientEffect.OPT_OUT);
    } else {
      assertThat(verdict.action()).isEqualTo(EMAIL);
      assertThat(verdict.recipient()).isNotEqualTo(RecipientEffect.OPT_OUT);
    }
  }

  @ParameterizedTest
  @EnumSource(SenderKind.class)
  void of_landlineOrUnreachable_takesTheNextRouteOnlyAfterAShortCode(SenderKind kind) {
    Verdict verdict = FailureTable.of(30006, new Circumstance(kind, 0, 0, true));

    if (kind == SenderKind.SHORT_CODE) {
      assertThat(verdict.action()).isEqualTo(NEXT);
      assertThat(verdict.recipient()).isEqualTo(RecipientEffect.NONE);
    } else {
      assertThat(verdict.action()).isEqualTo(EMAIL);
      assertThat(verdict.recipient()).isEqualTo(RecipientEffect.SUPPRESS);
    }
  }

  @Test
  void of_unknownReason_takesTheNextRouteOnceThenEmails() {
    assertThat(FailureTable.of(30008, FIRST).action()).isEqualTo(NEXT);
    assertThat(FailureTable.of(30008, new Circumstance(SenderKind.LONG_CODE, 0, 1, true)).action())
        .isEqualTo(EMAIL);
  }

  @Test
  void of_validityExpired_takesTheNextRouteOnlyWhileTimely() {
    assertThat(FailureTable.of(30036, FIRST).action()).isEqualTo(NEXT);
    assertThat(FailureTable.of(30036, new Circumstance(SenderKind.LONG_CODE, 0, 0, false)).action())
        .isEqualTo(EMAIL);
  }

  @Test
  void of_validityCutShort_leavesTheRouteAsItIsWhileTimely() {
    assertThat(FailureTable.of(30036, cutShort(true)))
        .isEqualTo(Verdict.of(SAME, "quiet hours began before it was sent"));
    assertThat(FailureTable.of(30036, cutShort(false)).action()).isEqualTo(EMAIL);
    assertThat(FailureTable.of(30008, cutShort(true)).action()).isEqualTo(NEXT);
  }

  private static Circumstance cutShort(boolean timely) {
    return new Circumstance(SenderKind.LONG_CODE, 0, 0, timely, true);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 404, 500, 21600, 30000, 39999, 99999, Integer.MAX_VALUE})
  void of_codeNobodyKnows_emailsAndAlerts(int code) {
    Verdict verdict = FailureTable.of(code, FIRST);

    assertThat(verdict.action()).isEqualTo(EMAIL);
    assertThat(verdict.alert()).isTrue();
    assertThat(verdict.recipient()).isEqualTo(RecipientEffect.NONE);
    assertThat(verdict.meaning()).contains(String.valueOf(code));
  }

  @Test
  void ofHttpStatus_withoutACode_isJudgedLikeTheCodeOfThatStatus() {
    assertThat(FailureTable.ofHttpStatus(401, FIRST)).isEqualTo(FailureTable.of(20003, FIRST));
    assertThat(FailureTable.ofHttpStatus(403, FIRST)).isEqualTo(FailureTable.of(20403, FIRST));
    assertThat(FailureTable.ofHttpStatus(404, FIRST)).isEqualTo(FailureTable.of(20404, FIRST));
    assertThat(FailureTable.ofHttpStatus(429, FIRST)).isEqualTo(FailureTable.of(20429, FIRST));
    assertThat(FailureTable.ofHttpStatus(400, FIRST).action()).isEqualTo(EMAIL);
    assertThat(FailureTable.ofHttpStatus(400, FIRST).alert()).isTrue();
  }

  @Test
  void unreachable_triesTheSameRouteOnceThenTheNext() {
    Duration delay = Duration.ofSeconds(1);

    assertThat(FailureTable.unreachable(FIRST, delay).action()).isEqualTo(SAME);
    assertThat(FailureTable.unreachable(FIRST, delay).after()).isEqualTo(delay);
    assertThat(FailureTable.unreachable(AGAIN_ON_ROUTE, delay).action()).isEqualTo(NEXT);
  }

  @Test
  void overdue_dependsOnHowFarTheTextGot() {
    for (DeliveryStatus waiting :
        List.of(
            DeliveryStatus.ACCEPTED,
            DeliveryStatus.SCHEDULED,
            DeliveryStatus.QUEUED,
            DeliveryStatus.SENDING)) {
      assertThat(FailureTable.overdue(waiting).action()).isEqualTo(NEXT);
    }
    assertThat(FailureTable.overdue(DeliveryStatus.SENT).action()).isEqualTo(EMAIL);
  }
}
