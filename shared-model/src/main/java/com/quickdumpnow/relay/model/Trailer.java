package com.quickdumpnow.relay.model;

import java.util.Optional;

/**
 * A dump trailer.
 *
 * @param location where it stands in words ({@code "Yard 2"})
 */
public record Trailer(
    Vin vin,
    Optional<GpsPosition> position,
    Optional<String> location,
    Optional<JobId> assignedJob,
    Extras extras) {
  /** A trailer of which nothing but its VIN is known. */
  public static Trailer bare(Vin vin) {
    return new Trailer(vin, Optional.empty(), Optional.empty(), Optional.empty(), Extras.NONE);
  }

  public Trailer withLocation(String newLocation) {
    return new Trailer(vin, position, Optional.of(newLocation), assignedJob, extras);
  }
}
