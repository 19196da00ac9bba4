package com.quickdumpnow.relay.api.status;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.quickdumpnow.relay.model.PhoneNumber;

/**
 * Whether a phone number can exist at all. Not whether it is valid: libphonenumber's {@code
 * isValidNumber} rejects numbers that Twilio's own samples use.
 */
final class Phones {
  static final String RULE = "a number that exists, in " + PhoneNumber.RULE;

  private Phones() {}

  /**
   * @throws IllegalArgumentException when it is not E.164, or too short or long for its country
   */
  static PhoneNumber parse(String value) {
    PhoneNumber phone = new PhoneNumber(value);
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      if (numbers.isPossibleNumber(numbers.parse(value, null))) {
        return phone;
      }
    } catch (NumberParseException _) {
      // As impossible as one of a wrong length.
    }
    throw new IllegalArgumentException("not a possible phone number");
  }
}
