package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a trailer's GPS unit says it is, WGS 84 degrees.
 *
 * @param at when it was measured, if the unit said
 */
public record GpsPosition(double latitude, double longitude, Optional<Instant> at, Extras extras) {
  public GpsPosition(double latitude, double longitude, Optional<Instant> at) {
    this(latitude, longitude, at, Extras.NONE);
  }

  public GpsPosition {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException(
          "not a position: latitude is -90 to 90, longitude -180 to 180 degrees");
    }
  }
}
