package com.quickdumpnow.relay.text;

import java.util.Optional;
import java.util.Set;

/** What a language says beside what it says about a status. */
public enum Phrase {
  /** What <code>{stop}</code> stands for. */
  HOW_TO_STOP("howToStop", Set.of(), Set.of()),
  GREETING("emailGreeting", Set.of(Placeholder.NAME), Set.of()),
  BUTTON("emailButton", Set.of(), Set.of()),
  OPTED_OUT("emailAfterOptOut", Set.of(), Set.of()),
  NOT_REACHED("emailAfterFailure", Set.of(), Set.of()),
  QUESTIONS("emailQuestions", Set.of(Placeholder.PHONE), Set.of(Placeholder.PHONE)),
  SIGNATURE("emailSignature", Set.of(), Set.of());

  private final String wireName;
  private final Set<Placeholder> allowed;
  private final Set<Placeholder> required;

  Phrase(String wireName, Set<Placeholder> allowed, Set<Placeholder> required) {
    this.wireName = wireName;
    this.allowed = allowed;
    this.required = required;
  }

  /** Its name in the file of templates. */
  public String wireName() {
    return wireName;
  }

  public Template parse(String source) {
    if (source.isBlank()) {
      throw new MalformedTemplateException("is blank");
    }
    return Template.parse(source.strip(), allowed, required);
  }

  /** What is said of the reason why it is an email. */
  static Optional<Phrase> of(EmailReason reason) {
    return switch (reason) {
      case NO_TEXT -> Optional.empty();
      case OPTED_OUT -> Optional.of(OPTED_OUT);
      case NOT_REACHED -> Optional.of(NOT_REACHED);
    };
  }
}
