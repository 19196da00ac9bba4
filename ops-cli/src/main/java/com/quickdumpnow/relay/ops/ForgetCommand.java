package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.ops.console.Confirmation;
import com.quickdumpnow.relay.ops.console.Confirmation.Decision;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.ops.erasure.Erasure;
import com.quickdumpnow.relay.ops.erasure.Erasure.Found;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qdn forget}. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    description = {
      "Erases what is kept of a phone number, on its owner's request: its jobs' personal data in"
          + " maintenance.json and in the archive, and every old version of either that has them."
          + " An opt-out stays, or its owner would be texted again. A job that is still to be done"
          + " has to be finished or cancelled first.",
      "",
      "Old versions are gone for good then: nobody can go back to them. A table (QDN_TABLE) has"
          + " none, but its point-in-time recovery knows up to 35 days. Twilio and SES keep records"
          + " of their own."
    },
    footer = {"", "Example: qdn forget +16195551234 --dry-run", DeploymentOptions.EXIT_CODES})
final class ForgetCommand implements Callable<Integer> {
  @Mixin private DeploymentOptions options;
  @Mixin private Confirmation confirmation;

  @Parameters(paramLabel = "PHONE", description = "E.164, such as +16195551234.")
  private PhoneNumber phone;

  @Override
  public Integer call() {
    try (Deployment on = options.open()) {
      Output output = options.output();
      Erasure erasure = new Erasure(on, phone, Instant.now());
      Found found = erasure.find();
      Report report = described(found);
      if (!found.isAnything()) {
        output.show(report.say("Nothing is kept of that number but an opt-out at the most."));
        return 0;
      }
      if (!found.active().isEmpty()) {
        output.show(report.say("@|bold Nothing was erased|@: finish or cancel what is active."));
        return 1;
      }
      Decision decision = confirmation.decide("Erase all of that for good?");
      if (decision == Decision.DO) {
        int deleted = erasure.erase(found);
        report.fact(
            "deletedVersions",
            deleted,
            "@|bold Erased|@; %d old versions were deleted.".formatted(deleted));
      } else {
        report.say("Nothing was erased.");
      }
      boolean left = decision == Decision.DO && !erasure.isGone();
      if (left) {
        report.say("@|bold Something was written meanwhile|@: do it once more.");
      }
      output.show(report.fact("erased", decision == Decision.DO && !left));
      return decision == Decision.REFUSED || left ? 1 : 0;
    }
  }

  private static Report described(Found found) {
    Table jobs = Table.of("job", "where");
    found.active().forEach(id -> jobs.row(id, "document, active"));
    found.finished().stream().map(JobHistory::id).forEach(id -> jobs.row(id, "document, finished"));
    found.archived().forEach(id -> jobs.row(id, "archive"));
    return new Report()
        .table("jobs", jobs)
        .fact("optedOut", found.optedOut())
        .fact(
            "oldVersions",
            found.versions().size(),
            "%d old versions of maintenance.json have the number in them."
                .formatted(found.versions().size()));
  }
}
