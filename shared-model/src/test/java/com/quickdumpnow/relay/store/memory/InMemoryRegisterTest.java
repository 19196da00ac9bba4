package com.quickdumpnow.relay.store.memory;

import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.RegisterContract;

class InMemoryRegisterTest extends RegisterContract {
  private final Register register = new InMemoryRegister();

  @Override
  protected Register register() {
    return register;
  }
}
