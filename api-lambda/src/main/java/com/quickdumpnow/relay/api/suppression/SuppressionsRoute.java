package com.quickdumpnow.relay.api.suppression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.Lift;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /suppressions} and {@code DELETE /suppressions/{phone}}: numbers that get no texts,
 * because their owners said so or because texts to them keep failing.
 */
public final class SuppressionsRoute {
  private static final Logger log = LoggerFactory.getLogger(SuppressionsRoute.class);

  /** An entry has about 200 bytes; a Lambda may answer 6 MB. */
  static final int PAGE_SIZE = 5_000;

  private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,5}");
  private static final String CARRIER_NOTE =
      "Twilio keeps opt-outs of its own. While it holds this one it refuses texts to the number"
          + " (21610), which opts it out here again; its owner ends that by texting START to the"
          + " sender.";

  private final MaintenanceStore store;
  private final InstantSource clock;
  private final int pageSize;

  public SuppressionsRoute(MaintenanceStore store, InstantSource clock) {
    this(store, clock, PAGE_SIZE);
  }

  SuppressionsRoute(MaintenanceStore store, InstantSource clock, int pageSize) {
    this.store = store;
    this.clock = clock;
    this.pageSize = pageSize;
  }

  public HttpReply list(Call<Staff> call) {
    String page =
        FormFields.parse(call.request().rawQuery())
            .flatMap(query -> query.first("page"))
            .orElse("1");
    if (!PAGE.matcher(page).matches()) {
      return ProblemType.invalid(List.of(new FieldError("page", "use a number from 1 up"))).reply();
    }
    int number = Integer.parseInt(page);
    List<Suppressed> all = Suppressed.of(store.suppressed(), clock.instant());
    int pages = Math.max(1, Math.ceilDiv(all.size(), pageSize));
    if (number > pages) {
      return Problem.of(ProblemType.NO_SUCH_PAGE, "The last page is " + pages + ".").reply();
    }
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("suppressions");
    all.stream()
        .skip((number - 1L) * pageSize)
        .limit(pageSize)
        .forEach(each -> list.add(each.json()));
    HttpReply reply = Replies.json(200, body);
    return number < pages
        ? reply.with("link", "<?page=" + (number + 1) + ">; rel=\"next\"")
        : reply;
  }

  public HttpReply lift(Call<Staff> call) {
    PhoneNumber phone;
    try {
      phone = new PhoneNumber(call.parameter("phone"));
    } catch (IllegalArgumentException _) {
      return ProblemType.invalid(List.of(new FieldError("phone", "use " + PhoneNumber.RULE)))
          .reply();
    }
    Instant now = clock.instant();
    String by = call.caller().name();
    Recipient kept = store.changeRecipient(phone, old -> old.lifted(now, by));
    List<Lift> lifts =
        kept.lifts().stream()
            .filter(lift -> lift.at().equals(now) && lift.by().equals(by))
            .toList();
    if (lifts.isEmpty()) {
      return Problem.of(
              ProblemType.NOT_SUPPRESSED, "There is nothing to lift, or it was lifted before.")
          .reply();
    }
    log.atInfo()
        .addKeyValue(LogKey.PHONE, phone)
        .addKeyValue(LogKey.KINDS, lifts.stream().map(Lift::kind).toList())
        .addKeyValue(LogKey.BY, by)
        .log("suppression lifted");
    return Replies.json(200, answer(phone, lifts));
  }

  private static ObjectNode answer(PhoneNumber phone, List<Lift> lifts) {
    ObjectNode body = Json.object().put("phone", phone.value());
    ArrayNode lifted = body.putArray("lifted");
    for (Lift lift : lifts) {
      lifted
          .addObject()
          .put("kind", Suppressed.kindOf(lift.kind()))
          .put("since", lift.since().toString());
    }
    Optional<String> note =
        lifts.stream().anyMatch(lift -> lift.kind() == Lift.Kind.OPT_OUT)
            ? Optional.of(CARRIER_NOTE)
            : Optional.empty();
    return body.put("note", note.orElse(null));
  }
}
