package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.ops.deployment.Parallel;
import com.quickdumpnow.relay.ops.twilio.TwilioRecords;
import com.quickdumpnow.relay.ops.twilio.TwilioRecords.TwilioText;
import com.quickdumpnow.relay.ops.usage.Usage;
import com.quickdumpnow.relay.ops.usage.UsagePage;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code qdn usage}. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description = {
      "What was sent, what it cost and what became of it, from Twilio's records and ours, and where"
          + " the two disagree. Reads page by page, and waits where Twilio says 429."
    },
    footer = {
      "",
      "Example: qdn usage --since 7d --html usage.html",
      DeploymentOptions.EXIT_CODES + " A disagreement is a problem."
    })
final class UsageCommand implements Callable<Integer> {
  private static final URI TWILIO = URI.create("https://api.twilio.com");
  private static final int MOST_SHOWN = 20;

  @Mixin private DeploymentOptions options;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "How far back: 12h, 7d. Default: ${DEFAULT-VALUE}")
  private Duration since = Duration.ofDays(7);

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with charts there, too; it needs nothing else.")
  private Optional<Path> html = Optional.empty();

  @Override
  public Integer call() {
    try (Deployment on = options.open()) {
      Output output = options.output();
      Instant now = Instant.now();
      Instant from = now.minus(since);
      Chain chain =
          on.chain().orElseThrow(() -> new NotDoneException("QDN_CHAIN is not set: which routes?"));
      List<TwilioText> twilio = twilio(on, output, from);
      Usage usage = Usage.of(twilio, ours(on, output, from), routes(chain), from, now);
      html.ifPresent(
          file ->
              write(file, UsagePage.of(usage, from.truncatedTo(ChronoUnit.SECONDS).toString())));
      output.show(described(usage));
      return usage.disagreements().isEmpty() ? 0 : 1;
    }
  }

  private static List<TwilioText> twilio(Deployment on, Output output, Instant from) {
    TwilioAccounts accounts =
        on.read(
            s ->
                s.parsed("QDN_TWILIO_AUTH_TOKENS", TwilioAccounts.FORMAT, TwilioAccounts::parse)
                    .required());
    URI base = on.read(s -> s.url("QDN_TWILIO_BASE_URL").orElse(TWILIO));
    TwilioRecords records = new TwilioRecords(base, Clockwork.system());
    Instant now = Instant.now();
    List<TwilioText> all = new ArrayList<>();
    accounts
        .tokens()
        .forEach(
            (account, tokens) -> {
              try (Progress progress =
                  output.progress(
                      "minutes of Twilio's records", Duration.between(from, now).toMinutes())) {
                all.addAll(
                    records.since(
                        account,
                        tokens.getFirst(),
                        from,
                        to -> progress.reach(Duration.between(to, now).toMinutes())));
              }
            });
    return all;
  }

  private static List<JobHistory> ours(Deployment on, Output output, Instant from) {
    List<JobHistory> all = new ArrayList<>(on.store().read().document().jobs().values());
    JobArchive archive = on.store().archive();
    List<JobId> archived = List.copyOf(on.archived());
    try (Progress progress = output.progress("reading the archive", archived.size())) {
      Parallel.map(
              archived,
              id -> {
                progress.step();
                return archive.find(id).map(ArchivedJob::history).filter(job -> isOf(job, from));
              })
          .forEach(job -> job.ifPresent(all::add));
    }
    return all;
  }

  private static boolean isOf(JobHistory job, Instant from) {
    return job.notifications().stream()
        .flatMap(notification -> notification.attempts().stream())
        .anyMatch(attempt -> !attempt.claim().at().isBefore(from));
  }

  private static Map<String, String> routes(Chain chain) {
    Map<String, String> routes = new LinkedHashMap<>();
    chain.routes().forEach(route -> routes.put(route.sender(), route.name().value()));
    return routes;
  }

  private static Report described(Usage usage) {
    Table days =
        Table.of("day", "route", "texts", "segments", "cost", "unit", "delivered", "failed");
    usage
        .days()
        .forEach(
            d ->
                days.row(
                    d.day(),
                    d.route(),
                    d.texts(),
                    d.segments(),
                    d.cost().toPlainString(),
                    d.unit(),
                    d.delivered(),
                    d.failed()));
    Table failures = Table.of("code", "meaning", "times", "rateLimit");
    usage.failures().forEach(f -> failures.row(f.code(), f.meaning(), f.times(), f.isRateLimit()));
    Table silent = Table.of("numbersBeginWith", "textsWithoutReceipt");
    usage.silent().forEach(s -> silent.row(s.prefix(), s.texts()));
    Table differ = Table.of("messageId", "job", "twilioSays", "weSay");
    usage.disagreements().forEach(d -> differ.row(d.messageId(), d.job(), d.twilio(), d.ours()));
    Report report =
        new Report()
            .table("days", days)
            .fact(
                "texts",
                usage.texts(),
                "@|bold %d texts|@, cost %s".formatted(usage.texts(), usage.costs()))
            .table("failures", failures)
            .table("networksWithoutReceipts", silent)
            .table("disagreements", differ, MOST_SHOWN);
    usage.median().ifPresent(d -> report.fact("medianSeconds", d.toSeconds()));
    usage
        .slowest()
        .ifPresent(
            d ->
                report.fact(
                    "slowestSeconds",
                    d.toSeconds(),
                    "19 of 20 were delivered within %d s.".formatted(d.toSeconds())));
    return report.say(
        usage.disagreements().isEmpty()
            ? "Twilio's records and ours agree."
            : "Twilio's records and ours disagree about %d texts."
                .formatted(usage.disagreements().size()));
  }

  private static void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException _) {
      throw new NotDoneException("Cannot write " + file + ".");
    }
  }
}
