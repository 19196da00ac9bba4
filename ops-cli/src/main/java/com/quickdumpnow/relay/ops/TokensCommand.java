package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.api.staff.StaffTokenSources;
import com.quickdumpnow.relay.config.ObjectPlace;
import com.quickdumpnow.relay.ops.access.TokenFile;
import com.quickdumpnow.relay.ops.access.TokenFile.Entry;
import com.quickdumpnow.relay.ops.aws.DataBucket;
import com.quickdumpnow.relay.ops.console.Confirmation;
import com.quickdumpnow.relay.ops.console.Confirmation.Decision;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qdn tokens}. */
@Command(
    name = "tokens",
    mixinStandardHelpOptions = true,
    description = {
      "Staff's tokens for the API and the dashboard, hashed: in the object that QDN_STAFF_TOKENS"
          + " names, such as s3://BUCKET/"
          + TokenFile.KEY
          + ", or in that one of QDN_BUCKET. They count where the API's QDN_STAFF_TOKENS names it."
    },
    footer = {"", "Example: qdn tokens create maria", DeploymentOptions.EXIT_CODES})
final class TokensCommand {
  private static final int SHOWN_OF_A_HASH = 12;
  private static final String SETTING = "QDN_STAFF_TOKENS";

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description =
          "Makes a token and shows it once. Who has one already gets a second one, to change over.",
      footer = {"", "Example: qdn tokens create maria", DeploymentOptions.EXIT_CODES})
  int create(
      @Mixin DeploymentOptions options,
      @Parameters(paramLabel = "NAME", description = "Whose; 1 to 64 letters, digits, or ._@-")
          String name) {
    if (!TokenFile.isName(name)) {
      throw options.wrong("Not a name: use 1 to 64 letters, digits, or ._@-");
    }
    try (Deployment on = options.open()) {
      String token = with(on, file -> file.create(name, Instant.now()));
      options.output().note(whetherItCounts(on));
      options
          .output()
          .show(
              new Report()
                  .fact("name", name)
                  .fact("token", token)
                  .say("@|bold The token of %s|@, shown this once:".formatted(name))
                  .quote(token));
      return 0;
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Who has tokens, and since when.",
      footer = {"", "Example: qdn tokens list", DeploymentOptions.EXIT_CODES})
  int list(@Mixin DeploymentOptions options) {
    try (Deployment on = options.open()) {
      Table table = table(with(on, TokenFile::list));
      options.output().note(whetherItCounts(on));
      options
          .output()
          .show(new Report().table("tokens", table).say("%d in all.".formatted(table.size())));
      return 0;
    }
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Takes back all tokens of a name, or the one whose hash begins so.",
      footer = {"", "Example: qdn tokens revoke maria --hash 3f9a", DeploymentOptions.EXIT_CODES})
  int revoke(
      @Mixin DeploymentOptions options,
      @Mixin Confirmation confirmation,
      @Parameters(paramLabel = "NAME", description = "Whose.") String name,
      @Option(
              names = "--hash",
              paramLabel = "HEX",
              defaultValue = "",
              description = "The beginning of its hash, as qdn tokens list shows it.")
          String hash) {
    try (Deployment on = options.open()) {
      Predicate<Entry> chosen = e -> e.name().equals(name) && e.sha256().startsWith(hash);
      List<Entry> found = with(on, TokenFile::list).stream().filter(chosen).toList();
      if (found.isEmpty()) {
        throw new NotDoneException("There is no such token: qdn tokens list shows them.");
      }
      Decision decision = confirmation.decide("Revoke %d?".formatted(found.size()));
      List<Entry> revoked =
          decision == Decision.DO ? with(on, file -> file.revoke(chosen)) : List.of();
      options
          .output()
          .show(
              new Report()
                  .table("found", table(found))
                  .fact(
                      "revoked",
                      revoked.size(),
                      "%d of %d were revoked.".formatted(revoked.size(), found.size())));
      return decision == Decision.REFUSED ? 1 : 0;
    }
  }

  private static Table table(List<Entry> entries) {
    Table table = Table.of("name", "hash", "createdAt");
    entries.forEach(
        e ->
            table.row(
                e.name(),
                e.sha256().substring(0, Math.min(SHOWN_OF_A_HASH, e.sha256().length())),
                e.createdAt()));
    return table;
  }

  private static String whetherItCounts(Deployment on) {
    boolean counts =
        on.settings().values().getOrDefault(SETTING, "").isBlank() || named(on).isPresent();
    return counts
        ? "The API sees a change within half a minute."
        : SETTING
            + " names other tokens only here; these count once s3://BUCKET/"
            + TokenFile.KEY
            + " is among them.";
  }

  /** Where the API reads tokens that can be revoked, if it reads any. */
  private static Optional<ObjectPlace> named(Deployment on) {
    return on.read(
            s -> s.parsed(SETTING, StaffTokenSources.FORMAT, StaffTokenSources::parse).optional())
        .flatMap(StaffTokenSources::object);
  }

  /** Of a deployment with a table the tokens are in the bucket all the same. */
  private static <T> T with(Deployment on, Function<TokenFile, T> work) {
    Optional<ObjectPlace> place = named(on);
    try (Progress _ = on.output().progress("waiting for S3")) {
      if (place.isEmpty()) {
        return work.apply(new TokenFile(on.bucket(), TokenFile.KEY));
      }
      try (DataBucket bucket = DataBucket.of(place.get().bucket())) {
        return work.apply(new TokenFile(bucket, place.get().key()));
      }
    }
  }
}
