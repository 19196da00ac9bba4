package com.quickdumpnow.relay.ops.importing;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.ops.importing.Export.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of one row, read with every problem at once. Not thread-safe. */
final class Cells {
  private final Row row;
  private final Columns columns;
  private final Map<String, String> headers;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param headers by field, the column that holds it
   */
  Cells(Row row, Columns columns, Map<String, String> headers) {
    this.row = row;
    this.columns = columns;
    this.headers = headers;
  }

  Optional<String> text(String field) {
    return Optional.ofNullable(headers.get(field))
        .flatMap(header -> Optional.ofNullable(row.cells().get(header)));
  }

  /** The value that {@code parse} makes of it; what it throws is a problem of this row. */
  <T> Optional<T> parsed(String field, Function<String, T> parse) {
    Optional<String> text = text(field);
    try {
      return text.map(parse);
    } catch (IllegalArgumentException e) {
      reject(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  Optional<Instant> time(String field) {
    Optional<String> text = text(field);
    Optional<Instant> time = text.flatMap(value -> Times.parse(value, columns.zone()));
    if (text.isPresent() && time.isEmpty()) {
      reject(field, "not a time: use " + Times.RULE);
    }
    return time;
  }

  Optional<BigDecimal> number(String field) {
    return parsed(
        field,
        value -> {
          try {
            BigDecimal number = new BigDecimal(value.replaceAll("[,\\s]|(?i)tons?$|t$", ""));
            BigDecimal plain = number.stripTrailingZeros();
            return plain.scale() < 0 ? plain.setScale(0) : plain;
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number", e);
          }
        });
  }

  Optional<EmailAddress> email(String field) {
    return parsed(field, EmailAddress::new);
  }

  /** A number that can exist, in any spelling of the export's country, or with a country code. */
  Optional<PhoneNumber> phone(String field) {
    return parsed(field, this::phoneNumber);
  }

  private PhoneNumber phoneNumber(String value) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      var number = numbers.parse(value, columns.country());
      if (number.hasExtension()) {
        throw new IllegalArgumentException("has an extension, so it gets no texts");
      }
      if (!numbers.isPossibleNumber(number)) {
        throw new IllegalArgumentException("not a possible phone number");
      }
      return new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164));
    } catch (NumberParseException e) {
      throw new IllegalArgumentException("not a phone number", e);
    }
  }

  void reject(String field, String why) {
    problems.add(field + ": " + why);
  }

  /** Everything that is wrong with it; it repeats no value. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  public String toString() {
    return row.toString();
  }
}
