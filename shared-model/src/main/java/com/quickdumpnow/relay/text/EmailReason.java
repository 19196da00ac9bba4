package com.quickdumpnow.relay.text;

/** Why a customer gets an email in place of a text, as it is told to them. */
public enum EmailReason {
  /** They gave no number, or no text was tried: nothing is said of texts. */
  NO_TEXT,
  OPTED_OUT,
  NOT_REACHED
}
