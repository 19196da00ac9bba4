package com.quickdumpnow.relay.worker.fleet;

import java.time.Duration;
import java.util.Optional;

/**
 * How a worker stands among the others.
 *
 * @param members how many there are, itself among them; 0 while it does not know
 * @param leads whether it does what is to be done once
 * @param share what it may take of the routes' pace now, 0 to 1
 * @param standsBy whether the others suffice, so that it has no share and needs none
 * @param without for how long it has had no share although it is due one
 */
public record Standing(
    int members, boolean leads, double share, boolean standsBy, Optional<Duration> without) {
  /** Of one that is alone. */
  public static final Standing ALONE = new Standing(1, true, 1, false, Optional.empty());
}
