package com.quickdumpnow.relay.worker;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.decision.Allowlist;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.StaffChain;
import com.quickdumpnow.relay.json.ChainJson;
import com.quickdumpnow.relay.json.StaffChainJson;
import com.quickdumpnow.relay.json.TemplatesSource;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.trace.otel.Tracing;
import com.quickdumpnow.relay.worker.fleet.Lease;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The worker's settings.
 *
 * @param place where the store is
 * @param chain for those numbers alone that {@code QDN_ALLOWED_NUMBERS} names, if it names any
 * @param staff whom alerts go to; empty when they are logged and counted only
 * @param tokens what signs our requests, by account SID: one for each account of the chain and for
 *     that of the look-ups
 * @param lookups the account that pays for looking numbers up; empty: nobody is looked up
 * @param httpHost the address on which health and metrics are served
 * @param httpPort their port; 0 for any free one
 * @param concurrency the most triggers in hand
 * @param poll the longest that a poll for triggers waits
 * @param visibility for how long a trigger is ours without a heartbeat
 * @param sweepEvery the pause between two sweeps
 * @param retention when finished jobs are archived, and redacted there
 * @param lease for how long it counts as alive
 * @param templates what customers are told
 * @param tracing where traces go; nowhere as a rule
 */
record WorkerConfig(
    StorePlace place,
    String queueUrl,
    URI publicUrl,
    Chain chain,
    Optional<StaffChain> staff,
    Map<String, Secret> tokens,
    Optional<String> lookups,
    URI twilioBaseUrl,
    String emailFrom,
    Optional<String> sesConfigurationSet,
    InetAddress httpHost,
    int httpPort,
    int concurrency,
    Duration poll,
    Duration visibility,
    Duration sweepEvery,
    Retention retention,
    Lease lease,
    TemplatesSource templates,
    Tracing tracing) {
  private static final URI TWILIO = URI.create("https://api.twilio.com");

  private static final int HTTP_PORT = 8081;
  private static final int CONCURRENCY = 32;
  private static final Duration VISIBILITY = Duration.ofSeconds(60);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  WorkerConfig {
    tokens = Map.copyOf(tokens);
  }

  /**
   * @throws ConfigurationException with every problem at once
   */
  static WorkerConfig from(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    Supplier<StorePlace> place = StorePlace.of(settings);
    Supplier<String> queueUrl = settings.text("QDN_NOTIFICATIONS_QUEUE_URL").required();
    Supplier<URI> publicUrl = settings.url("QDN_PUBLIC_URL").required();
    Supplier<Optional<Chain>> chain =
        settings.parsed("QDN_CHAIN", ChainJson.FORMAT, ChainJson::parse).optional();
    if (environment.getOrDefault("QDN_CHAIN", "").isBlank()) {
      settings.reject("QDN_CHAIN", "is not set", ChainJson.FORMAT);
    }
    Supplier<Optional<StaffChain>> staff =
        settings.parsed("QDN_STAFF_CHAIN", StaffChainJson.FORMAT, StaffChainJson::parse).optional();
    Supplier<Optional<TwilioAccounts>> accounts =
        settings
            .parsed("QDN_TWILIO_AUTH_TOKENS", TwilioAccounts.FORMAT, TwilioAccounts::parse)
            .optional();
    Supplier<URI> twilio = settings.url("QDN_TWILIO_BASE_URL").orElse(TWILIO);
    Supplier<String> emailFrom = settings.text("QDN_EMAIL_FROM").required();
    Supplier<Optional<String>> set = settings.text("QDN_SES_CONFIGURATION_SET").optional();
    Supplier<InetAddress> httpHost =
        WorkerSettings.httpHost(settings).orElse(WorkerSettings.HTTP_HOST);
    Supplier<Integer> httpPort = WorkerSettings.httpPort(settings).orElse(HTTP_PORT);
    Supplier<Integer> concurrency = WorkerSettings.concurrency(settings).orElse(CONCURRENCY);
    Supplier<Duration> poll = WorkerSettings.poll(settings).orElse(WorkerSettings.POLL);
    Supplier<Duration> visibility = WorkerSettings.visibility(settings).orElse(VISIBILITY);
    Supplier<Duration> sweepEvery = WorkerSettings.sweepEvery(settings).orElse(SWEEP_EVERY);
    Supplier<Retention> retention = WorkerSettings.retention(settings);
    Supplier<Optional<Duration>> lease = WorkerSettings.lease(settings).optional();
    Supplier<TemplatesSource> templates =
        settings
            .parsed("QDN_TEMPLATES", TemplatesSource.FORMAT, TemplatesSource::parse)
            .orElse(TemplatesSource.standard());
    Supplier<Tracing> tracing = Tracing.of(settings);
    Supplier<Optional<Set<PhoneNumber>>> allowed = WorkerSettings.allowed(settings);
    Supplier<Optional<String>> lookups = WorkerSettings.lookups(settings).optional();
    Map<String, Secret> tokens = tokens(settings, chain.get(), accounts.get());
    lookups.get().ifPresent(sid -> addToken(settings, sid, accounts.get(), tokens));
    return settings.build(
        () ->
            new WorkerConfig(
                place.get(),
                queueUrl.get(),
                publicUrl.get(),
                chain.get().orElseThrow().only(new Allowlist(allowed.get())),
                staff.get(),
                tokens,
                lookups.get(),
                twilio.get(),
                emailFrom.get(),
                set.get(),
                httpHost.get(),
                httpPort.get(),
                concurrency.get(),
                poll.get(),
                visibility.get(),
                sweepEvery.get(),
                retention.get(),
                lease.get().map(Lease::lasting).orElse(Lease.STANDARD),
                templates.get(),
                tracing.get()));
  }

  private static void addToken(
      Settings settings,
      String sid,
      Optional<TwilioAccounts> accounts,
      Map<String, Secret> tokens) {
    accounts
        .flatMap(known -> known.current(sid))
        .ifPresentOrElse(
            token -> tokens.put(sid, token),
            () ->
                settings.reject(
                    "QDN_TWILIO_AUTH_TOKENS",
                    "has no token for the account of " + WorkerSettings.LOOKUPS,
                    TwilioAccounts.FORMAT));
  }

  private static Map<String, Secret> tokens(
      Settings settings, Optional<Chain> chain, Optional<TwilioAccounts> accounts) {
    Map<String, Secret> tokens = new LinkedHashMap<>();
    if (chain.isEmpty()) {
      return tokens;
    }
    for (Route route : chain.get().routes()) {
      Optional<Secret> token = accounts.flatMap(known -> known.current(route.account()));
      if (token.isPresent()) {
        tokens.put(route.account(), token.get());
      } else {
        settings.reject(
            "QDN_TWILIO_AUTH_TOKENS",
            "has no token for the account of route " + route.name(),
            TwilioAccounts.FORMAT);
      }
    }
    return tokens;
  }
}
