package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.ops.importing.Batch;
import com.quickdumpnow.relay.ops.importing.Columns;
import com.quickdumpnow.relay.ops.importing.ImportException;
import com.quickdumpnow.relay.ops.importing.Importer;
import com.quickdumpnow.relay.ops.importing.Plan;
import com.quickdumpnow.relay.ops.importing.Plan.Effect;
import com.quickdumpnow.relay.ops.importing.Plan.JobStep;
import com.quickdumpnow.relay.ops.importing.Plan.Place;
import com.quickdumpnow.relay.ops.importing.Plan.TrailerStep;
import com.quickdumpnow.relay.ops.importing.RejectedFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qdn import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Brings jobs and trailers of a dispatch console's export, CSV or JSON, into maintenance.json."
          + " Nobody is texted. A job that finished before the retention goes straight to the"
          + " archive.",
      "",
      "It only shows what would change, unless --apply is given. The same file again changes"
          + " nothing; a job that the relay has worked on itself is left alone. Rows that are not"
          + " taken are written beside their file with the reason: mend them there, and import that"
          + " file."
    },
    footer = {
      "",
      "Example: qdn import jobs.csv trailers.csv --apply",
      DeploymentOptions.EXIT_CODES + " A row that is not taken is a problem; the others are taken."
    })
final class ImportCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;

  @Mixin private DeploymentOptions deployment;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Exports; a CSV file has a heading. Examples are in ops-cli/samples.")
  private List<Path> files = List.of();

  @Option(names = "--apply", description = "Write it. Without it nothing is changed.")
  private boolean apply;

  @Option(
      names = "--columns",
      paramLabel = "FILE",
      description = "What the columns are called, where it differs from the default.")
  private Optional<Path> columns = Optional.empty();

  @Option(
      names = "--print-columns",
      description = "Print the default of --columns, to be copied and changed.")
  private boolean printColumns;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (printColumns) {
      spec.commandLine().getOut().print(Columns.defaultText());
      spec.commandLine().getOut().flush();
      return 0;
    }
    if (files.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Say which file to import.");
    }
    try {
      return imported();
    } catch (ImportException e) {
      throw new NotDoneException(String.valueOf(e.getMessage()));
    }
  }

  private int imported() {
    Instant now = Instant.now();
    Batch batch = new Batch(columns.map(Columns::of).orElseGet(Columns::standard), now);
    Output output = deployment.output();
    try (Progress progress = output.progress("reading files", files.size())) {
      for (Path file : files) {
        batch.add(file);
        progress.step();
      }
    }
    Report report = new Report();
    try (Deployment on = deployment.open()) {
      Importer importer = new Importer(on.store(), on.retention(), now);
      MaintenanceDocument document = on.store().read().document();
      Set<JobId> archived = on.archived();
      Plan plan;
      try (Progress progress = output.progress("looking", batch.jobs().size())) {
        plan = importer.plan(batch, document, archived, progress);
      }
      if (apply) {
        try (Progress progress = output.progress("importing", plan.toDo())) {
          importer.apply(plan, batch, progress);
        }
      }
      describe(report, plan, batch);
    }
    for (Path written : RejectedFiles.write(batch, files)) {
      report.say("Not taken: %d rows in all; see %s".formatted(batch.rejections(), written));
    }
    output.show(report);
    return batch.rejections() == 0 ? 0 : 1;
  }

  private void describe(Report report, Plan plan, Batch batch) {
    Table sums = Table.of("what", "new", "updated", "unchanged", "leftAlone");
    for (Place place : Place.values()) {
      sums.row(
          "jobs in the " + place.name().toLowerCase(Locale.ROOT),
          plan.count(Effect.NEW, place),
          plan.count(Effect.UPDATED, place),
          plan.count(Effect.UNCHANGED, place),
          plan.count(Effect.LEFT_ALONE, place));
    }
    sums.row(
        "trailers",
        plan.trailers(Effect.NEW),
        plan.trailers(Effect.UPDATED),
        plan.trailers(Effect.UNCHANGED),
        plan.trailers(Effect.LEFT_ALONE));
    Table changes = Table.of("id", "change", "where", "status", "since");
    for (JobStep step : plan.jobs()) {
      if (step.effect() != Effect.UNCHANGED) {
        changes.row(
            step.job().id(),
            words(step.effect()),
            words(step.place()),
            step.job().status().wireName(),
            step.job().since());
      }
    }
    for (TrailerStep step : plan.trailers()) {
      if (step.effect() != Effect.UNCHANGED) {
        changes.row(step.vin(), words(step.effect()), "trailers", "", "");
      }
    }
    report
        .table("sums", sums)
        .table("changes", changes, MOST_SHOWN)
        .fact("applied", apply)
        .fact("repeatedRows", batch.repeated())
        .fact("rejectedRows", batch.rejections());
    report.say(
        apply
            ? "@|bold Imported.|@"
            : "@|bold Nothing was changed|@: this is what would be. Give --apply to write it.");
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
