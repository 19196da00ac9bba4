package com.quickdumpnow.relay.config;

import java.io.Serial;

/**
 * A setting's value does not parse. The message is shown to whoever starts the program, so it says
 * which part is wrong and never repeats the value, which may be a secret.
 */
public final class MalformedSettingException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1;

  private final String wrong;

  /**
   * @param wrong what is wrong, in words that follow the variable's name: "is not a duration"
   */
  public MalformedSettingException(String wrong) {
    super(wrong);
    this.wrong = wrong;
  }

  String wrong() {
    return wrong;
  }
}
