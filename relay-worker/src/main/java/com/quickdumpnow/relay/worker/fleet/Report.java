package com.quickdumpnow.relay.worker.fleet;

import java.time.Instant;

/**
 * What a worker found out of a route or an account.
 *
 * @param subject a route's name or an account's SID
 * @param until by the clock of whoever found out; machines' clocks differ by seconds
 * @param reason for people
 */
public record Report(String subject, Kind kind, Instant until, String reason) {
  /** How long it holds, and for whom. */
  public enum Kind {
    /** It takes nothing until then, and takes texts again afterwards. */
    BUSY,
    /** It is not to be used until then. */
    RESTING,
    /** It fails, at least until then; whoever found out tries it again and says so. */
    FAILING
  }
}
