package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.ops.explain.Finder;
import com.quickdumpnow.relay.ops.explain.Finder.Meant;
import com.quickdumpnow.relay.ops.explain.StateWords;
import com.quickdumpnow.relay.ops.explain.Story;
import com.quickdumpnow.relay.store.MaintenanceStore.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qdn explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "The whole story of a job or of one of its notifications, in order and in words: who changed"
          + " what, every attempt, why the relay chose it, what came of it, and what happens next."
    },
    footer = {
      "",
      "Example: qdn explain job-12345",
      DeploymentOptions.EXIT_CODES + " Exit code 1, too, when nothing of that id is known."
    })
final class ExplainCommand implements Callable<Integer> {
  @Mixin private DeploymentOptions options;

  @Parameters(
      paramLabel = "ID",
      description = "A job's id, a notification's (n_…), or a message's at its carrier (SM…).")
  private String id;

  @Override
  public Integer call() {
    try (Deployment on = options.open()) {
      Output output = options.output();
      Stored stored = on.store().read();
      Meant meant =
          new Finder(stored, on.store().archive(), on::archived)
              .find(id, jobs -> output.progress("looking through the archive", jobs))
              .orElseThrow(() -> new NotDoneException("Nothing of that id is known."));
      Report report =
          new Report()
              .fact("job", meant.history().id(), "@|bold Job %s|@".formatted(meant.history().id()))
              .fact("archived", meant.isArchived());
      if (meant.isArchived()) {
        report.say("It is in the archive.");
      }
      network(meant, stored.document()).ifPresent(known -> tell(known, report));
      Table story = Table.of("at", "what");
      Story.of(meant.history(), meant.notification())
          .forEach(event -> story.row(event.at(), event.words()));
      output.show(report.table("story", story).table("next", next(meant, stored.document())));
      return 0;
    }
  }

  private static Optional<Network> network(Meant meant, MaintenanceDocument document) {
    return meant
        .history()
        .job()
        .flatMap(job -> job.customer().phone())
        .flatMap(phone -> document.recipient(phone).network());
  }

  private static void tell(Network network, Report report) {
    report
        .fact("network", network.carrier())
        .fact("lineType", network.type().words())
        .quote(
            "The customer's number was looked up at %s: %s, %s."
                .formatted(
                    network.askedAt(),
                    network.carrier().orElse("of an unknown network"),
                    network.type().words()));
  }

  private static Table next(Meant meant, MaintenanceDocument document) {
    Table next = Table.of("notification", "about", "whatHappensNext");
    List<Notification> told =
        meant.notification().map(List::of).orElseGet(() -> meant.history().notifications());
    Instant now = Instant.now();
    for (Notification one : told) {
      next.row(one.id(), one.about().wireName(), StateWords.next(one, document.settings(), now));
    }
    return next;
  }
}
