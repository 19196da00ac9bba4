package com.quickdumpnow.relay.ops.messages;

import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.text.EmailReason;
import com.quickdumpnow.relay.text.EmailTemplates;
import com.quickdumpnow.relay.text.RenderedText;
import com.quickdumpnow.relay.text.Segments;
import com.quickdumpnow.relay.text.TemplateValues;
import com.quickdumpnow.relay.text.Templates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every text and email of some templates, filled with a sample customer's values.
 *
 * @param link the tracking link in them
 * @param pricePerSegment of the route that sends them
 */
public record TemplatePreview(Templates templates, String link, Money pricePerSegment) {
  /** A link as long as one usually is. */
  public static final String TOKEN = "?j=job-12345.k1R9FfFr012cL2Yrol";

  private static final TemplateValues SAMPLE =
      new TemplateValues(
          "Ana Smith", Optional.of("gravel"), Optional.of("12 Main St, Chula Vista"));

  /** What of a status is sent. */
  public enum Kind {
    /** The first text to a customer, which says how to stop. */
    FIRST_TEXT,
    TEXT,
    EMAIL
  }

  /**
   * One of them.
   *
   * @param spoken the language that is used for those who want {@code language}
   * @param segments empty for an email
   */
  public record Sample(
      Language language,
      JobStatus status,
      Kind kind,
      Language spoken,
      Optional<Segments> segments,
      Money cost,
      String words) {
    /** Whether a customer's message costs more than the one cheap segment. */
    public boolean isDear() {
      return segments.filter(counted -> !counted.isOneOfGsm7()).isPresent();
    }
  }

  /** Of those languages and statuses alone, where one is given. */
  public List<Sample> samples(Optional<Language> language, Optional<JobStatus> status) {
    List<Sample> samples = new ArrayList<>();
    templates.languages().keySet().stream()
        .sorted(Comparator.comparing(Language::tag))
        .filter(one -> language.isEmpty() || language.get().equals(one))
        .forEach(
            one -> {
              for (JobStatus about : JobStatus.values()) {
                if (status.isEmpty() || status.get() == about) {
                  samples.add(text(one, about, Kind.FIRST_TEXT));
                  samples.add(text(one, about, Kind.TEXT));
                  samples.add(email(one, about));
                }
              }
            });
    return samples;
  }

  private Sample text(Language language, JobStatus about, Kind kind) {
    Optional<Language> wanted = Optional.of(language);
    RenderedText text = templates.text(wanted, about, SAMPLE, link, kind == Kind.FIRST_TEXT);
    return new Sample(
        language,
        about,
        kind,
        templates.spoken(wanted, about),
        Optional.of(text.segments()),
        pricePerSegment.times(text.segments().count()),
        text.text());
  }

  private Sample email(Language language, JobStatus about) {
    Optional<Language> wanted = Optional.of(language);
    var email =
        new EmailTemplates(templates, Optional.empty())
            .render(wanted, about, SAMPLE, link, EmailReason.NOT_REACHED);
    return new Sample(
        language,
        about,
        Kind.EMAIL,
        templates.spoken(wanted, about),
        Optional.empty(),
        Money.ZERO,
        email.subject() + " / " + email.text().strip().replaceAll("\\s*\\n\\s*", " / "));
  }
}
