package com.quickdumpnow.relay.api.status;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.TimeZoneName;
import com.quickdumpnow.relay.model.Vin;
import java.math.BigDecimal;
import java.util.Optional;

/** What a request says about a job beside its status; what it leaves out stays as it is. */
record Amendment(
    Optional<String> dispatchId, CustomerPart customer, LoadPart load, Optional<Vin> trailerVin) {

  /** Prints no personal data. */
  record CustomerPart(
      Optional<String> name,
      Optional<PhoneNumber> phone,
      Optional<EmailAddress> email,
      Optional<Language> language,
      Optional<TimeZoneName> timeZone) {
    static final CustomerPart NONE =
        new CustomerPart(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether it makes a customer on its own. */
    boolean isWhole() {
      return name.isPresent() && (phone.isPresent() || email.isPresent());
    }

    Customer onto(Customer customer) {
      return new Customer(
          name.orElse(customer.name()),
          phone.or(customer::phone),
          email.or(customer::email),
          language.or(customer::language),
          timeZone.or(customer::timeZone),
          customer.extras());
    }

    Customer alone() {
      return new Customer(name.orElseThrow(), phone, email, language, timeZone, Extras.NONE);
    }

    @Override
    public String toString() {
      return "CustomerPart[" + phone + ", " + email + "]";
    }
  }

  /** Prints no personal data. */
  record LoadPart(
      Optional<String> material,
      Optional<BigDecimal> tons,
      Optional<String> address,
      Optional<String> notes) {
    static final LoadPart NONE =
        new LoadPart(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Load onto(Load load) {
      return new Load(
          material.or(load::material),
          tons.or(load::tons),
          address.or(load::address),
          notes.or(load::notes),
          load.extras());
    }

    @Override
    public String toString() {
      return "LoadPart[" + material + "]";
    }
  }

  Job onto(Job job) {
    return job.amended(
        dispatchId.or(job::dispatchId),
        customer.onto(job.customer()),
        load.onto(job.load()),
        trailerVin.or(job::trailerVin));
  }
}
