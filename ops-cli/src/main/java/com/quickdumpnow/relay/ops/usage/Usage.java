package com.quickdumpnow.relay.ops.usage;

import com.quickdumpnow.relay.decision.FailureTable;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.ops.twilio.TwilioRecords.TwilioText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sums over a while.
 *
 * @param days by day and route, as Twilio has it
 * @param failures by code, Twilio's refusals included, which it keeps no record of
 * @param silent how numbers begin that took texts and never a receipt
 */
public record Usage(
    List<Day> days,
    List<Failure> failures,
    Optional<Duration> median,
    Optional<Duration> slowest,
    List<Silent> silent,
    List<Disagreement> disagreements) {
  /** Refused or dropped for being too many: 429, network congestion, carrier's rate, full queue. */
  private static final Set<Integer> RATE = Set.of(429, 20429, 21611, 30001, 30017, 30022);

  /** Fewer texts than this without a receipt say nothing of a network. */
  private static final int TELLING = 5;

  /** The slowest but one in twenty. */
  private static final double MOST = 0.95;

  private static final Duration ON_THE_WAY = Duration.ofMinutes(2);

  /** One route's texts of a day, UTC. */
  public record Day(
      LocalDate day,
      String route,
      int texts,
      int segments,
      BigDecimal cost,
      String unit,
      int delivered,
      int failed) {}

  /** How often a code came, and what it means. */
  public record Failure(int code, String meaning, int times, boolean isRateLimit) {}

  /** A network without receipts. */
  public record Silent(String prefix, int texts) {}

  /** Where the two records differ. */
  public record Disagreement(String messageId, String job, String twilio, String ours) {}

  public Usage {
    days = List.copyOf(days);
    failures = List.copyOf(failures);
    silent = List.copyOf(silent);
    disagreements = List.copyOf(disagreements);
  }

  /**
   * @param routes by sender, what its route is called
   */
  public static Usage of(
      List<TwilioText> twilio,
      Collection<JobHistory> jobs,
      Map<String, String> routes,
      Instant since,
      Instant now) {
    List<OurText> ours =
        jobs.stream().flatMap(job -> OurText.of(job, since).stream()).distinct().toList();
    List<Duration> times = ours.stream().flatMap(text -> text.took().stream()).sorted().toList();
    return new Usage(
        days(twilio, routes),
        failures(ours),
        at(times, 0.5),
        at(times, MOST),
        silent(ours),
        disagreements(twilio, ours, now));
  }

  public int texts() {
    return days.stream().mapToInt(Day::texts).sum();
  }

  public BigDecimal cost() {
    return days.stream().map(Day::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** In words, for each currency; what Twilio has no price of yet is not in it. */
  public String costs() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    days.stream()
        .filter(day -> day.cost().signum() != 0)
        .forEach(day -> sums.merge(day.unit(), day.cost(), BigDecimal::add));
    return sums.isEmpty()
        ? "nothing so far"
        : sums.entrySet().stream()
            .map(sum -> (sum.getValue().toPlainString() + " " + sum.getKey()).strip())
            .collect(Collectors.joining(", "));
  }

  private static List<Day> days(List<TwilioText> twilio, Map<String, String> routes) {
    Map<List<String>, List<TwilioText>> groups =
        twilio.stream()
            .collect(
                Collectors.groupingBy(
                    text ->
                        List.of(
                            text.createdAt().atZone(ZoneOffset.UTC).toLocalDate().toString(),
                            routes.getOrDefault(text.sender(), text.sender())),
                    () -> new TreeMap<>(Comparator.comparing(List::toString)),
                    Collectors.toList()));
    List<Day> days = new ArrayList<>();
    groups.forEach(
        (key, texts) ->
            days.add(
                new Day(
                    LocalDate.parse(key.get(0)),
                    key.get(1),
                    texts.size(),
                    texts.stream().mapToInt(TwilioText::segments).sum(),
                    texts.stream()
                        .flatMap(text -> text.cost().stream())
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                    texts.getFirst().unit(),
                    count(texts, DeliveryStatus::isSuccess),
                    count(texts, DeliveryStatus::isFailure))));
    return days;
  }

  private static int count(List<TwilioText> texts, Function<DeliveryStatus, Boolean> is) {
    return Math.toIntExact(
        texts.stream()
            .filter(text -> DeliveryStatus.ofWireName(text.status()).map(is).orElse(false))
            .count());
  }

  private static List<Failure> failures(List<OurText> ours) {
    Map<Integer, Integer> times = new HashMap<>();
    ours.forEach(text -> text.code().ifPresent(code -> times.merge(code, 1, Integer::sum)));
    return times.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .map(
            e ->
                new Failure(
                    e.getKey(),
                    FailureTable.meaning(e.getKey()),
                    e.getValue(),
                    RATE.contains(e.getKey())))
        .toList();
  }

  private static Optional<Duration> at(List<Duration> sorted, double share) {
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(sorted.get((int) Math.floor((sorted.size() - 1) * share)));
  }

  private static List<Silent> silent(List<OurText> ours) {
    Map<String, List<OurText>> byPrefix =
        ours.stream()
            .filter(text -> text.messageId().isPresent())
            .collect(Collectors.groupingBy(OurText::prefix, TreeMap::new, Collectors.toList()));
    List<Silent> silent = new ArrayList<>();
    byPrefix.forEach(
        (prefix, texts) -> {
          boolean heard =
              texts.stream()
                  .flatMap(text -> text.status().stream())
                  .anyMatch(status -> status.isSuccess() || status.isFailure());
          if (!heard && texts.size() >= TELLING) {
            silent.add(new Silent(prefix, texts.size()));
          }
        });
    return silent;
  }

  /** What is a few minutes old may be on its way into either record. */
  private static List<Disagreement> disagreements(
      List<TwilioText> twilio, List<OurText> ours, Instant now) {
    Map<String, OurText> known = new HashMap<>();
    ours.forEach(text -> text.messageId().ifPresent(id -> known.put(id, text)));
    List<Disagreement> all = new ArrayList<>();
    Set<String> theirs = twilio.stream().map(TwilioText::id).collect(Collectors.toSet());
    for (TwilioText text : twilio) {
      Optional<OurText> own = Optional.ofNullable(known.get(text.id()));
      String said = own.flatMap(OurText::status).map(DeliveryStatus::wireName).orElse("unknown");
      boolean settled = text.createdAt().isBefore(now.minus(ON_THE_WAY));
      if (settled && !said.equals(text.status())) {
        all.add(new Disagreement(text.id(), own.map(OurText::job).orElse(""), text.status(), said));
      }
    }
    known.forEach(
        (id, own) -> {
          if (!theirs.contains(id) && own.at().isBefore(now.minus(ON_THE_WAY))) {
            all.add(
                new Disagreement(
                    id,
                    own.job(),
                    "unknown",
                    own.status().map(DeliveryStatus::wireName).orElse("")));
          }
        });
    return all;
  }
}
