package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.json.TemplatesSource;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.ops.messages.TemplatePreview;
import com.quickdumpnow.relay.ops.messages.TemplatePreview.Sample;
import com.quickdumpnow.relay.store.s3.StoredTexts;
import com.quickdumpnow.relay.text.Segments;
import com.quickdumpnow.relay.text.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qdn templates}. */
@Command(
    name = "templates",
    mixinStandardHelpOptions = true,
    description = {
      "What customers are told, by status and language: a file that people may change."
          + " QDN_TEMPLATES of the API and of the worker names it."
    },
    footer = {"", "Example: qdn templates preview --language es", DeploymentOptions.EXIT_CODES})
final class TemplatesCommand {
  private static final String TRACK_URL = "quickdumpnow.com/track";

  @Spec private CommandSpec spec;

  @Command(
      name = "preview",
      mixinStandardHelpOptions = true,
      description = {
        "Every text and email with a sample customer's values, and how many segments each text"
            + " takes and costs, at the price of the chain's first route. Without a deployment:"
            + " what is shipped, at Twilio's price in the US with what carriers add to it."
      },
      footer = {
        "",
        "Example: qdn templates preview --file templates.json --status completed",
        DeploymentOptions.EXIT_CODES
      })
  int preview(
      @Mixin DeploymentOptions options,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "These templates. Default: those of the deployment.")
          Optional<Path> file,
      @Option(
              names = "--status",
              paramLabel = "STATUS",
              description = "Only of queued, dispatched, completed or cancelled.")
          Optional<JobStatus> status,
      @Option(names = "--language", paramLabel = "TAG", description = "Only in it, such as es.")
          Optional<Language> language) {
    Optional<Deployment> deployment = options.openIfNamed();
    try {
      Templates templates =
          file.map(TemplatesCommand::read)
              .orElseGet(
                  () ->
                      deployment
                          .map(TemplatesCommand::templates)
                          .orElseGet(TemplatesJson::standard));
      TemplatePreview preview = preview(templates, deployment);
      language
          .filter(wanted -> !templates.tags().contains(wanted.tag()))
          .ifPresent(
              wanted -> {
                throw new NotDoneException(
                    "There is no %s; there are: %s."
                        .formatted(wanted, String.join(", ", templates.tags())));
              });
      options.output().show(described(preview, preview.samples(language, status)));
      return 0;
    } finally {
      deployment.ifPresent(Deployment::close);
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Whether a file of templates is fit to be used; if not, every mistake with its place:"
              + " language, status, text.",
      footer = {
        "",
        "Example: qdn templates check templates.json --json",
        DeploymentOptions.EXIT_CODES
      })
  int check(
      @Parameters(paramLabel = "FILE", description = "The templates.") Path file,
      @Option(names = "--json", description = "Print JSON, for programs.") boolean json) {
    List<String> problems = new ArrayList<>();
    List<Sample> dear = new ArrayList<>();
    String fine = "";
    try {
      TemplatePreview preview = preview(parsed(file), Optional.empty());
      preview.samples(Optional.empty(), Optional.empty()).stream()
          .filter(Sample::isDear)
          .forEach(dear::add);
      fine = "is fit to be used: %s.".formatted(String.join(", ", preview.templates().tags()));
    } catch (MalformedSettingException e) {
      problems.addAll(mistakes(e));
    }
    Output.of(spec.commandLine(), json)
        .show(Report.ofProblems(file, problems, fine).table("dear", table(dear)));
    return problems.isEmpty() ? 0 : 1;
  }

  @Command(
      name = "print",
      mixinStandardHelpOptions = true,
      description = "Prints what is shipped, to be copied and changed.",
      footer = {"", "Example: qdn templates print > templates.json", DeploymentOptions.EXIT_CODES})
  int print() {
    spec.commandLine().getOut().print(TemplatesJson.standardText());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static TemplatePreview preview(Templates templates, Optional<Deployment> deployment) {
    String trackUrl =
        deployment
            .flatMap(on -> on.read(s -> s.text("QDN_TRACK_URL").optional()))
            .orElse(TRACK_URL);
    return new TemplatePreview(
        templates,
        trackUrl + TemplatePreview.TOKEN,
        deployment
            .flatMap(Deployment::chain)
            .flatMap(chain -> chain.routes().stream().findFirst())
            .map(Route::pricePerSegment)
            .orElse(Route.LIST_PRICE));
  }

  private static Templates templates(Deployment on) {
    return on.read(
            s ->
                s.parsed(TemplatesSource.VARIABLE, TemplatesSource.FORMAT, TemplatesSource::parse)
                    .orElse(TemplatesSource.standard()))
        .load(StoredTexts::read);
  }

  private static Templates read(Path file) {
    try {
      return parsed(file);
    } catch (MalformedSettingException e) {
      throw new NotDoneException(
          "%s is not fit to be used:%n  %s".formatted(file, String.join("\n  ", mistakes(e))));
    }
  }

  private static Templates parsed(Path file) {
    try {
      return TemplatesJson.parse(Files.readString(file));
    } catch (IOException _) {
      throw new NotDoneException("Cannot read " + file + ".");
    }
  }

  /** Each begins with its place; before the first one stands what a setting's name goes before. */
  private static List<String> mistakes(MalformedSettingException e) {
    String all = String.valueOf(e.getMessage()).replaceFirst("^has (wrong|no) templates: ", "");
    return List.of(all.split("; (?=/)", -1));
  }

  private static Table table(List<Sample> samples) {
    Table table =
        Table.of("language", "status", "kind", "encoding", "length", "segments", "cost", "words");
    for (Sample sample : samples) {
      table.row(
          sample.language()
              + (sample.spoken().equals(sample.language()) ? "" : " (" + sample.spoken() + ")"),
          sample.status().wireName(),
          word(sample.kind()),
          sample.segments().map(segments -> word(segments.encoding())),
          sample.segments().map(Segments::units),
          sample.segments().map(Segments::count),
          sample.segments().map(_ -> sample.cost().toString()),
          sample.words());
    }
    return table;
  }

  private static Report described(TemplatePreview preview, List<Sample> samples) {
    long dear = samples.stream().filter(Sample::isDear).count();
    return new Report()
        .table("samples", table(samples))
        .fact("pricePerSegment", preview.pricePerSegment().toString())
        .fact("dear", dear)
        .say(
            "A segment costs %s. %s"
                .formatted(
                    preview.pricePerSegment(),
                    dear == 0
                        ? "Every text is a single one."
                        : dear
                            + " take more than one: those with á, í, ó, ú or others that GSM-7"
                            + " lacks have 70 characters in one, the others 160."));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
