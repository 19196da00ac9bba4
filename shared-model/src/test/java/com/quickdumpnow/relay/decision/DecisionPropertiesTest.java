package com.quickdumpnow.relay.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.RouteHealth.Ready;
import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.InboundWord.Word;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Hopeful;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever happens, in whatever order: messages move forward, finished stays finished, opted out
 * stays silent.
 */
class DecisionPropertiesTest {
  private static final List<NotificationId> IDS = List.of(Kit.FIRST, Kit.SECOND);
  private static final PhoneNumber OTHER_PHONE = new PhoneNumber("+16195559999");
  private static final int[] CODES = {
    20003, 20429, 21211, 21408, 21606, 21610, 21611, 30003, 30004, 30005, 30006, 30007, 30008,
    30022, 30023, 30034, 30036, 30410, 30610, 30640, 12345
  };

  @Property(tries = 1000)
  void anySequenceOfEvents_keepsThePromises(@ForAll long seed) {
    World world = new World(seed);

    for (int step = 0; step < 60; step++) {
      world.step();
    }
  }

  /**
   * A worker pool, a carrier and a customer that do anything at any time; checks after every step.
   */
  private static final class World {
    final Random random;
    final Kit kit;
    final List<Attempt> claimed = new ArrayList<>();
    final List<String> sids = new ArrayList<>();
    Instant newestStop = Instant.MIN;
    Instant newestStart = Instant.EPOCH;
    int words;

    World(long seed) {
      random = new Random(seed);
      kit =
          new Kit(
              Kit.CHAIN,
              random.nextInt(10) > 0 ? Optional.of(Kit.PHONE) : Optional.empty(),
              random.nextBoolean() ? Optional.of(Kit.MAIL) : Optional.empty());
    }

    void step() {
      JobHistory before = kit.history;
      boolean optedOut = kit.recipient(Kit.PHONE).isOptedOut();
      kit.pass(Duration.ofSeconds(random.nextInt(90)));
      kit.health = randomHealth();
      Optional<Decision> decision = event();
      for (Notification old : before.notifications()) {
        checkForward(old, kit.notification(old.id()));
      }
      decision.ifPresent(
          made -> {
            if (made.next() instanceof Next.Post post) {
              checkPost(before, post, optedOut);
              claimed.add(post.attempt());
            }
          });
    }

    private Optional<Decision> event() {
      NotificationId id = IDS.get(random.nextInt(kit.history.notifications().size()));
      return switch (random.nextInt(12)) {
        case 0 -> {
          if (kit.history.notifications().size() == 1 && random.nextInt(4) == 0) {
            kit.add(Kit.SECOND, JobStatus.DISPATCHED);
          }
          yield Optional.empty();
        }
        case 1 -> {
          switch (random.nextInt(8)) {
            case 0 -> hear(Word.STOP);
            case 1 -> hear(random.nextBoolean() ? Word.START : Word.YES);
            case 2 ->
                kit.recipients.put(
                    Kit.PHONE, kit.recipient(Kit.PHONE).optedOut(new OptOut(kit.now, "21610")));
            case 3 -> correctTheAddresses();
            default -> {}
          }
          yield Optional.empty();
        }
        case 2, 3, 4 -> Optional.of(kit.next(id));
        case 5, 6, 7 -> outcome();
        case 8, 9 -> Optional.of(kit.keep(receipt()));
        case 10 -> settle(id);
        default -> asked(id);
      };
    }

    /** A customer's word, which may have been on its way for a while, and may be told twice. */
    private void hear(Word word) {
      Instant said = kit.now.minusSeconds(random.nextInt(120));
      if (word == Word.STOP) {
        newestStop = newestStop.isBefore(said) ? said : newestStop;
      } else {
        newestStart = newestStart.isBefore(said) ? said : newestStart;
      }
      InboundWord inbound =
          new InboundWord(new MessageId("SM-in-" + ++words), Kit.PHONE, "+16195550100", word, said);
      for (int i = random.nextInt(2); i >= 0; i--) {
        kit.recipients.put(
            Kit.PHONE, new OptOutWords(kit.chain).apply(inbound, kit.recipient(Kit.PHONE)));
      }
    }

    private void correctTheAddresses() {
      Job job = kit.history.job().orElseThrow();
      Optional<PhoneNumber> phone =
          random.nextInt(3) > 0 ? Optional.of(Kit.PHONE) : Optional.of(OTHER_PHONE);
      Customer corrected = new Customer("Ana", phone, job.customer().email(), Extras.NONE);
      kit.history =
          kit.history.with(job.amended(job.dispatchId(), corrected, job.load(), job.trailerVin()));
    }

    private Optional<Decision> outcome() {
      if (claimed.isEmpty()) {
        return Optional.empty();
      }
      Attempt attempt = claimed.get(random.nextInt(claimed.size()));
      NotificationId id = owner(attempt);
      return Optional.of(kit.record(id, attempt, randomOutcome()));
    }

    private NotificationId owner(Attempt attempt) {
      return kit.history.notifications().stream()
          .filter(
              n ->
                  n.attempt(attempt.number())
                      .filter(own -> own.claim().equals(attempt.claim()))
                      .isPresent())
          .map(Notification::id)
          .findFirst()
          .orElseThrow();
    }

    private SendOutcome randomOutcome() {
      return switch (random.nextInt(6)) {
        case 0 -> new SendOutcome.Throttled(Optional.empty());
        case 1 -> new SendOutcome.Unreachable("refused");
        case 2 -> new SendOutcome.Ambiguous("reset");
        case 3 -> new SendOutcome.Abandoned("too late");
        case 4 -> new SendOutcome.Refused(400, Optional.of(randomCode()));
        default -> new SendOutcome.Accepted(randomSid(), DeliveryStatus.QUEUED);
      };
    }

    private Decision receipt() {
      NotificationId id = IDS.get(random.nextInt(IDS.size()));
      Receipt receipt =
          new Receipt(
              Kit.JOB,
              random.nextInt(5) > 0 ? Optional.of(id) : Optional.empty(),
              random.nextInt(5) > 0 ? Optional.of(1 + random.nextInt(4)) : Optional.empty(),
              randomSid(),
              randomStatus(),
              random.nextBoolean() ? Optional.of(randomCode()) : Optional.empty(),
              kit.now);
      return new Receipts(kit.chain).receive(kit.history, receipt, kit::recipient, kit.now);
    }

    private Optional<Decision> settle(NotificationId id) {
      Notification notification = kit.notification(id);
      if (notification.attempts().isEmpty()) {
        return Optional.empty();
      }
      List<Trace> traces = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        traces.add(new Trace(randomSid(), randomStatus(), Optional.empty()));
      }
      return Optional.of(
          kit.keep(
              new Reconciliation(kit.chain)
                  .settle(
                      kit.history,
                      id,
                      notification.attempts().getLast(),
                      traces,
                      kit::recipient,
                      kit.health,
                      kit.claimant(),
                      kit.now)));
    }

    private Optional<Decision> asked(NotificationId id) {
      Notification notification = kit.notification(id);
      if (notification.attempts().isEmpty()
          || notification.attempts().getLast().messageId().isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          kit.keep(
              new Receipts(kit.chain)
                  .asked(
                      kit.history,
                      id,
                      notification.attempts().size(),
                      random.nextBoolean() ? Optional.of(randomStatus()) : Optional.empty(),
                      Optional.empty(),
                      kit::recipient,
                      kit.now)));
    }

    private RouteHealth randomHealth() {
      int mood = random.nextInt(6);
      return (route, segments) ->
          switch (mood) {
            case 0 -> new Resting(Duration.ofMinutes(1), "sick");
            case 1 -> new Ready(Duration.ofMinutes(1));
            case 2 ->
                route.equals(Kit.PRIMARY)
                    ? new Resting(Duration.ofMinutes(1), "sick")
                    : new Ready(Duration.ZERO);
            default -> new Ready(Duration.ZERO);
          };
    }

    private MessageId randomSid() {
      if (sids.isEmpty() || random.nextInt(3) == 0) {
        sids.add("SM" + sids.size());
      }
      return new MessageId(sids.get(random.nextInt(sids.size())));
    }

    private DeliveryStatus randomStatus() {
      return List.of(DeliveryStatus.values()).get(random.nextInt(DeliveryStatus.values().length));
    }

    private int randomCode() {
      return CODES[random.nextInt(CODES.length)];
    }

    private void checkForward(Notification before, Notification after) {
      assertThat(after.attempts()).hasSizeGreaterThanOrEqualTo(before.attempts().size());
      for (Attempt old : before.attempts()) {
        checkForward(old, after.attempt(old.number()).orElseThrow());
      }
      if (before.state().isFinished()) {
        assertThat(after.state().isFinished()).as("%s re-opened", before.state()).isTrue();
        assertThat(after.attempts()).hasSize(before.attempts().size());
        if (!before.state().equals(after.state())) {
          assertThat(before.state()).isInstanceOf(Hopeful.class);
          boolean takenAfterAll =
              before.state() instanceof NotificationState.Exhausted
                  && after.state() instanceof NotificationState.Emailed;
          assertThat(
                  takenAfterAll
                      || after.state() instanceof Delivered
                      || after.state() instanceof NotificationState.Exhausted)
              .as("from %s to %s", before.state(), after.state())
              .isTrue();
        }
      }
    }

    private static void checkForward(Attempt before, Attempt after) {
      if (before.outcome() instanceof Accepted was) {
        assertThat(after.outcome()).isInstanceOf(Accepted.class);
        Accepted is = (Accepted) after.outcome();
        assertThat(is.messageId()).isEqualTo(was.messageId());
        if (before.isEmail() && is.status() == DeliveryStatus.FAILED) {
          return;
        }
        assertThat(is.status().rank()).isGreaterThanOrEqualTo(was.status().rank());
        if (was.status().isSuccess()) {
          assertThat(is.status().isSuccess()).as("a delivered message fails").isTrue();
        }
      }
      assertThat(after.to()).isEqualTo(before.to());
      assertThat(after.claim()).isEqualTo(before.claim());
    }

    private void checkPost(JobHistory before, Next.Post post, boolean optedOut) {
      Notification notification = post.notification();
      Attempt attempt = post.attempt();
      if (attempt.to().equals(Kit.PHONE)) {
        assertThat(optedOut || kit.recipient(Kit.PHONE).isOptedOut())
            .as("a text to one who opted out")
            .isFalse();
        assertThat(newestStop).as("a text after the newest word was STOP").isBefore(newestStart);
      }
      Customer customer = before.job().orElseThrow().customer();
      assertThat(Stream.<Optional<?>>of(customer.phone(), customer.email()))
          .as("an address the customer does not have any more")
          .contains(Optional.of(attempt.to()));
      assertThat(before.newest().orElseThrow().id())
          .as("an older status after a newer one")
          .isEqualTo(notification.id());
      for (Attempt earlier : notification.attempts()) {
        if (earlier.number() == attempt.number()) {
          continue;
        }
        assertThat(earlier.isDelivered()).as("a text after a delivered one").isFalse();
        assertThat(earlier.outcome())
            .as("a text while an earlier one may be under way")
            .isNotInstanceOfAny(
                com.quickdumpnow.relay.model.AttemptOutcome.Open.class,
                com.quickdumpnow.relay.model.AttemptOutcome.Ambiguous.class);
        if (earlier.outcome() instanceof Accepted accepted) {
          assertThat(accepted.then()).as("a repeat without a reason").isPresent();
          assertThat(attempt.label()).as("a repeat without a label").isPresent();
        }
      }
      assertThat(Set.of(Kit.FIRST, Kit.SECOND)).contains(notification.id());
    }
  }
}
