package com.quickdumpnow.relay.api.http;

import java.util.Optional;

/** Knows the bearer tokens of staff. Thread-safe. */
@FunctionalInterface
public interface StaffDirectory {
  /** The name of whoever holds that token; empty when nobody does, or does no more. */
  Optional<String> identify(String token);
}
