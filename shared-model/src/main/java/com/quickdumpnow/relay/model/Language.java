package com.quickdumpnow.relay.model;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A language by its primary tag, in lower case.
 *
 * @see <a href="https://www.rfc-editor.org/info/bcp47">BCP 47, 2.2.1</a>
 */
public record Language(String tag) {
  /** What a value has to look like, in words that follow "use ". */
  public static final String RULE = "a language's tag of two or three letters, such as en or es";

  private static final Pattern TAG = Pattern.compile("[a-z]{2,3}");

  public static final Language ENGLISH = new Language("en");

  public Language {
    if (!TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException("not a language: use " + RULE);
    }
  }

  /**
   * The language of a tag that may say more, such as {@code es-MX}.
   *
   * @throws IllegalArgumentException when it begins with no language
   */
  public static Language ofTag(String tag) {
    return new Language(tag.strip().toLowerCase(Locale.ROOT).replaceFirst("[-_].*$", ""));
  }

  /** A record's own would be spun at the first use, which a Lambda's cold start pays for. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Language language && language.tag.equals(tag);
  }

  @Override
  public int hashCode() {
    return tag.hashCode();
  }

  @Override
  public String toString() {
    return tag;
  }
}
