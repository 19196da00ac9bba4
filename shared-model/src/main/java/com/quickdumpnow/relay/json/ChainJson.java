package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.decision.Allowlist;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.decision.SuppressionRule;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.RouteName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The carrier chain as it stands in {@code QDN_CHAIN}:
 *
 * <pre>{@code
 * {"routes": [
 *    {"name": "twilio-primary",           1 to 40 of a-z 0-9 -; not "email"
 *     "account": "AC…",                   32 hex digits
 *     "from": "+16195550100",             E.164 or a short code; or "messagingService": "MG…"
 *     "kind": "long-code",                toll-free, short-code, messaging-service;
 *                                         default: messaging-service or long-code, as the sender is
 *     "carrier": "Twilio",                what people read; default: the name
 *     "segmentsPerSecond": 1,             default: what its kind may send
 *     "receiptDeadline": "PT5M",          default: 5 minutes
 *     "receiptDeadlines":                 for texts about those statuses instead; default: none
 *       {"completed": "PT15M"},
 *     "pricePerSegment": 0.0118}],        US dollars, carriers' fees included; default: that
 *  "emailAfterOptOut": true,              default: true
 *  "withoutReceipts": ["+1340"],          how numbers begin whose networks return no receipts:
 *                                         there "sent" is the last word; default: none
 *  "timing": {"postWithin": "PT10S", "httpTimeout": "PT10S", "clockSkew": "PT5S",
 *             "listingLag": "PT15S", "spillAfter": "PT5S", "retryDelay": "PT1S"},
 *  "suppression": {"failures": 3, "within": "P30D", "coolDown": "P14D"},
 *  "timeZone": "America/Los_Angeles",     the depot's: of the day that spending counts by, and of
 *                                         customers whose own is not known; default: that
 *  "quietHours": {"from": "21:00", "to": "08:00", "urgent": ["queued", "dispatched", "cancelled"]},
 *                                         by the customer's clock; each member has the default
 *                                         shown, {} is all of it; default: none
 *  "spending": {"perDay": 25, "perJob": 0.5}}
 *                                         US dollars; default: no limit
 * }</pre>
 *
 * A text that still waits at its carrier is dropped there 30 s before its receipt is overdue, or
 * after half of a {@code receiptDeadline} of less than a minute, so that the next hop does not
 * repeat it.
 *
 * <p>Each member of {@code timing} and {@code suppression} has the default shown. A chain without
 * routes sends everything by email.
 */
public final class ChainJson {
  /** What {@link #parse} reads, in words. */
  public static final String FORMAT =
      "JSON such as {\"routes\":[{\"name\":\"primary\",\"account\":\"AC...\",\"from\":\"+1...\"}]}";

  private static final String ACCOUNT = "AC[0-9a-fA-F]{32}";
  private static final String SERVICE = "MG[0-9a-fA-F]{32}";
  private static final String NUMBER = "\\+[1-9]\\d{1,14}|\\d{3,6}";

  private static final String PREFIX = "\\+[1-9]\\d{0,13}";

  private static final int MAX_FAILURES = 1_000;

  private ChainJson() {}

  /**
   * @throws MalformedSettingException with every problem at once, each with its place as a JSON
   *     Pointer; it repeats no value but names of members
   */
  public static Chain parse(String text) {
    Json json;
    try {
      json = Json.parse(text);
    } catch (BadJsonException e) {
      throw new MalformedSettingException("is not a chain: " + e.getMessage());
    }
    List<String> problems = new ArrayList<>();
    Optional<Chain> chain = chain(new Members(json, "", problems));
    if (chain.isEmpty() || !problems.isEmpty()) {
      throw new MalformedSettingException("is not a chain: " + String.join("; ", problems));
    }
    return chain.get();
  }

  private static Optional<Chain> chain(Members in) {
    List<Optional<Route>> routes = new ArrayList<>();
    Set<RouteName> names = new HashSet<>(Set.of(RouteName.EMAIL));
    in.required("routes", in.array("routes"))
        .ifPresent(
            items -> {
              for (int i = 0; i < items.size(); i++) {
                routes.add(route(in.at("/routes/" + i, items.get(i)), names));
              }
            });
    boolean emailAfterOptOut = in.truth("emailAfterOptOut").orElse(true);
    Set<String> withoutReceipts = withoutReceipts(in);
    Timing timing = in.object("timing").flatMap(ChainJson::timing).orElse(Timing.DEFAULT);
    SuppressionRule suppression =
        in.object("suppression").flatMap(ChainJson::suppression).orElse(SuppressionRule.DEFAULT);
    SendingRules rules = RulesJson.read(in);
    in.refuseTheRest();
    return in.hasProblems()
        ? Optional.empty()
        : Optional.of(
            new Chain(
                routes.stream().flatMap(Optional::stream).toList(),
                emailAfterOptOut,
                timing,
                suppression,
                Allowlist.EVERYBODY,
                withoutReceipts,
                rules));
  }

  private static Optional<Route> route(Members in, Set<RouteName> names) {
    Optional<RouteName> name =
        in.required("name", in.value("name", RouteName::new, RouteName.RULE));
    name.filter(given -> !names.add(given))
        .ifPresent(_ -> in.problem("/name", "is used before, or is \"email\""));
    Optional<String> account =
        in.required("account", in.matching("account", ACCOUNT, "AC and 32 hex digits"));
    Optional<String> from = in.matching("from", NUMBER, "an E.164 number or a short code");
    Optional<String> service = in.matching("messagingService", SERVICE, "MG and 32 hex digits");
    if (in.has("from") == in.has("messagingService")) {
      in.problem("", "has to have one of from and messagingService");
    }
    SenderKind kind =
        in.word("kind", SenderKind::ofWireName, kinds())
            .orElse(service.isPresent() ? SenderKind.MESSAGING_SERVICE : SenderKind.LONG_CODE);
    Optional<String> carrier = in.matching("carrier", "(?s).{1,40}", "1 to 40 characters");
    double pace = in.positive("segmentsPerSecond").orElse(kind.segmentsPerSecond());
    Duration deadline = in.duration("receiptDeadline").orElse(Route.DEFAULT_RECEIPT_DEADLINE);
    Map<JobStatus, Duration> deadlines =
        in.object("receiptDeadlines").map(ChainJson::deadlines).orElse(Map.of());
    Money price = in.money("pricePerSegment").orElse(Route.LIST_PRICE);
    in.refuseTheRest();
    Optional<String> sender = from.or(() -> service);
    return name.isEmpty() || account.isEmpty() || sender.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Route(
                name.get(),
                account.get(),
                sender.get(),
                kind,
                carrier.orElse(name.get().value()),
                pace,
                deadline,
                deadlines,
                price));
  }

  private static Map<JobStatus, Duration> deadlines(Members in) {
    Map<JobStatus, Duration> deadlines = new EnumMap<>(JobStatus.class);
    for (JobStatus status : JobStatus.values()) {
      in.duration(status.wireName()).ifPresent(deadline -> deadlines.put(status, deadline));
    }
    in.refuseTheRest();
    return deadlines;
  }

  private static Set<String> withoutReceipts(Members in) {
    Set<String> prefixes = new HashSet<>();
    List<Json> items = in.array("withoutReceipts").orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      String prefix = items.get(i) instanceof Json.Str(var text) ? text : "";
      if (!prefix.matches(PREFIX)) {
        in.problem("/withoutReceipts/" + i, "has to be how numbers begin, such as +1340");
      }
      prefixes.add(prefix);
    }
    return prefixes;
  }

  private static Optional<Timing> timing(Members in) {
    Timing standard = Timing.DEFAULT;
    Timing timing =
        new Timing(
            in.duration("postWithin").orElse(standard.postWithin()),
            in.duration("httpTimeout").orElse(standard.httpTimeout()),
            in.duration("clockSkew").orElse(standard.clockSkew()),
            in.duration("listingLag").orElse(standard.listingLag()),
            in.duration("spillAfter").orElse(standard.spillAfter()),
            in.duration("retryDelay").orElse(standard.retryDelay()));
    in.refuseTheRest();
    return Optional.of(timing);
  }

  private static Optional<SuppressionRule> suppression(Members in) {
    SuppressionRule standard = SuppressionRule.DEFAULT;
    SuppressionRule rule =
        new SuppressionRule(
            in.count("failures", MAX_FAILURES).orElse(standard.failures()),
            in.duration("within").orElse(standard.within()),
            in.duration("coolDown").orElse(standard.coolDown()));
    in.refuseTheRest();
    return Optional.of(rule);
  }

  private static String kinds() {
    List<String> kinds = new ArrayList<>();
    for (SenderKind kind : SenderKind.values()) {
      kinds.add(kind.wireName());
    }
    return String.join(", ", kinds);
  }
}
