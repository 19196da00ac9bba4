package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Being told must not depend on what broke. */
final class RefusalAlarmTest {
  private static final EmailAddress STAFF = new EmailAddress("alerts@quickdumpnow.com");

  private final Kit kit = new Kit().withJob();
  private final Brake brake = new Brake(kit.clock);
  private final Troubles troubles = troubles(Optional.of(STAFF));

  private static DocumentRefused refused() {
    return new DocumentRefused("maintenance.json at /jobs: missing", null);
  }

  private Troubles troubles(Optional<EmailAddress> staff) {
    return new Troubles(
        brake,
        kit.store,
        new RouteStates(kit.clock),
        Kit.CHAIN,
        new RefusalAlarm(kit.mailer, staff, kit.clock, new Random(7)));
  }

  @Test
  void storeFailed_documentRefusedAgainAndAgain_oneEmailThatSaysWhyAndHowToMendIt() {
    for (int i = 0; i < 10; i++) {
      troubles.storeFailed(refused());
      kit.clock.pass(Duration.ofMinutes(10));
    }

    assertThat(kit.mailer.mails)
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.to()).isEqualTo(STAFF);
              assertThat(mail.subject()).contains("maintenance.json");
              assertThat(mail.text())
                  .contains("maintenance.json at /jobs: missing", "docs/reliability.md");
            });
  }

  @Test
  void storeFailed_emailRefusedFirst_triedAgainAfterAWhileUntilItGoes() {
    kit.mailer.answer(
        new SendOutcome.Unreachable("no connection"), new SendOutcome.Ambiguous("no answer"));

    for (int minute = 0; minute < 30; minute++) {
      troubles.storeFailed(refused());
      kit.clock.pass(Duration.ofMinutes(1));
    }

    assertThat(kit.mailer.mails).hasSize(3);
  }

  @Test
  void storeFailed_brokenAgainAfterItWasMended_isAnotherOutage() throws InterruptedException {
    kit.store.failWith(RefusalAlarmTest::refused);
    troubles.storeFailed(refused());
    brake.pause(() -> false);
    kit.store.recover();
    brake.pause(() -> false);
    assertThat(brake.reason()).isEmpty();

    troubles.storeFailed(refused());
    assertThat(kit.mailer.mails).as("a document that flaps does not flood").hasSize(1);
    kit.clock.pass(Duration.ofMinutes(5));
    troubles.storeFailed(refused());

    assertThat(kit.mailer.mails).hasSize(2);
  }

  @Test
  void storeFailed_storeIsMerelyDown_nobodyIsEmailed() {
    troubles.storeFailed(new StoreException.Unavailable("s3", null));

    assertThat(kit.mailer.mails).isEmpty();
  }

  @Test
  void storeFailed_nobodyConfigured_pausesAllTheSame() {
    troubles(Optional.empty()).storeFailed(refused());

    assertThat(kit.mailer.mails).isEmpty();
    assertThat(brake.reason()).isPresent();
  }
}
