package com.quickdumpnow.relay.model;

/** What a failed attempt means for the rest of the chain. */
public enum FailureAction {
  /** The same route may be used again. */
  SAME,
  /** This route is used up; the next one takes over. */
  NEXT,
  /** Every route of this route's account is used up. */
  NEXT_ACCOUNT,
  /** No more texts for this notification; email takes over. */
  EMAIL,
  /** No more texts to this number at all; email where it is allowed. */
  STOP
}
