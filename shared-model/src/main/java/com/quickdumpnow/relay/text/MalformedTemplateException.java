package com.quickdumpnow.relay.text;

/** A template that nobody can fill in; the message says in words what is wrong with it. */
public final class MalformedTemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MalformedTemplateException(String message) {
    super(message);
  }
}
