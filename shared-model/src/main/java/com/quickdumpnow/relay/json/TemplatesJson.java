package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.text.Phrase;
import com.quickdumpnow.relay.text.StatusWords;
import com.quickdumpnow.relay.text.Template;
import com.quickdumpnow.relay.text.Templates;
import com.quickdumpnow.relay.text.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The templates as people write them; {@code templates.json} beside this class is what is used
 * where nobody wrote any, and shows the format:
 *
 * <pre>{@code
 * {"language": "en",                   the installation's own: it says everything
 *  "languages": {
 *    "en": {
 *      "queued": {"text": "… {link}[ {stop}]", "emailSubject": "…", "emailBody": "… {link}"},
 *      "dispatched": …, "completed": …, "cancelled": …,
 *      "phrases": {"howToStop": "…", "emailGreeting": "…", …}},
 *    "es": …}}                         may leave out a status or a phrase
 * }</pre>
 */
public final class TemplatesJson {
  private static final String PHRASES = "phrases";

  private TemplatesJson() {}

  /** Read once, when it is asked for. */
  private static final class Shipped {
    static final Templates TEMPLATES = parse(standardText());
  }

  /** The text of what is shipped, as a person may copy it. */
  public static String standardText() {
    try (InputStream in = TemplatesJson.class.getResourceAsStream("templates.json")) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is shipped: English, and Spanish. */
  public static Templates standard() {
    return Shipped.TEMPLATES;
  }

  /**
   * @throws MalformedSettingException with every problem at once, each with its place as a JSON
   *     Pointer, which names language, status and text
   */
  public static Templates parse(String text) {
    Json json;
    try {
      json = Json.parse(text);
    } catch (BadJsonException e) {
      throw new MalformedSettingException("has no templates: " + e.getMessage());
    }
    List<String> problems = new ArrayList<>();
    Optional<Templates> templates = templates(new Members(json, "", problems));
    if (templates.isEmpty() || !problems.isEmpty()) {
      throw new MalformedSettingException("has wrong templates: " + String.join("; ", problems));
    }
    return templates.get();
  }

  private static Optional<Templates> templates(Members in) {
    Optional<Language> own =
        in.required("language", in.value("language", Language::new, Language.RULE));
    Map<Language, Wording> wordings = new HashMap<>();
    Optional<Members> languages = in.object("languages");
    if (languages.isEmpty()) {
      in.problem("/languages", "is missing");
    }
    languages.ifPresent(
        all ->
            all.names()
                .forEach(
                    tag ->
                        wording(all.object(tag).orElseThrow(), tag, own)
                            .ifPresent(wording -> put(wordings, all, tag, wording))));
    in.refuseTheRest();
    own.filter(language -> languages.isPresent() && !wordings.containsKey(language))
        .ifPresent(language -> in.problem("/languages", "lacks " + language + ", the own one"));
    return in.hasProblems() || own.isEmpty()
        ? Optional.empty()
        : Optional.of(new Templates(own.get(), wordings));
  }

  private static void put(
      Map<Language, Wording> wordings, Members in, String tag, Wording wording) {
    try {
      wordings.put(new Language(tag), wording);
    } catch (IllegalArgumentException _) {
      in.problem("/" + tag, "is not " + Language.RULE);
    }
  }

  private static Optional<Wording> wording(Members in, String tag, Optional<Language> own) {
    boolean complete = own.filter(language -> language.tag().equals(tag)).isPresent();
    Map<JobStatus, StatusWords> statuses = new EnumMap<>(JobStatus.class);
    for (JobStatus status : JobStatus.values()) {
      Optional<Members> words = in.object(status.wireName());
      if (words.isEmpty() && complete) {
        in.problem("/" + status.wireName(), "is missing in the installation's own language");
      }
      words.flatMap(TemplatesJson::words).ifPresent(read -> statuses.put(status, read));
    }
    Map<Phrase, Template> phrases = new EnumMap<>(Phrase.class);
    Optional<Members> given = in.object(PHRASES);
    given.ifPresent(
        members -> {
          for (Phrase phrase : Phrase.values()) {
            members
                .explained(phrase.wireName(), phrase::parse)
                .ifPresent(template -> phrases.put(phrase, template));
          }
          members.refuseTheRest();
        });
    if (complete) {
      Set<String> said = given.map(Members::names).orElse(Set.of());
      for (Phrase phrase : Phrase.values()) {
        if (!said.contains(phrase.wireName())) {
          in.problem(
              "/" + PHRASES + "/" + phrase.wireName(),
              "is missing in the installation's own language");
        }
      }
    }
    in.refuseTheRest();
    return Optional.of(new Wording(statuses, phrases));
  }

  private static Optional<StatusWords> words(Members in) {
    Optional<Template> text = in.required("text", in.explained("text", StatusWords::text));
    Optional<Template> subject =
        in.required("emailSubject", in.explained("emailSubject", StatusWords::emailSubject));
    Optional<Template> body =
        in.required("emailBody", in.explained("emailBody", StatusWords::emailBody));
    in.refuseTheRest();
    return text.isEmpty() || subject.isEmpty() || body.isEmpty()
        ? Optional.empty()
        : Optional.of(new StatusWords(text.get(), subject.get(), body.get()));
  }
}
