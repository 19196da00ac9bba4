package com.quickdumpnow.relay.api.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.status.Amendment.CustomerPart;
import com.quickdumpnow.relay.api.status.Amendment.LoadPart;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.TimeZoneName;
import com.quickdumpnow.relay.model.Vin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the body of a status change, and says everything that is wrong with it at once. */
final class CommandReader {
  private static final int MAX_DISPATCH_ID = 64;
  private static final int MAX_MATERIAL = 100;
  private static final int MAX_ADDRESS = 200;
  private static final int MAX_NOTES = 2_000;
  private static final BigDecimal TONS_BELOW = BigDecimal.valueOf(10_000);
  private static final int TONS_DECIMALS = 3;
  private static final String STATUS_RULE = "queued, dispatched, completed or cancelled";
  private static final String TONS_RULE =
      "a number above 0 and below 10000, with at most 3 decimals";

  private CommandReader() {}

  /** What came of reading a body. */
  sealed interface Read {}

  record Valid(StatusCommand command) implements Read {}

  record Invalid(List<FieldError> problems) implements Read {}

  /**
   * @param languages the tags of those that a customer may be told in
   */
  static Read read(ObjectNode body, Set<String> languages) {
    List<FieldError> problems = new ArrayList<>();
    Members in = new Members(body, "", problems);
    Optional<JobStatus> status =
        in.text("status", STATUS_RULE, s -> JobStatus.ofWireName(s).orElseThrow(Bad::new));
    if (!in.has("status")) {
      in.reject("status", STATUS_RULE);
    }
    Amendment amendment =
        new Amendment(
            in.text("dispatchId", Texts.rule(MAX_DISPATCH_ID), Texts.line(MAX_DISPATCH_ID)),
            in.object("customer", customer -> customer(customer, languages))
                .orElse(CustomerPart.NONE),
            in.object("load", CommandReader::load).orElse(LoadPart.NONE),
            in.text("trailerVin", Vin.RULE, Vin::new));
    in.refuseOthers();
    return problems.isEmpty()
        ? new Valid(new StatusCommand(status.orElseThrow(), amendment))
        : new Invalid(problems);
  }

  private static CustomerPart customer(Members in, Set<String> languages) {
    return new CustomerPart(
        in.text("name", Texts.rule(Customer.MAX_NAME), Texts.line(Customer.MAX_NAME)),
        in.text("phone", Phones.RULE, Phones::parse),
        in.text("email", EmailAddress.RULE, EmailAddress::new),
        in.text(
            "language", "one of " + String.join(", ", languages), tag -> language(tag, languages)),
        in.text("timeZone", TimeZoneName.RULE, TimeZoneName::known));
  }

  private static Language language(String tag, Set<String> languages) {
    if (!languages.contains(tag)) {
      throw new Bad();
    }
    return new Language(tag);
  }

  private static LoadPart load(Members in) {
    return new LoadPart(
        in.text("material", Texts.rule(MAX_MATERIAL), Texts.line(MAX_MATERIAL)),
        in.number("tons", TONS_RULE, CommandReader::tons),
        in.text("address", Texts.rule(MAX_ADDRESS), Texts.line(MAX_ADDRESS)),
        in.text("notes", Texts.rule(MAX_NOTES), Texts.lines(MAX_NOTES)));
  }

  /** In one form per value, so that 12.0 does not amend 12. */
  private static BigDecimal tons(JsonNode node) {
    BigDecimal tons = node.decimalValue();
    if (tons.signum() <= 0 || tons.compareTo(TONS_BELOW) >= 0) {
      throw new Bad();
    }
    BigDecimal plain = tons.stripTrailingZeros();
    if (plain.scale() > TONS_DECIMALS) {
      throw new Bad();
    }
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static final class Bad extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
  }
}
