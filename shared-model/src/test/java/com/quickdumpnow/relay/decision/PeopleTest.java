package com.quickdumpnow.relay.decision;

import static com.quickdumpnow.relay.decision.Kit.FIRST;
import static com.quickdumpnow.relay.decision.Kit.MAIL;
import static com.quickdumpnow.relay.decision.Kit.PHONE;
import static com.quickdumpnow.relay.decision.Kit.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.NotificationState.Expired;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.NotificationState.Suppressed;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What staff may change while a notification is under way: addresses, the switch, the list. */
class PeopleTest {
  private static final PhoneNumber CORRECTED = new PhoneNumber("+16195559999");
  private static final DocumentSettings PAUSED =
      DocumentSettings.NONE.with(new SendingSwitch(true, Kit.START, "dana", "wrong texts"));
  private final Kit kit = new Kit();

  @Test
  void objection_phoneCorrectedAfterTheClaim_isAbandonedAndClaimedAnew() {
    Attempt attempt = kit.claim();
    correct(Optional.of(CORRECTED), Optional.of(MAIL));

    assertThat(objection(attempt)).contains("the customer's address was corrected");
    Decision again = kit.record(attempt, new SendOutcome.Abandoned("corrected"));

    Attempt second = ((Next.Post) again.next()).attempt();
    assertThat(second.to()).isEqualTo(CORRECTED);
    assertThat(second.route()).isEqualTo(PRIMARY.name());
    assertThat(second.label()).isEmpty();
    assertThat(objection(second)).isEmpty();
  }

  @Test
  void objection_emailCorrectedAfterTheClaim_isAbandonedAndClaimedAnew() {
    EmailAddress corrected = new EmailAddress("ana.ruiz@example.com");
    Kit byEmail = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));
    Attempt attempt = byEmail.claim();
    correct(byEmail, Optional.empty(), Optional.of(corrected));

    assertThat(Claims.objection(byEmail.history, byEmail::recipient, FIRST, attempt)).isPresent();
    Decision again = byEmail.record(attempt, new SendOutcome.Abandoned("corrected"));

    assertThat(((Next.Post) again.next()).attempt().to()).isEqualTo(corrected);
  }

  @Test
  void next_badNumberCorrected_textsTheNewOneInsteadOfEmailing() {
    Attempt attempt = kit.claim();
    correct(Optional.of(CORRECTED), Optional.of(MAIL));

    Decision decision = kit.record(attempt, new SendOutcome.Refused(400, Optional.of(21211)));

    assertThat(((Next.Post) decision.next()).attempt().to()).isEqualTo(CORRECTED);
    assertThat(kit.recipient(CORRECTED).suppression()).isEmpty();
    assertThat(kit.recipient(PHONE).suppression()).isPresent();
  }

  @Test
  void next_routeThatFailedForTheOldNumber_isTriedForTheNewOne() {
    kit.record(kit.claim(), new SendOutcome.Refused(400, Optional.of(21606)));
    correct(Optional.of(CORRECTED), Optional.of(MAIL));
    Attempt second = kit.notification().attempts().getLast();

    Decision decision = kit.record(second, new SendOutcome.Abandoned("corrected"));

    assertThat(((Next.Post) decision.next()).attempt().route()).isEqualTo(PRIMARY.name());
  }

  @Test
  void next_paused_claimsNothingAndGivesTheTriggerBack() {
    Decision decision = paused();

    assertThat(decision.next()).isInstanceOf(Next.Leave.class);
    assertThat(kit.state()).isInstanceOf(Pending.class);
    assertThat(kit.notification().attempts()).isEmpty();
  }

  @Test
  void next_resumedInTime_sends_andTooLate_expires() {
    paused();
    Kit late = new Kit();
    late.pass(Duration.ofHours(3));

    assertThat(kit.next().next()).isInstanceOf(Next.Post.class);
    late.next();
    assertThat(late.state()).isInstanceOf(Expired.class);
  }

  @Test
  void next_notOnTheAllowlist_isNeitherTextedNorEmailed() {
    Chain staging = Kit.CHAIN.only(Allowlist.of(Set.of(CORRECTED)));
    for (Optional<PhoneNumber> phone : List.of(Optional.of(PHONE), Optional.<PhoneNumber>empty())) {
      Kit outside = new Kit(staging, phone, Optional.of(MAIL));

      outside.next();

      assertThat(outside.state()).isInstanceOf(Suppressed.class);
      assertThat(outside.state().reason()).isEqualTo("not on this installation's allowlist");
      assertThat(outside.notification().attempts()).isEmpty();
    }
  }

  @Test
  void next_onTheAllowlist_isTexted() {
    Kit inside =
        new Kit(Kit.CHAIN.only(Allowlist.of(Set.of(PHONE))), Optional.of(PHONE), Optional.of(MAIL));

    assertThat(inside.claim().to()).isEqualTo(PHONE);
  }

  private Decision paused() {
    Claimant me = new Claimant("worker-1", 1).under(PAUSED, DayAccount.whole(Optional::empty));
    return kit.keep(
        new Claims(kit.chain).next(kit.history, FIRST, kit::recipient, kit.health, me, kit.now));
  }

  private Optional<String> objection(Attempt attempt) {
    return Claims.objection(kit.history, kit::recipient, FIRST, attempt);
  }

  private void correct(Optional<PhoneNumber> phone, Optional<EmailAddress> email) {
    correct(kit, phone, email);
  }

  private static void correct(Kit kit, Optional<PhoneNumber> phone, Optional<EmailAddress> email) {
    Job job = kit.history.job().orElseThrow();
    Customer corrected = new Customer("Ana", phone, email, Extras.NONE);
    kit.history =
        kit.history.with(job.amended(job.dispatchId(), corrected, job.load(), job.trailerVin()));
  }
}
