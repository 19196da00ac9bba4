package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.store.register.Register;
import java.util.Optional;

/** Shows a roster in which nobody has a share, so that whoever looks takes what is due to it. */
record GreedyRegister(Register register) implements Register {
  @Override
  public Optional<Version> read() {
    return register
        .read()
        .map(
            version ->
                new Version(
                    version.text().replaceAll("\"share\":[0-9]+", "\"share\":0"), version.stamp()));
  }

  @Override
  public boolean write(String text, Optional<Version> onto) {
    return register.write(text, onto);
  }
}
