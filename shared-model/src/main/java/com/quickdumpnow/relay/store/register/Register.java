package com.quickdumpnow.relay.store.register;

import java.util.Optional;

/**
 * One short text that several programs change, each by compare-and-set: so its versions follow one
 * another in one order, which all see. Strongly consistent: a read that starts after a write was
 * answered sees it. Thread-safe. Nothing here is tried twice: who calls, decides about that.
 *
 * <p>Every method throws {@link RegisterException}; a write that did may have taken effect, and may
 * yet do so while nobody else writes.
 */
public interface Register {
  /** Empty when nobody has written yet. */
  Optional<Version> read();

  /**
   * Writes onto that version, and no other.
   *
   * @param text not that of an earlier version: it may have the same stamp (the entity tag of an
   *     object is made of what is in it)
   * @param onto empty to be the first
   * @return whether it was written; if not, others were quicker
   */
  boolean write(String text, Optional<Version> onto);

  /**
   * @param stamp names this very version
   */
  record Version(String text, String stamp) {}
}
