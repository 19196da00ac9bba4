package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.ZoneId;
import java.util.Set;

/** Tells from a phone number where its owner may be. Thread-safe; has no effect. */
@FunctionalInterface
public interface ZoneFinder {
  /** Knows of nobody. */
  ZoneFinder NOBODY = _ -> Set.of();

  /** Every time zone that the number's prefix is of; empty when that is not known. */
  Set<ZoneId> of(PhoneNumber phone);
}
