package com.quickdumpnow.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Claims;
import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.decision.Next;
import com.quickdumpnow.relay.decision.Outcomes;
import com.quickdumpnow.relay.decision.Receipts;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.RouteHealth;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.decision.Spending;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.decision.ZoneFinder;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** Many workers that claim texts at one time, with a limit for the day. */
public final class SpendingCrowd {
  public static final Instant NOW = Instant.parse("2026-01-15T14:32:00Z");
  private static final Instant CLAIMED = NOW.plusSeconds(1);
  private static final Instant ANSWERED = NOW.plusSeconds(2);
  private static final NotificationId NID = new NotificationId("n_aaaaaaaaaaaaaaaa");

  private static final MessageId SID = new MessageId("SM00000000000000000000000000000001");

  private SpendingCrowd() {}

  /** Claims a text for each of so many jobs, and checks who got one. */
  public static void run(List<? extends MaintenanceStore> stores, int jobs, int affordable)
      throws InterruptedException, ExecutionException {
    Chain chain = chain(Optional.of(affordable));
    int texts = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int thread = 0; thread < stores.size(); thread++) {
        int first = thread;
        running.add(
            executor.submit(
                () -> {
                  int texted = 0;
                  for (int i = first; i < jobs; i += stores.size()) {
                    MaintenanceStore store = stores.get(first);
                    begin(store, id(i));
                    texted += claim(store, id(i), chain) ? 1 : 0;
                  }
                  return texted;
                }));
      }
      for (Future<Integer> future : running) {
        texts += future.get();
      }
    }

    MaintenanceStore store = stores.getFirst();
    assertThat(texts).isEqualTo(affordable);
    assertThat(store.read().document().settings().spending())
        .map(DaySpending::spent)
        .contains(Route.LIST_PRICE.times(affordable));
    assertThat(
            store.read().document().jobs().values().stream()
                .flatMap(history -> history.alerts().stream()))
        .as("staff are told once")
        .hasSize(1);
  }

  public static JobId id(int i) {
    return new JobId("job-" + i);
  }

  /**
   * @param affordable how many texts a day; empty for no limit
   */
  public static Chain chain(Optional<Integer> affordable) {
    Route route =
        new Route(
            new RouteName("primary"),
            "AC1",
            "+15005550006",
            SenderKind.LONG_CODE,
            "Verizon",
            1,
            Duration.ofMinutes(5));
    return new Chain(List.of(route), true, Timing.DEFAULT)
        .under(
            new SendingRules(
                SendingRules.SAN_DIEGO,
                Optional.empty(),
                new Spending(affordable.map(Route.LIST_PRICE::times), Optional.empty()),
                ZoneFinder.NOBODY));
  }

  /** Makes a job with something to tell. */
  public static void begin(MaintenanceStore store, JobId id) {
    boolean _ = store.changeJob(id, scope -> new Changed<>(begun(id), true));
  }

  private static JobHistory begun(JobId id) {
    Customer customer =
        new Customer(
            "Ana",
            Optional.of(new PhoneNumber("+16195551234")),
            Optional.of(new EmailAddress("ana@example.com")),
            Extras.NONE);
    return JobHistory.empty(id)
        .with(
            new Job(
                id,
                Optional.empty(),
                customer,
                Load.UNKNOWN,
                Optional.empty(),
                List.of(new StatusChange(JobStatus.QUEUED, NOW, "test")),
                List.of(),
                Extras.NONE))
        .with(
            new Notification(
                NID,
                id,
                JobStatus.QUEUED,
                1,
                NOW,
                Optional.empty(),
                "QuickDumpNow: …",
                1,
                "https://quickdumpnow.com/track?j=x",
                1,
                new Pending(NOW, "new status"),
                List.of(),
                Extras.NONE));
  }

  /** Claims as the worker does; whether that is a text. */
  public static boolean claim(MaintenanceStore store, JobId id, Chain chain) {
    Decision decision =
        commit(
            store,
            id,
            chain,
            CLAIMED,
            (scope, me) ->
                new Claims(chain)
                    .next(
                        scope.history(),
                        NID,
                        scope.recipients(),
                        RouteHealth.ALL_WELL,
                        me,
                        CLAIMED));
    return !((Next.Post) decision.next()).attempt().isEmail();
  }

  /** Records that the carrier took what was claimed. */
  public static void accepted(MaintenanceStore store, JobId id, Chain chain) {
    Decision _ =
        commit(
            store,
            id,
            chain,
            ANSWERED,
            (scope, me) ->
                new Outcomes(chain)
                    .record(
                        scope.history(),
                        NID,
                        scope.history().notification(NID).orElseThrow().attempt(1).orElseThrow(),
                        new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED),
                        scope.recipients(),
                        RouteHealth.ALL_WELL,
                        me,
                        ANSWERED));
  }

  /** Records a receipt as the recorder does. */
  public static void receipt(MaintenanceStore store, JobId id, Chain chain, DeliveryStatus status) {
    Instant at = ANSWERED.plusSeconds(status == DeliveryStatus.SENT ? 1 : 5);
    Receipt receipt =
        new Receipt(id, Optional.of(NID), Optional.of(1), SID, status, Optional.empty(), at);
    boolean _ =
        store.changeJob(
            id,
            scope -> {
              Decision decided =
                  new Receipts(chain).receive(scope.history(), receipt, scope.recipients(), at);
              return new Changed<>(decided.history(), decided.recipients(), true);
            });
  }

  private static Decision commit(
      MaintenanceStore store,
      JobId id,
      Chain chain,
      Instant now,
      BiFunction<JobScope, Claimant, Decision> decide) {
    Claimant me = new Claimant("worker-1", 1);
    return store.changeJob(
        id,
        scope -> {
          Decision decided = decide.apply(scope, me.under(scope.settings(), scope.account()));
          return new Changed<>(
              decided.history(),
              decided.recipients(),
              decided.spending(scope.account(), scope.history(), chain, now),
              decided);
        });
  }
}
