package com.quickdumpnow.relay.store.memory;

import com.quickdumpnow.relay.store.register.Register;
import java.util.Optional;

/** A register that never fails and forgets its text when the program ends. Thread-safe. */
public final class InMemoryRegister implements Register {
  private Optional<Version> current = Optional.empty();
  private long writes;

  @Override
  public synchronized Optional<Version> read() {
    return current;
  }

  @Override
  public synchronized boolean write(String text, Optional<Version> onto) {
    if (!current.map(Version::stamp).equals(onto.map(Version::stamp))) {
      return false;
    }
    current = Optional.of(new Version(text, Long.toString(++writes)));
    return true;
  }
}
