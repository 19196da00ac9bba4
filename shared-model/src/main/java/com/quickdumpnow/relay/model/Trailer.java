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
    Extras extras) {}
