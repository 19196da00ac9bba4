package com.quickdumpnow.relay.model;

/**
 * Why a customer may see a message a second time. An attempt that follows another and carries none
 * of these follows one that is known not to have reached the carrier.
 */
public enum RepeatLabel {
  /** (a) An earlier hop is known to have failed. */
  FAILED_BEFORE,
  /** (b) An earlier hop's receipt is overdue. */
  OVERDUE,
  /** (c) An earlier hop was reconciled and left no trace at the carrier. */
  NO_TRACE,
  /** (d) An earlier email was ambiguous and its wait is over. */
  AMBIGUOUS_EMAIL
}
