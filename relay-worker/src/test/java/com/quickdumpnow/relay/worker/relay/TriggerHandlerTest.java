package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TriggerHandlerTest {
  private static final SendOutcome REFUSED_SENDER =
      new SendOutcome.Refused(400, Optional.of(21606));

  private final Kit kit = new Kit().withJob();
  private final TriggerHandler handler = kit.handler("w1");

  @Test
  void handle_carrierAccepts_awaitsReceiptOfTheOnePost() {
    Handled handled = kit.handle(handler);

    assertThat(handled).isInstanceOf(Handled.Done.class);
    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.carrier.posts.getFirst().route()).isEqualTo(Kit.PRIMARY);
    assertThat(kit.state()).isInstanceOf(NotificationState.AwaitingReceipt.class);
    assertThat(kit.first().attempts().getFirst().messageId()).contains(FakeCarrier.idOf(1));
  }

  @Test
  void handle_hopWithSuccessor_validityEndsBeforeTheReceiptsDeadline() {
    kit.handle(handler);

    assertThat(kit.carrier.posts.getFirst().validity())
        .isEqualTo(Duration.ofMinutes(5).minus(Postman.VALIDITY_MARGIN));
  }

  @ParameterizedTest
  @CsvSource({"120, 90", "60, 30", "40, 20", "10, 5", "1, 1"})
  void handle_shortReceiptDeadline_halfOfItIsLeftForTheText(long deadline, long validity) {
    Route quick = Kit.route("quick", "AC" + "1".repeat(32), 1, Duration.ofSeconds(deadline));
    Kit hasty = new Kit(new Chain(List.of(quick), true, Timing.DEFAULT)).withJob();

    hasty.handle(hasty.handler("w1"));

    assertThat(hasty.carrier.posts.getFirst().validity().toSeconds()).isEqualTo(validity);
  }

  @Test
  void handle_lastHop_validityEndsWithTheNews() {
    Kit lonely = new Kit().withJob(true, false);
    lonely.carrier.answer(REFUSED_SENDER);

    lonely.handle(lonely.handler("w1"));

    assertThat(lonely.carrier.posts.getLast().route()).isEqualTo(Kit.SECONDARY);
    assertThat(lonely.carrier.posts.getLast().validity()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void handle_primaryRefuses_nextRouteTakesIt() {
    kit.carrier.answer(REFUSED_SENDER);

    kit.handle(handler);

    assertThat(kit.carrier.posts)
        .extracting(text -> text.route().name().value())
        .containsExactly("primary", "secondary");
    assertThat(kit.state()).isInstanceOf(NotificationState.AwaitingReceipt.class);
    assertThat(kit.alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.FAILURE);
  }

  @Test
  void handle_allRoutesRefuse_emailed() {
    kit.carrier.answer(REFUSED_SENDER, REFUSED_SENDER);

    kit.handle(handler);

    assertThat(kit.carrier.posts).hasSize(2);
    assertThat(kit.mailer.mails).hasSize(1);
    assertThat(kit.mailer.mails.getFirst().to()).isEqualTo(Kit.EMAIL);
    assertThat(kit.mailer.mails.getFirst().text()).contains("we could not reach you by text");
    assertThat(kit.state()).isInstanceOf(NotificationState.Emailed.class);
  }

  @Test
  void handle_allRoutesRefuseAndNoEmail_exhaustedAndStaffTold() {
    Kit lonely = new Kit().withJob(true, false);
    lonely.carrier.answer(REFUSED_SENDER, REFUSED_SENDER);

    lonely.handle(lonely.handler("w1"));

    assertThat(lonely.state()).isInstanceOf(NotificationState.Exhausted.class);
    assertThat(lonely.alerts()).extracting(Alert::kind).contains(Alert.Kind.EXHAUSTED);
  }

  @Test
  void handle_noPhone_emailed() {
    Kit byEmail = new Kit().withJob(false, true);

    byEmail.handle(byEmail.handler("w1"));

    assertThat(byEmail.carrier.posts).isEmpty();
    assertThat(byEmail.mailer.mails.getFirst().text()).doesNotContain("text");
    assertThat(byEmail.state()).isInstanceOf(NotificationState.Emailed.class);
  }

  @Test
  void handle_recipientOptsOutAtTheCarrier_neverAnotherSender() {
    kit.carrier.answer(new SendOutcome.Refused(400, Optional.of(21610)));

    kit.handle(handler);

    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.store.document().recipient(Kit.PHONE).isOptedOut()).isTrue();
    assertThat(kit.mailer.mails).hasSize(1);
    assertThat(kit.mailer.mails.getFirst().text()).contains("you asked us not to text you");
  }

  @Test
  void handle_ambiguousAnswer_waitsAndPostsNothingMore() {
    kit.carrier.answer(new SendOutcome.Ambiguous("read timeout"));

    Handled handled = kit.handle(handler);

    assertThat(handled).isInstanceOf(Handled.Later.class);
    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.state()).isInstanceOf(NotificationState.Reconciling.class);
  }

  @Test
  void handle_ambiguousThenFoundAtTheCarrier_adoptedWithoutASecondPost() {
    kit.carrier.answer(new SendOutcome.Ambiguous("read timeout"));
    kit.handle(handler);
    kit.clock.pass(Duration.ofSeconds(41));
    kit.carrier.traces =
        List.of(new Trace(new MessageId("SMfound"), DeliveryStatus.SENT, Optional.empty()));

    kit.handle(handler);

    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.first().attempts()).hasSize(1);
    assertThat(kit.first().attempts().getFirst().messageId()).contains(new MessageId("SMfound"));
    assertThat(kit.state()).isInstanceOf(NotificationState.AwaitingReceipt.class);
  }

  @Test
  void handle_ambiguousThenNoTrace_nextRouteWithTheLabel() {
    kit.carrier.answer(new SendOutcome.Ambiguous("read timeout"));
    kit.handle(handler);
    kit.clock.pass(Duration.ofSeconds(41));

    kit.handle(handler);

    assertThat(kit.carrier.listed).containsExactly(Kit.PRIMARY);
    assertThat(kit.carrier.posts).hasSize(2);
    assertThat(kit.first().attempts().getLast().label()).contains(RepeatLabel.NO_TRACE);
  }

  @Test
  void handle_carrierCannotBeAsked_nothingIsConcluded() {
    kit.carrier.answer(new SendOutcome.Ambiguous("read timeout"));
    kit.handle(handler);
    kit.clock.pass(Duration.ofSeconds(41));
    kit.carrier.silent = true;

    assertThatThrownBy(() -> kit.handle(handler)).isInstanceOf(CarrierUnavailableException.class);

    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.state()).isInstanceOf(NotificationState.Reconciling.class);
  }

  @Test
  void handle_throttledWithALongRetryAfter_nextRouteTakesItAtOnce() {
    kit.carrier.answer(new SendOutcome.Throttled(Optional.of(Duration.ofMinutes(1))));

    kit.handle(handler);

    assertThat(kit.carrier.posts)
        .extracting(text -> text.route().name().value())
        .containsExactly("primary", "secondary");
    assertThat(Duration.between(FakeClock.START, kit.clock.instant()))
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void handle_throttledBriefly_sameRouteAfterItsBackoff() {
    kit.carrier.answer(new SendOutcome.Throttled(Optional.empty()));

    kit.handle(handler);

    assertThat(kit.carrier.posts)
        .extracting(text -> text.route().name().value())
        .containsExactly("primary", "primary");
    assertThat(Duration.between(FakeClock.START, kit.clock.instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void handle_unreachableTwice_sameRouteOnceThenTheNext() {
    kit.carrier.answer(
        new SendOutcome.Unreachable("no connection"), new SendOutcome.Unreachable("no connection"));

    Handled handled = kit.handle(handler);

    assertThat(handled).isInstanceOf(Handled.Done.class);
    assertThat(kit.carrier.posts)
        .extracting(text -> text.route().name().value())
        .containsExactly("primary", "primary", "secondary");
    assertThat(kit.first().attempts())
        .extracting(attempt -> attempt.claim().epoch())
        .doesNotHaveDuplicates();
  }

  @Test
  void handle_noConnectionWithinItsTime_costsAtMostFiveSecondsBeforeTheNextHop() {
    kit.carrier.answer(
        new SendOutcome.Unreachable("connect timeout"),
        new SendOutcome.Unreachable("connect timeout"));
    kit.carrier.duringPost(
        () -> {
          if (kit.carrier.posts.getLast().route().equals(Kit.PRIMARY)) {
            kit.clock.pass(TextCarrier.CONNECT_WITHIN);
          }
        });

    kit.handle(handler);

    assertThat(kit.carrier.posts.getLast().route()).isEqualTo(Kit.SECONDARY);
    assertThat(Duration.between(FakeClock.START, kit.clock.instant()))
        .isEqualTo(TextCarrier.CONNECT_WITHIN.multipliedBy(2).plus(Timing.DEFAULT.retryDelay()))
        .isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void handle_overtakenWhileWaitingForTheRetry_notPostedAgain() {
    kit.carrier.answer(new SendOutcome.Unreachable("no connection"));
    kit.clock.whileSleeping(kit::withNewerNotification);

    kit.handle(handler);

    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.state()).isInstanceOf(NotificationState.Superseded.class);
  }

  @Test
  void handle_hasToWaitAgainAndAgain_waitsInTheQueueInTheEnd() {
    Kit byEmail = new Kit().withJob(false, true);
    SendOutcome down = new SendOutcome.Unreachable("no connection");
    byEmail.mailer.answer(down, down, down, down);

    Handled handled = byEmail.handle(byEmail.handler("w1"));

    assertThat(handled).isInstanceOf(Handled.Later.class);
    assertThat(byEmail.mailer.mails).hasSize(3);
  }

  @Test
  void handle_triggerTwice_secondFindsNothingToDo() {
    kit.handle(handler);

    Handled again = kit.handle(handler);

    assertThat(again).isInstanceOf(Handled.Done.class);
    assertThat(kit.carrier.posts).hasSize(1);
  }

  @Test
  void handle_duplicateWhileInFlight_leavesTheClaimAlone() {
    TriggerHandler other = kit.handler("w2");
    kit.carrier.duringPost(() -> assertThat(kit.handle(other)).isInstanceOf(Handled.Later.class));

    kit.handle(handler);

    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.state()).isInstanceOf(NotificationState.AwaitingReceipt.class);
  }

  @Test
  void handle_crashBetweenPostAndRecord_successorAsksTheCarrierFirst() {
    kit.carrier.duringPost(
        () -> {
          throw new IllegalStateException("the process dies here");
        });
    assertThatThrownBy(() -> kit.handle(handler)).isInstanceOf(IllegalStateException.class);
    kit.carrier.duringPost(() -> {});
    kit.carrier.traces =
        List.of(new Trace(FakeCarrier.idOf(1), DeliveryStatus.DELIVERED, Optional.empty()));

    TriggerHandler successor = kit.handler("w2");
    Handled early = kit.handle(successor);
    kit.clock.pass(Duration.ofSeconds(41));
    kit.handle(successor);

    assertThat(early).isInstanceOf(Handled.Later.class);
    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.state()).isInstanceOf(NotificationState.Delivered.class);
  }

  @Test
  void handle_overtakenWhileWaitingForThePace_abandonedUnposted() {
    RouteStates routes = new RouteStates(kit.clock);
    routes.reserve(Kit.PRIMARY, 3, Duration.ZERO);
    Kit overtaken = kit;
    TriggerHandler slow = overtaken.handler("w1", routes);
    overtaken.clock.whileSleeping(overtaken::withNewerNotification);

    Handled handled = overtaken.handle(slow);

    assertThat(handled).isInstanceOf(Handled.Done.class);
    assertThat(overtaken.carrier.posts).isEmpty();
    assertThat(overtaken.state()).isInstanceOf(NotificationState.Superseded.class);
    assertThat(overtaken.first().attempts().getFirst().outcome())
        .isInstanceOf(AttemptOutcome.Abandoned.class);
  }

  @Test
  void handle_optOutWhileWaitingForThePace_notPosted() {
    RouteStates routes = new RouteStates(kit.clock);
    routes.reserve(Kit.PRIMARY, 3, Duration.ZERO);
    kit.clock.whileSleeping(
        () ->
            kit.store.changeRecipient(
                Kit.PHONE,
                recipient ->
                    recipient.optedOut(new Recipient.OptOut(kit.clock.instant(), "inbound STOP"))));

    kit.handle(kit.handler("w1", routes));

    assertThat(kit.carrier.posts).isEmpty();
    assertThat(kit.mailer.mails).hasSize(1);
  }

  @Test
  void handle_stalledAfterItsClaim_neverPostsOnThatClaim() {
    RouteStates routes = new RouteStates(kit.clock);
    routes.reserve(Kit.PRIMARY, 1, Duration.ZERO);
    kit.clock.whileSleeping(() -> kit.clock.pass(Duration.ofSeconds(30)));

    kit.handle(kit.handler("w1", routes));

    List<Attempt> attempts = kit.first().attempts();
    assertThat(attempts.getFirst().outcome()).isInstanceOf(AttemptOutcome.Abandoned.class);
    assertThat(kit.carrier.posts).extracting(TextCarrier.Text::attempt).containsExactly(2);
  }

  @Test
  void handle_backlogLongerThanSpillAfter_nextRouteTakesIt() {
    RouteStates routes = new RouteStates(kit.clock);
    routes.reserve(Kit.PRIMARY, 60, Duration.ZERO);

    kit.handle(kit.handler("w1", routes));

    assertThat(kit.carrier.posts)
        .extracting(text -> text.route().name().value())
        .containsExactly("secondary");
  }

  @Test
  void handle_everyRouteSaturated_waitsAndNothingIsClaimed() {
    RouteStates routes = new RouteStates(kit.clock);
    routes.reserve(Kit.PRIMARY, 60, Duration.ZERO);
    routes.reserve(Kit.SECONDARY, 90, Duration.ZERO);

    Handled handled = kit.handle(kit.handler("w1", routes));

    assertThat(handled).isInstanceOf(Handled.Done.class);
    assertThat(kit.first().attempts()).isEmpty();
    assertThat(kit.state())
        .isInstanceOfSatisfying(
            NotificationState.Waiting.class,
            waiting -> assertThat(waiting.notBefore()).isEqualTo(FakeClock.START.plusSeconds(55)));
  }

  @Test
  void handle_newsNoLongerTrue_expired() {
    kit.clock.pass(Duration.ofHours(3));

    kit.handle(handler);

    assertThat(kit.carrier.posts).isEmpty();
    assertThat(kit.state()).isInstanceOf(NotificationState.Expired.class);
  }

  @Test
  void handle_storeDownAfterThePost_recordedOnceItIsBackAndNeverPostedAgain() {
    kit.carrier.duringPost(
        () -> kit.store.failWith(() -> new StoreException.Unavailable("s3", null)));
    kit.clock.whileSleeping(kit.store::recover);

    kit.handle(handler);

    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.state()).isInstanceOf(NotificationState.AwaitingReceipt.class);
  }

  @Test
  void handle_storeDownForLong_givesUpAndLeavesItToReconciliation() {
    kit.carrier.duringPost(
        () -> kit.store.failWith(() -> new StoreException.Unavailable("s3", null)));

    assertThatThrownBy(() -> kit.handle(handler)).isInstanceOf(StoreException.class);

    assertThat(Duration.between(FakeClock.START, kit.clock.instant()))
        .isLessThanOrEqualTo(Commits.PATIENCE);
    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(kit.state()).isInstanceOf(NotificationState.Sending.class);
  }

  @Test
  void handle_overdueReceipt_asksTheCarrierAndTriggersTheNextHop() {
    kit.handle(handler);
    kit.clock.pass(Duration.ofMinutes(6));
    kit.carrier.asked =
        Optional.of(new Trace(FakeCarrier.idOf(1), DeliveryStatus.QUEUED, Optional.empty()));

    kit.handle(handler);

    assertThat(kit.state()).isInstanceOf(NotificationState.Pending.class);
    assertThat(kit.sent).containsExactly(Trigger.of(kit.first()));
  }

  @Test
  void handle_ambiguousEmail_resentOnceWithTheLabel() {
    Kit byEmail = new Kit().withJob(false, true);
    byEmail.mailer.answer(new SendOutcome.Ambiguous("HTTP status 500"));
    TriggerHandler mailing = byEmail.handler("w1");

    byEmail.handle(mailing);
    byEmail.clock.pass(Duration.ofSeconds(41));
    byEmail.handle(mailing);

    assertThat(byEmail.mailer.mails).hasSize(2);
    assertThat(byEmail.first().attempts().getLast().label()).contains(RepeatLabel.AMBIGUOUS_EMAIL);
    assertThat(byEmail.first().attempts().getLast().route()).isEqualTo(RouteName.EMAIL);
  }

  @Test
  void handle_unknownNotification_unusable() throws InterruptedException {
    Handled handled =
        handler.handle(new Trigger(new JobId("other"), Kit.FIRST, 0, 1), kit.clock.instant());

    assertThat(handled).isInstanceOf(Handled.Unusable.class);
  }
}
