package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What customers are told, by status and language. A customer whose language is not among them, or
 * lacks the status, is told in the installation's own.
 *
 * @param own says everything
 */
public record Templates(Language own, Map<Language, Wording> languages) {
  public Templates {
    languages = Map.copyOf(languages);
    Wording wording =
        Optional.ofNullable(languages.get(own))
            .orElseThrow(() -> new IllegalArgumentException("no " + own));
    if (!wording.statuses().keySet().containsAll(Set.of(JobStatus.values()))
        || !wording.phrases().keySet().containsAll(Set.of(Phrase.values()))) {
      throw new IllegalArgumentException(own + " does not say everything");
    }
  }

  /** The languages that can be asked for, by tag. */
  public Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    languages.keySet().forEach(language -> tags.add(language.tag()));
    return tags;
  }

  /** In which language somebody is told of that status. */
  public Language spoken(Optional<Language> wanted, JobStatus status) {
    return wanted
        .filter(languages::containsKey)
        .filter(language -> wording(language).statuses().containsKey(status))
        .orElse(own);
  }

  /**
   * The text: one that has only GSM-7 characters without the customer's values keeps to them.
   * Values get only what the rest leaves of its segments: first the address, then the material,
   * then the name. One is shortened at a space, or left out when too little of it would remain or
   * when it has characters that GSM-7 lacks and nothing resembles. Values cannot add a link of
   * their own ({@link Clean#unlinked}). The link is never touched.
   *
   * @param link stands in the text as given
   * @param sayHowToStop for the first text to a customer
   */
  public RenderedText text(
      Optional<Language> wanted,
      JobStatus status,
      TemplateValues values,
      String link,
      boolean sayHowToStop) {
    Language language = spoken(wanted, status);
    String stop = sayHowToStop ? phrase(language, Phrase.HOW_TO_STOP).fill(Map.of()) : "";
    return new TextFit(words(language, status).text(), link, stop).fit(values);
  }

  StatusWords words(Language language, JobStatus status) {
    return Optional.ofNullable(wording(language).statuses().get(status)).orElseThrow();
  }

  /** In that language, or in the installation's own. */
  Template phrase(Language language, Phrase phrase) {
    return Optional.ofNullable(wording(language).phrases().get(phrase))
        .or(() -> Optional.ofNullable(wording(own).phrases().get(phrase)))
        .orElseThrow();
  }

  private Wording wording(Language language) {
    return Optional.ofNullable(languages.get(language)).orElseThrow();
  }
}
