package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.ops.aws.LetterBox;
import com.quickdumpnow.relay.ops.aws.LetterBox.Letter;
import com.quickdumpnow.relay.ops.console.Confirmation;
import com.quickdumpnow.relay.ops.console.Confirmation.Decision;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qdn dead-letters}. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "What the queues gave up: list it, look at one, put it back.",
    footer = {"", "Example: qdn dead-letters list", DeploymentOptions.EXIT_CODES})
final class DeadLettersCommand {
  private static final String TOO_OFTEN = "received too often without success";

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "All dead letters with the reason. Exit code 1 when there are any.",
      footer = {"", "Example: qdn dead-letters list --json", DeploymentOptions.EXIT_CODES})
  int list(@Mixin DeploymentOptions options) {
    try (Deployment on = options.open();
        HeldLetters held = held(on)) {
      Table table = described(held.all());
      options
          .output()
          .show(
              hidden(
                  new Report()
                      .table("deadLetters", table)
                      .say("%d in all.".formatted(table.size())),
                  held));
      return held.all().isEmpty() && held.hidden() == 0 ? 0 : 1;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "One dead letter, whole.",
      footer = {"", "Example: qdn dead-letters show 5f0c", DeploymentOptions.EXIT_CODES})
  int show(
      @Mixin DeploymentOptions options,
      @Parameters(paramLabel = "ID", description = "The beginning of its id.") String id) {
    try (Deployment on = options.open();
        HeldLetters held = held(on)) {
      Letter letter = named(id, held);
      options
          .output()
          .show(
              new Report()
                  .table(
                      "letter",
                      described(
                          Map.of(
                              letter, Optional.ofNullable(held.all().get(letter)).orElseThrow())))
                  .fact("body", letter.body())
                  .quote(letter.body()));
      return 0;
    }
  }

  @Command(
      name = "redrive",
      mixinStandardHelpOptions = true,
      description = {
        "Puts one dead letter, or all, back into the queue it came from. Nobody is texted twice by"
            + " that: a trigger is only a reason to look, and a receipt counts once. What is still"
            + " poison comes back here; where it was buried less than five minutes ago, SQS takes"
            + " the second burial for the first one, and it is gone.",
        "",
        "However slowly, each is put back once: what is still to come stays hidden from others"
            + " meanwhile. Exit code 1, too, when some were hidden no more, as the question was"
            + " answered too late, and so were left alone."
      },
      footer = {
        "",
        "Example: qdn dead-letters redrive --all --pace 5",
        DeploymentOptions.EXIT_CODES
      })
  int redrive(
      @Mixin DeploymentOptions options,
      @Mixin Confirmation confirmation,
      @Parameters(arity = "0..1", paramLabel = "ID", description = "The beginning of its id.")
          Optional<String> id,
      @Option(names = "--all", description = "All of them.") boolean all,
      @Option(
              names = "--pace",
              paramLabel = "N",
              defaultValue = "10",
              description = "How many a second. Default: ${DEFAULT-VALUE}")
          int pace)
      throws InterruptedException {
    if (id.isPresent() == all || pace < 1) {
      throw options.wrong("Say which one by its ID, or --all; --pace is 1 or more.");
    }
    try (Deployment on = options.open();
        HeldLetters held = held(on)) {
      List<Letter> chosen =
          id.map(name -> List.of(named(name, held)))
              .orElseGet(() -> new ArrayList<>(held.all().keySet()));
      Decision decision =
          chosen.isEmpty()
              ? Decision.SHOW
              : confirmation.decide("Put %d back?".formatted(chosen.size()));
      int done =
          decision == Decision.DO ? held.redrive(chosen, Duration.ofSeconds(1).dividedBy(pace)) : 0;
      Report report = hidden(redriven(chosen.size(), done), held);
      boolean isShort = decision == Decision.DO && done < chosen.size();
      if (isShort) {
        report.say("The others were held no more, perhaps by your taking long: look again.");
      }
      options.output().show(report);
      return decision == Decision.REFUSED || isShort ? 1 : 0;
    }
  }

  private static HeldLetters held(Deployment on) {
    return new HeldLetters(on.letterBoxes(), Clockwork.system(), on.output());
  }

  private static Letter named(String id, HeldLetters held) {
    List<Letter> found =
        held.all().keySet().stream().filter(letter -> letter.id().startsWith(id)).toList();
    if (found.size() != 1) {
      throw new NotDoneException(
          "%s is the beginning of %s: qdn dead-letters list shows them."
              .formatted(id, found.isEmpty() ? "no dead letter's id" : "several ids"));
    }
    return found.getFirst();
  }

  private static Table described(Map<Letter, LetterBox> letters) {
    Table table = Table.of("id", "queue", "job", "since", "reason");
    letters.forEach(
        (letter, box) ->
            table.row(letter.id(), box.queue(), letter.group(), letter.sentAt(), reason(letter)));
    return table;
  }

  private static Report redriven(int found, int done) {
    return new Report()
        .fact("found", found)
        .fact("redriven", done, "%d of %d were put back.".formatted(done, found));
  }

  private static Report hidden(Report report, HeldLetters held) {
    report.fact("hidden", held.hidden());
    return held.hidden() == 0
        ? report
        : report.say(
            "About %d more cannot be seen at this moment: look again in two minutes."
                .formatted(held.hidden()));
  }

  private static String reason(Letter letter) {
    return letter.reason().orElse(TOO_OFTEN);
  }
}
