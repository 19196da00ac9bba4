package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.decision.QuietHours;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.decision.Spending;
import com.quickdumpnow.relay.decision.ZoneFinder;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.TimeZoneName;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of {@link ChainJson} that keeps texts back: the depot's zone, quiet hours, spending. */
final class RulesJson {
  private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
  private static final String TIME_RULE = "a time of day such as 21:00";

  private RulesJson() {}

  static SendingRules read(Members in) {
    ZoneId depot =
        in.value("timeZone", TimeZoneName::known, TimeZoneName.RULE)
            .flatMap(TimeZoneName::zone)
            .orElse(SendingRules.SAN_DIEGO);
    Optional<QuietHours> quiet = in.object("quietHours").flatMap(RulesJson::quietHours);
    Spending spending = in.object("spending").map(RulesJson::spending).orElse(Spending.UNLIMITED);
    return new SendingRules(depot, quiet, spending, ZoneFinder.NOBODY);
  }

  private static Optional<QuietHours> quietHours(Members in) {
    QuietHours standard = QuietHours.DEFAULT;
    LocalTime from = time(in, "from").orElse(standard.from());
    LocalTime to = time(in, "to").orElse(standard.to());
    Set<JobStatus> urgent =
        in.has("urgent") ? statuses(in, in.array("urgent").orElse(List.of())) : standard.urgent();
    in.refuseTheRest();
    if (from.equals(to)) {
      in.problem("", "begins when it ends");
      return Optional.empty();
    }
    return Optional.of(new QuietHours(from, to, urgent));
  }

  private static Optional<LocalTime> time(Members in, String name) {
    return in.matching(name, TIME, TIME_RULE).map(LocalTime::parse);
  }

  private static Set<JobStatus> statuses(Members in, List<Json> items) {
    Set<JobStatus> statuses = EnumSet.noneOf(JobStatus.class);
    for (int i = 0; i < items.size(); i++) {
      Optional<JobStatus> status =
          items.get(i) instanceof Json.Str(var text)
              ? JobStatus.ofWireName(text)
              : Optional.empty();
      if (status.isEmpty()) {
        in.problem("/urgent/" + i, "is none of queued, dispatched, completed, cancelled");
      }
      status.ifPresent(statuses::add);
    }
    return statuses;
  }

  private static Spending spending(Members in) {
    Spending spending = new Spending(in.money("perDay"), in.money("perJob"));
    in.refuseTheRest();
    return spending;
  }
}
