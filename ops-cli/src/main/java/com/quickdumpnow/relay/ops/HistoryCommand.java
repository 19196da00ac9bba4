package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.aws.DataBucket.Version;
import com.quickdumpnow.relay.ops.console.Confirmation;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.ops.history.Difference;
import com.quickdumpnow.relay.ops.history.DocumentHistory;
import com.quickdumpnow.relay.ops.history.DocumentHistory.Later;
import com.quickdumpnow.relay.ops.history.RecoveredTable;
import com.quickdumpnow.relay.store.Fence;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.time.Clockwork;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qdn history}. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "The versions of maintenance.json: list them, compare two, go back to one.",
    footer = {"", "Example: qdn history list", DeploymentOptions.EXIT_CODES})
final class HistoryCommand {
  private static final int MOST_SHOWN = 40;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The newest versions, and which of them can be read.",
      footer = {"", "Example: qdn history list --most 50", DeploymentOptions.EXIT_CODES})
  int list(
      @Mixin DeploymentOptions options,
      @Option(
              names = "--most",
              paramLabel = "N",
              defaultValue = "20",
              description = "How many. Default: ${DEFAULT-VALUE}")
          int most) {
    if (most < 1) {
      throw options.wrong("--most is 1 or more.");
    }
    try (Deployment on = options.open()) {
      DocumentHistory history = of(on);
      List<Version> versions = versions(history, options.output());
      Table table = Table.of("back", "version", "written", "bytes", "revision", "jobs", "state");
      List<Version> shown = versions.subList(0, Math.min(most, versions.size()));
      try (Progress progress = options.output().progress("reading versions", shown.size())) {
        for (int i = 0; i < shown.size(); i++) {
          Version version = shown.get(i);
          Optional<MaintenanceDocument> read = history.read(version);
          table.row(
              i,
              version.id(),
              version.at(),
              version.size(),
              read.map(MaintenanceDocument::revision),
              read.map(document -> document.jobs().size()),
              version.isDeletion() ? "deleted" : read.isPresent() ? "readable" : "BROKEN");
          progress.step();
        }
      }
      options
          .output()
          .show(
              new Report()
                  .table("versions", table)
                  .fact(
                      "all", versions.size(), "%d versions are kept.".formatted(versions.size())));
      return versions.isEmpty() || history.read(versions.getFirst()).isEmpty() ? 1 : 0;
    }
  }

  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = "What differs between two versions; without any, what the last commit did.",
      footer = {
        "",
        "Example: qdn history diff 5 0",
        "A version is N, which is N before the newest (0), or the beginning of its id.",
        DeploymentOptions.EXIT_CODES
      })
  int diff(
      @Mixin DeploymentOptions options,
      @Parameters(paramLabel = "FROM", defaultValue = "1", description = "Default: 1") String from,
      @Parameters(paramLabel = "TO", defaultValue = "0", description = "Default: 0") String to) {
    try (Deployment on = options.open()) {
      DocumentHistory history = of(on);
      List<Version> versions = versions(history, options.output());
      Report report = new Report();
      try (Progress progress = options.output().progress("reading versions", 2)) {
        MaintenanceDocument one = document(history, version(from, versions));
        progress.step();
        MaintenanceDocument other = document(history, version(to, versions));
        describe(report, Difference.between(one, other));
      }
      options.output().show(report);
      return 0;
    }
  }

  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = {
        "Goes back to a version and texts nobody again: what was sent since is kept, no opt-out is"
            + " lost, what is unfinished waits until it is known what became of it, and staff are"
            + " told which later jobs are missing. Shows the difference and asks before it writes.",
        "Where the store is a table, the version is the name of another one, into which AWS"
            + " recovered it: that one is changed in the same way, to be used from then on."
      },
      footer = {"", "Example: qdn history restore 3 --dry-run", DeploymentOptions.EXIT_CODES})
  int restore(
      @Mixin DeploymentOptions options,
      @Mixin Confirmation confirmation,
      @Parameters(
              paramLabel = "VERSION",
              description =
                  "N before the newest, or the beginning of its id; or a recovered table's name.")
          String name) {
    try (Deployment on = options.open()) {
      if (on.place() instanceof StorePlace.Table used) {
        return restored(on, used, name, options.output(), confirmation);
      }
      DocumentHistory history = of(on);
      List<Version> versions = versions(history, options.output());
      Version old = version(name, versions);
      Later later;
      MaintenanceDocument before;
      Output output = options.output();
      try (Progress progress =
          output.progress("reading versions", 1 + DocumentHistory.toRead(versions, old).size())) {
        MaintenanceDocument document = document(history, old);
        progress.step();
        later = history.later(old, document, versions, progress);
        before = newest(history, versions);
      }
      Instant now = Instant.now();
      if (!Fence.isOpen(before.settings().move())) {
        throw new NotDoneException(
            "The document is being moved to a table, or was: what is in it is not what counts.");
      }
      Report shown = new Report().fact("unreadable", later.unreadable());
      describe(shown, Difference.between(before, later.restored(now)));
      if (later.unreadable() > 0) {
        shown.say(
            "@|bold %d later versions cannot be read|@: nobody knows what was sent, so what is"
                    .formatted(later.unreadable())
                + " unfinished is given to staff, who call.");
      }
      return switch (confirmation.decide("Go back to " + old.id() + "?")) {
        case SHOW -> shown(output, shown.fact("restored", false, "Nothing was changed."), 0);
        case REFUSED -> shown(output, shown.fact("restored", false, "Nothing was changed."), 1);
        case DO -> shown(output, shown, written(later, now, shown, output));
      };
    }
  }

  private static MaintenanceDocument newest(DocumentHistory history, List<Version> versions) {
    return versions.stream()
        .flatMap(version -> history.read(version).stream())
        .findFirst()
        .orElse(MaintenanceDocument.EMPTY);
  }

  private static int restored(
      Deployment on, StorePlace.Table used, String name, Output output, Confirmation confirmation) {
    StorePlace place = new StorePlace.Table(name, used.archiveFor());
    try (StorePlace.Open open = place.open(Clockwork.system(), new SecureRandom(), on.waiting())) {
      boolean isLost = name.equals(used.name());
      RecoveredTable table =
          new RecoveredTable(
              open.store(), isLost ? Optional.empty() : Optional.of(on.store()), output);
      if (!table.isPaused()) {
        throw new NotDoneException(
            "Sending is not paused, and what is sent meanwhile would be sent again: qdn pause.");
      }
      RecoveredTable.Plan plan = table.plan(Instant.now());
      Report shown = new Report();
      describe(shown, plan.differences());
      if (isLost) {
        shown.say(
            "@|bold That is the table in use|@: nobody knows what was sent after its time, so what"
                + " is unfinished is given to staff, who call.");
      }
      return switch (confirmation.decide("Make the table " + name + " fit to be used?")) {
        case SHOW -> shown(output, shown.fact("restored", false, "Nothing was changed."), 0);
        case REFUSED -> shown(output, shown.fact("restored", false, "Nothing was changed."), 1);
        case DO -> {
          table.carryOut(plan);
          yield shown(
              output,
              shown.fact(
                  "restored",
                  true,
                  "@|bold Done|@: let the programs use it, then qdn resume: docs/operations.md."),
              0);
        }
      };
    }
  }

  private static int shown(Output output, Report report, int code) {
    output.show(report);
    return code;
  }

  private static int written(Later later, Instant now, Report report, Output output) {
    try (Progress _ = output.progress("writing it")) {
      OptionalLong revision = later.write(now);
      if (revision.isEmpty()) {
        report.fact(
            "restored", false, "Others wrote first each time: qdn pause, then do this again.");
        return 1;
      }
      report
          .fact("restored", true)
          .fact(
              "revision",
              revision.getAsLong(),
              "@|bold Restored|@ as revision %d.".formatted(revision.getAsLong()));
      return 0;
    } catch (ObjectStoreException e) {
      throw new NotDoneException(
          "It is not known whether it was written (%s): look with qdn history list; doing it again"
                  .formatted(e.getMessage())
              + " is safe.");
    }
  }

  private static void describe(Report report, List<Difference> differences) {
    Table table = Table.of("what", "id", "before", "after");
    differences.forEach(d -> table.row(d.what(), d.id(), d.before(), d.after()));
    report.table("differences", table, MOST_SHOWN);
    if (differences.isEmpty()) {
      report.say("Nothing differs.");
    }
  }

  private static DocumentHistory of(Deployment on) {
    if (on.place() instanceof StorePlace.Table) {
      throw new NotDoneException(
          "A table has no versions. To go back in time: qdn pause; recover it as it was into a new"
              + " table (aws dynamodb restore-table-to-point-in-time); qdn history restore"
              + " NEW-TABLE, so that nobody is texted again; let the programs use that one. See"
              + " docs/operations.md, \"Going back in time\".");
    }
    return new DocumentHistory(on.bucket(), on.objects(), Deployment.DOCUMENT);
  }

  private static List<Version> versions(DocumentHistory history, Output output) {
    try (Progress listed = output.progress("listing versions")) {
      return history.versions(listed);
    }
  }

  private static Version version(String name, List<Version> versions) {
    return DocumentHistory.named(name, versions)
        .orElseThrow(
            () ->
                new NotDoneException(
                    "No version, or more than one, is called %s: qdn history list shows them."
                        .formatted(name)));
  }

  private static MaintenanceDocument document(DocumentHistory history, Version version) {
    return history
        .read(version)
        .orElseThrow(() -> new NotDoneException("Version " + version.id() + " cannot be read."));
  }
}
