package com.quickdumpnow.relay.ops.migration;

/** Is told how far a move has come. Called from several threads. */
public interface Watcher {
  /** Tells nobody. */
  Watcher NONE = new Watcher() {};

  /** What a move does, in this order. */
  enum Phase {
    /** The source's parts are told to heed its mark. */
    TELL,
    /** All is copied, and what has changed again. Programs go on. */
    COPY,
    /** Nothing changes any more; the last differences are copied, and all is compared. */
    COMPARE,
    /** Programs follow. */
    SWITCH
  }

  default void begins(Phase phase) {}

  /** So many pieces more were looked at. */
  default void looked(int pieces) {}
}
