package com.quickdumpnow.relay.worker.fleet;

import java.util.List;

/** What the fleet needs of those who use the routes. Thread-safe. */
public interface Senders {
  /** What they found out of the routes and is not over yet. */
  List<Report> reports();

  /** What the others found out: all that is known of it now, in place of what was before. */
  void heard(List<Heard> reports);

  /**
   * When the turns given so far are over, at the share they were given at; in {@link
   * com.quickdumpnow.relay.time.Clockwork#ticks}.
   */
  long drained();
}
