package com.quickdumpnow.relay.worker.zones;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.quickdumpnow.relay.decision.ZoneFinder;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/**
 * Time zones by area code, from <a
 * href="https://github.com/google/libphonenumber">libphonenumber</a>'s table. Somebody may have
 * taken their number along to another zone: nobody can tell from a number. Thread-safe.
 */
public final class PhoneZones implements ZoneFinder {
  private static final String UNKNOWN = PhoneNumberToTimeZonesMapper.getUnknownTimeZone();

  private final PhoneNumberToTimeZonesMapper zones = PhoneNumberToTimeZonesMapper.getInstance();
  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

  /** Reads its tables, some 100 ms. */
  public PhoneZones() {}

  @Override
  public Set<ZoneId> of(PhoneNumber phone) {
    Set<ZoneId> found = new HashSet<>();
    try {
      for (String name : zones.getTimeZonesForNumber(numbers.parse(phone.value(), null))) {
        if (!name.equals(UNKNOWN)) {
          found.add(ZoneId.of(name));
        }
      }
    } catch (NumberParseException | DateTimeException _) {
      // A country that does not exist, or a zone that this machine does not know: nobody can tell.
      return Set.of();
    }
    return Set.copyOf(found);
  }
}
