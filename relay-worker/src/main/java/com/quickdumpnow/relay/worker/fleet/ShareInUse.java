package com.quickdumpnow.relay.worker.fleet;

/** The share that a worker may use now. Written by one thread, read by all. */
final class ShareInUse {
  private volatile Share share = Share.NONE;

  Share get() {
    return share;
  }

  void set(Share next) {
    share = next;
  }
}
