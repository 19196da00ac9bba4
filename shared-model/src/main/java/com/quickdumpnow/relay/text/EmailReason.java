package com.quickdumpnow.relay.text;

/** Why a customer gets an email in place of a text, as it is told to them. */
public enum EmailReason {
  /** They gave no number: nothing is said of texts. */
  NO_PHONE(""),
  OPTED_OUT("You get this email because you asked us not to text you."),
  NOT_REACHED("You get this email because we could not reach you by text.");

  private final String sentence;

  EmailReason(String sentence) {
    this.sentence = sentence;
  }

  /** One sentence; empty when nothing is to be said. */
  String sentence() {
    return sentence;
  }
}
