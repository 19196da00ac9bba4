package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Load;
import java.util.Optional;

/** What a text may say about a job, as people typed it. Personal data: it prints nothing. */
public record TemplateValues(
    String customerName, Optional<String> material, Optional<String> address) {

  public static TemplateValues of(Customer customer, Load load) {
    return new TemplateValues(customer.name(), load.material(), load.address());
  }

  @Override
  public String toString() {
    return "TemplateValues[***]";
  }
}
