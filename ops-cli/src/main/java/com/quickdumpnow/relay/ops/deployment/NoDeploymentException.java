package com.quickdumpnow.relay.ops.deployment;

/** Nobody said which deployment is meant. The message says how to. */
public final class NoDeploymentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoDeploymentException(String message) {
    super(message);
  }
}
