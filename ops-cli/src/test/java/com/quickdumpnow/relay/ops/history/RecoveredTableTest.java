package com.quickdumpnow.relay.ops.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Hold;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.testing.BusyDocument;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Going back in time where the store is a table. */
final class RecoveredTableTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final JobId JOB = new JobId("job-0");
  private static final PhoneNumber PHONE = new PhoneNumber("+16195000000");

  /** As all was sent. */
  private static final JobHistory SENT = BusyDocument.of(1, NOW).job(JOB);

  private static final Output OUTPUT = Output.of(new CommandLine(CommandSpec.create()), true);

  private final MaintenanceStore used = store();
  private final MaintenanceStore recovered = store();
  private final RecoveredTable table = new RecoveredTable(recovered, Optional.of(used), OUTPUT);

  private static MaintenanceStore store() {
    return new TableStore(
        new InMemoryTable(), Clockwork.system(), new Random(), StoreListener.NONE);
  }

  private static void keep(MaintenanceStore store, JobHistory history) {
    boolean kept = store.changeJob(history.id(), _ -> new Changed<>(history, true));
    assertThat(kept).isTrue();
  }

  /** As it was before its last text went out. */
  private static JobHistory unsent() {
    return SENT.with(last(SENT).with(new Pending(NOW, "created")));
  }

  private static Notification last(JobHistory history) {
    return history.notifications().getLast();
  }

  private NotificationState stateAfter(RecoveredTable some) {
    return last(some.plan(NOW).after().job(JOB)).state();
  }

  @Test
  void plan_ofWhatWasSentSince_keepsItSent() {
    keep(recovered, unsent());
    keep(used, SENT);

    assertThat(stateAfter(table)).isInstanceOf(Delivered.class);
  }

  @Test
  void plan_ofWhatIsUnfinishedInBoth_holdsIt() {
    keep(recovered, unsent());
    keep(used, unsent());

    assertThat(stateAfter(table)).isInstanceOf(Hold.class);
  }

  @Test
  void plan_ofAJobThatWasArchivedSince_findsItThere() {
    keep(recovered, unsent());
    keep(used, SENT);
    assertThat(used.archive().take(List.of(SENT), _ -> false)).containsExactly(JOB);

    assertThat(stateAfter(table)).isInstanceOf(Delivered.class);
  }

  @Test
  void plan_withoutTheTableInUse_givesWhatIsUnfinishedToStaff() {
    keep(recovered, unsent());

    assertThat(stateAfter(new RecoveredTable(recovered, Optional.empty(), OUTPUT)))
        .isInstanceOf(Exhausted.class);
  }

  @Test
  void plan_keepsOptOutsAndThePauseAndNamesLaterJobs() {
    keep(recovered, unsent());
    keep(used, SENT);
    keep(used, BusyDocument.of(2, NOW).job(new JobId("job-1")));
    used.changeRecipient(PHONE, known -> known.optedOut(new OptOut(NOW, "STOP")));
    assertThat(table.isPaused()).isFalse();
    used.changeSettings(all -> all.with(new SendingSwitch(true, NOW, "dana", "going back")));
    assertThat(table.isPaused()).isTrue();

    MaintenanceDocument after = table.plan(NOW).after();

    assertThat(after.recipient(PHONE).isOptedOut()).isTrue();
    assertThat(after.settings().isPaused()).isTrue();
    assertThat(after.job(JobId.STAFF).alerts())
        .extracting(Alert::words)
        .singleElement()
        .asString()
        .contains("without 1 later job", "job-1");
  }

  @Test
  void carryOut_leavesNothingToBeDone() {
    keep(recovered, unsent());
    keep(used, unsent());
    used.changeRecipient(PHONE, known -> known.optedOut(new OptOut(NOW, "STOP")));

    table.carryOut(table.plan(NOW));

    assertThat(last(recovered.look(JOB).history()).state()).isInstanceOf(Hold.class);
    assertThat(recovered.read().document().recipient(PHONE).isOptedOut()).isTrue();
    assertThat(table.plan(NOW).differences()).isEmpty();
    assertThat(last(used.look(JOB).history()).state())
        .as("the one in use")
        .isInstanceOf(Pending.class);
  }
}
