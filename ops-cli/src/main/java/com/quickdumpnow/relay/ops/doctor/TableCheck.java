package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.ops.aws.AwsException;
import com.quickdumpnow.relay.ops.aws.TableProbe;
import com.quickdumpnow.relay.ops.aws.TableProbe.Facts;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.place.StorePlace;
import java.util.Optional;

/** The store's table, where there is one: as {@code qdn init} makes it, and open to operators. */
final class TableCheck implements Check {
  private final Deployment on;
  private final Clocks clocks;

  TableCheck(Deployment on, Clocks clocks) {
    this.on = on;
    this.clocks = clocks;
  }

  @Override
  public String area() {
    return "table";
  }

  @Override
  public void examine(Notes notes) {
    if (!(on.place() instanceof StorePlace.Table(String name, var _))) {
      return;
    }
    try (TableProbe table = TableProbe.of(name)) {
      Optional<Facts> facts = table.facts();
      if (facts.isEmpty()) {
        notes.wrong(Finding.TABLE_MISSING, "there is no table " + name);
        return;
      }
      facts.get().time().ifPresent(time -> clocks.heard("DynamoDB", time));
      examine(name, facts.get(), table, notes);
    } catch (AwsException e) {
      notes.wrong(
          e.isForbidden() ? Finding.TABLE_FORBIDDEN : Finding.DYNAMODB_UNREACHABLE,
          name + ": " + e.getMessage());
    }
  }

  private void examine(String name, Facts facts, TableProbe table, Notes notes) {
    boolean isWhole = facts.wrong().isEmpty();
    notes.judge(
        isWhole,
        name + " is there, with its indexes",
        Finding.TABLE_SHAPE_WRONG,
        "%s is not as it has to be: %s".formatted(name, String.join(", ", facts.wrong())));
    notes.judge(
        table.isRecoverable(),
        "it can be had as it was at any second",
        Finding.TABLE_UNRECOVERABLE,
        name + " has no point-in-time recovery");
    notes.judge(
        table.isExpiring(),
        "what has expired goes by itself",
        Finding.TABLE_KEEPS_ALL,
        name + " has no time to live");
    notes.judge(
        table.mayWrite(),
        "may be written",
        Finding.TABLE_WRITE_FORBIDDEN,
        "these credentials may not write to " + name);
    if (!isWhole) {
      notes.notSeen("what it holds was not looked at");
    } else if (table.mayRead()) {
      examineSettings(notes);
    } else {
      notes.wrong(Finding.TABLE_FORBIDDEN, "these credentials may not read " + name);
    }
  }

  private void examineSettings(Notes notes) {
    try {
      DocumentCheck.examine(on.store().settings(), notes);
      notes.fine("can be read");
    } catch (StoreException e) {
      notes.wrong(Finding.TABLE_FORBIDDEN, String.valueOf(e.getMessage()));
    }
  }
}
