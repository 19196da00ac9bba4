package com.quickdumpnow.relay.store.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts what it is told, and can meddle at a retry. */
final class RecordingListener implements StoreListener {
  final List<Integer> batches = new ArrayList<>();
  int conflicts;
  int ownWrites;
  Runnable atRetry = () -> {};

  @Override
  public synchronized void committed(int changes, int bytes, Duration took) {
    batches.add(changes);
  }

  @Override
  public synchronized void conflict() {
    conflicts++;
  }

  @Override
  public void retried() {
    atRetry.run();
  }

  @Override
  public synchronized void ownWriteRecognised() {
    ownWrites++;
  }
}
