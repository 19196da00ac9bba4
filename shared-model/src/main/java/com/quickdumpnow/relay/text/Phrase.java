package com.quickdumpnow.relay.text;

import java.util.Optional;
import java.util.Set;

/** What a language says beside what it says about a status. */
public enum Phrase {
  /** What <code>{stop}</code> stands for. */
  HOW_TO_STOP("howToStop"),
  GREETING("emailGreeting"),
  BUTTON("emailButton"),
  OPTED_OUT("emailAfterOptOut"),
  NOT_REACHED("emailAfterFailure"),
  QUESTIONS("emailQuestions"),
  SIGNATURE("emailSignature");

  private final String wireName;

  Phrase(String wireName) {
    this.wireName = wireName;
  }

  /** Its name in the file of templates. */
  public String wireName() {
    return wireName;
  }

  public Template parse(String source) {
    if (source.isBlank()) {
      throw new MalformedTemplateException("is blank");
    }
    return switch (this) {
      case GREETING -> Template.parse(source.strip(), Set.of(Placeholder.NAME), Set.of());
      case QUESTIONS ->
          Template.parse(source.strip(), Set.of(Placeholder.PHONE), Set.of(Placeholder.PHONE));
      case HOW_TO_STOP, BUTTON, OPTED_OUT, NOT_REACHED, SIGNATURE ->
          Template.parse(source.strip(), Set.of(), Set.of());
    };
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
