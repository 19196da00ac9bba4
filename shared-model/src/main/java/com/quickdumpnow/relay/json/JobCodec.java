package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.IdempotencyRecord;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.TimeZoneName;
import com.quickdumpnow.relay.model.Vin;

/** One entry of {@code jobs[]}. Its {@code status} repeats the last one of the timeline. */
final class JobCodec {
  private JobCodec() {}

  static void write(ObjectText out, Job job) {
    out.text("jobId", job.id().value());
    out.maybeText("dispatchId", job.dispatchId());
    out.text("status", job.status().wireName());
    out.object("customer", customer -> writeCustomer(customer, job.customer()));
    out.object("load", load -> writeLoad(load, job.load()));
    out.maybeText("trailerVin", job.trailerVin().map(Vin::value));
    out.list("timeline", job.timeline(), JobCodec::writeChange);
    out.maybeList("idempotency", job.idempotency(), JobCodec::writeIdempotency);
    out.extras(job.extras());
  }

  static Job read(Fields in) {
    in.derived("status");
    return new Job(
        in.value("jobId", JobId::new),
        in.maybeText("dispatchId"),
        readCustomer(in.object("customer")),
        readLoad(in.object("load")),
        in.maybe("trailerVin", Vin::new),
        in.list("timeline", JobCodec::readChange),
        in.maybeList("idempotency", JobCodec::readIdempotency),
        in.extras());
  }

  private static void writeCustomer(ObjectText out, Customer customer) {
    out.text("name", customer.name());
    out.maybeText("phone", customer.phone().map(PhoneNumber::value));
    out.maybeText("email", customer.email().map(EmailAddress::value));
    out.maybeText("language", customer.language().map(Language::tag));
    out.maybeText("timeZone", customer.timeZone().map(TimeZoneName::value));
    out.extras(customer.extras());
  }

  private static Customer readCustomer(Fields in) {
    return in.checked(
        () ->
            new Customer(
                in.text("name"),
                in.maybe("phone", PhoneNumber::new),
                in.maybe("email", EmailAddress::new),
                in.maybe("language", Language::new),
                in.maybe("timeZone", TimeZoneName::new),
                in.extras()));
  }

  private static void writeLoad(ObjectText out, Load load) {
    out.maybeText("material", load.material());
    out.maybeNumber("tons", load.tons());
    out.maybeText("address", load.address());
    out.maybeText("notes", load.notes());
    out.extras(load.extras());
  }

  private static Load readLoad(Fields in) {
    return in.checked(
        () ->
            new Load(
                in.maybeText("material"),
                in.maybeDecimal("tons"),
                in.maybeText("address"),
                in.maybeText("notes"),
                in.extras()));
  }

  private static void writeChange(ObjectText out, StatusChange change) {
    out.text("status", change.status().wireName());
    out.instant("at", change.at());
    out.text("by", change.by());
    out.extras(change.extras());
  }

  private static StatusChange readChange(Fields in) {
    return new StatusChange(
        in.word("status", JobStatus::ofWireName), in.instant("at"), in.text("by"), in.extras());
  }

  private static void writeIdempotency(ObjectText out, IdempotencyRecord record) {
    out.text("key", record.key());
    out.text("bodyHash", record.bodyHash());
    out.instant("at", record.at());
    out.number("httpStatus", record.httpStatus());
    out.text("status", record.status().wireName());
    out.maybeText("notificationId", record.notificationId().map(NotificationId::value));
    out.extras(record.extras());
  }

  private static IdempotencyRecord readIdempotency(Fields in) {
    return new IdempotencyRecord(
        in.text("key"),
        in.text("bodyHash"),
        in.instant("at"),
        in.smallNumber("httpStatus"),
        in.word("status", JobStatus::ofWireName),
        in.maybe("notificationId", NotificationId::new),
        in.extras());
  }
}
