package com.quickdumpnow.relay.ops.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.ops.messages.TemplatePreview.Kind;
import com.quickdumpnow.relay.ops.messages.TemplatePreview.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TemplatePreviewTest {
  private static final String LINK = "quickdumpnow.com/track" + TemplatePreview.TOKEN;

  @Test
  void samples_ofWhatIsShipped_areTwoTextsAndAnEmailForEachStatusAndLanguageAndNoneIsDear() {
    List<Sample> samples = samples(TemplatesJson.standardText(), Optional.empty());

    assertThat(samples).hasSize(2 * JobStatus.values().length * Kind.values().length);
    assertThat(samples).noneMatch(Sample::isDear);
    assertThat(samples)
        .filteredOn(sample -> sample.kind() == Kind.TEXT)
        .allSatisfy(sample -> assertThat(sample.cost()).isEqualTo(Route.LIST_PRICE));
  }

  @Test
  void samples_ofAnAccentThatGsm7Lacks_costSeveralSegments() {
    String accented = TemplatesJson.standardText().replace("carga[ de", "carga aquí[ de");

    List<Sample> samples = samples(accented, Optional.of(JobStatus.DISPATCHED));

    assertThat(samples)
        .filteredOn(sample -> sample.kind() == Kind.FIRST_TEXT)
        .filteredOn(sample -> sample.language().equals(new Language("es")))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.isDear()).isTrue();
              assertThat(sample.cost()).isEqualTo(new Money(2 * 11_800));
            });
  }

  @Test
  void samples_ofAMissingTranslation_sayInWhichLanguageItIs() {
    String json =
        TemplatesJson.standardText()
            .replaceFirst("(?s)(\"es\": \\{\\s*)\"queued\": \\{.*?\n      \\},", "$1");

    assertThat(samples(json, Optional.of(JobStatus.QUEUED)))
        .filteredOn(sample -> sample.language().equals(new Language("es")))
        .allMatch(sample -> sample.spoken().equals(Language.ENGLISH));
  }

  private static List<Sample> samples(String json, Optional<JobStatus> status) {
    return new TemplatePreview(TemplatesJson.parse(json), LINK, Route.LIST_PRICE)
        .samples(Optional.empty(), status);
  }
}
