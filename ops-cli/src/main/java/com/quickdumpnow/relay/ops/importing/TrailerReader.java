package com.quickdumpnow.relay.ops.importing;

import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.GpsPosition;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** A trailer out of a row. */
final class TrailerReader {
  private TrailerReader() {}

  /** Empty when it has problems, which {@code cells} then has. */
  static Optional<Trailer> read(Cells cells) {
    Optional<Vin> vin = cells.parsed("vin", Vin::new);
    if (cells.text("vin").isEmpty()) {
      cells.reject("vin", "missing");
    }
    Optional<GpsPosition> position = position(cells);
    Optional<JobId> assigned = cells.parsed("assigned", JobId::new);
    return cells.problems().isEmpty()
        ? vin.map(
            known -> new Trailer(known, position, cells.text("location"), assigned, Extras.NONE))
        : Optional.empty();
  }

  private static Optional<GpsPosition> position(Cells cells) {
    Optional<BigDecimal> latitude = cells.number("latitude");
    Optional<BigDecimal> longitude = cells.number("longitude");
    Optional<Instant> measured = cells.time("measured");
    if (latitude.isPresent() != longitude.isPresent()) {
      cells.reject("latitude", "one of latitude and longitude alone");
      return Optional.empty();
    }
    try {
      return latitude.map(
          lat ->
              new GpsPosition(lat.doubleValue(), longitude.orElseThrow().doubleValue(), measured));
    } catch (IllegalArgumentException e) {
      cells.reject("latitude", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
