package com.quickdumpnow.relay.localcloud.twilio;

import java.time.Instant;

/** A text that a phone really received: the ground truth, whatever the receipts said. */
public record HandsetText(String sid, String from, String body, Instant at) {

  /** Neither number nor body. */
  @Override
  public String toString() {
    return "HandsetText[" + sid + "]";
  }
}
