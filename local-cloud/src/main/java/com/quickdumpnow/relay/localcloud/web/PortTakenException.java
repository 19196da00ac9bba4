package com.quickdumpnow.relay.localcloud.web;

/** Something else listens on the port a stand-in was asked to take. */
public final class PortTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int port;

  public PortTakenException(String service, int port, Throwable cause) {
    super(
        "%s cannot listen on port %d of 127.0.0.1: the port is taken. Stop what uses it or choose another port."
            .formatted(service, port),
        cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
