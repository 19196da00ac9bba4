package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What staff set for the whole relay.
 *
 * @param sending the last word on whether anything is sent; empty while nobody ever paused it
 */
public record DocumentSettings(Optional<SendingSwitch> sending, Extras extras) {
  public static final DocumentSettings NONE = new DocumentSettings(Optional.empty(), Extras.NONE);

  /**
   * @param since when it was set so
   * @param by the name of the staff token
   * @param reason in staff's words; may be empty when it was resumed
   */
  public record SendingSwitch(
      boolean paused, Instant since, String by, String reason, Extras extras) {
    public SendingSwitch(boolean paused, Instant since, String by, String reason) {
      this(paused, since, by, reason, Extras.NONE);
    }
  }

  public boolean isPaused() {
    return sending.filter(SendingSwitch::paused).isPresent();
  }

  public DocumentSettings with(SendingSwitch newSending) {
    return new DocumentSettings(Optional.of(newSending), extras);
  }
}
