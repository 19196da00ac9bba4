package com.quickdumpnow.relay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.text.TemplateValues;
import com.quickdumpnow.relay.text.Templates;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesJsonTest {
  private static final String SPANISH_TEXT =
      "[{name}, su|Su] carga[ de {material}][ a {address}] va";
  private static final Language SPANISH = new Language("es");

  @Test
  void standard_isEnglishAndSpanish() {
    assertThat(TemplatesJson.standard().own()).isEqualTo(Language.ENGLISH);
    assertThat(TemplatesJson.standard().tags()).containsExactly("en", "es");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[{nombre}, su|Su] va; has {nombre}, which is not known here; "
            + "allowed are: {name}, {material}, {address}, {link}, {stop}",
        "{name} va; {name} may be missing, so it has to stand in square brackets; ",
        "[{name}, su|{address}] va; {address} may be missing; ",
        "[ va; has a [ where it means nothing; ",
        "va ]; has a ] where it means nothing; ",
        "[Su] va; has square brackets without a placeholder in them; ",
        "{name va; has a { without its }; ",
        "va {phone}; has {phone}, which is not known here; ",
        "va {link}; {link} has to be in it only once; ",
      })
  void parse_badText_namesLanguageStatusAndWhatIsWrong(String words, String wrong, String more) {
    String json = TemplatesJson.standardText().replace(SPANISH_TEXT, words);

    assertThatThrownBy(() -> TemplatesJson.parse(json))
        .isInstanceOf(MalformedSettingException.class)
        .hasMessageContaining("/languages/es/dispatched/text " + wrong)
        .hasMessageContaining(more == null ? "" : more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{link}[ a {address} {stop}]; {stop} would be lost; alone in its square brackets",
        "[ {name}: {link}][ {stop}]; {link} would be lost; outside of square brackets",
      })
  void parse_whatHasToBeInItMightBeLost_saysWhereItBelongs(String end, String wrong, String more) {
    String json = TemplatesJson.standardText().replace("{link}[ {stop}]", end);

    assertThatThrownBy(() -> TemplatesJson.parse(json))
        .isInstanceOf(MalformedSettingException.class)
        .hasMessageContaining("/languages/es/dispatched/text " + wrong)
        .hasMessageContaining(more);
  }

  @Test
  void parse_severalProblems_namesThemAll() {
    String json =
        TemplatesJson.standardText()
            .replace("va en camino. Ver: {link}[ {stop}]", "va en camino")
            .replace("\"emailButton\": \"See where it stands\"", "\"emailButtons\": \"See\"")
            .replace("Llame al {phone}", "Llame")
            .replace("\"es\": {", "\"Spanish\": {");

    assertThatThrownBy(() -> TemplatesJson.parse(json))
        .hasMessageContaining("/languages/Spanish is not a language's tag")
        .hasMessageContaining("/languages/Spanish/dispatched/text")
        .hasMessageContaining("has to be in it once")
        .hasMessageContaining("/languages/Spanish/phrases/emailQuestions {phone} has to be in it")
        .hasMessageContaining("/languages/en/phrases/emailButtons is not known here")
        .hasMessageContaining("/languages/en/phrases/emailButton is missing");
  }

  @Test
  void parse_ownLanguageIncomplete_isRefused() {
    String json =
        TemplatesJson.standardText().replace("\"language\": \"en\"", "\"language\": \"fr\"");

    assertThatThrownBy(() -> TemplatesJson.parse(json))
        .hasMessageContaining("/languages lacks fr, the own one");
  }

  @Test
  void parse_missingTranslation_fallsBackToTheOwnLanguageAsAWhole() {
    String json =
        TemplatesJson.standardText()
            .replaceFirst("(?s)(\"es\": \\{\\s*)\"queued\": \\{.*?\n      \\},", "$1");

    Templates templates = TemplatesJson.parse(json);

    TemplateValues nothing = new TemplateValues("Ana", Optional.empty(), Optional.empty());
    assertThat(
            templates.text(Optional.of(SPANISH), JobStatus.QUEUED, nothing, "x.com", true).text())
        .isEqualTo("QuickDumpNow: Ana, your load is booked. Track: x.com Reply STOP to stop");
    assertThat(
            templates
                .text(Optional.of(SPANISH), JobStatus.DISPATCHED, nothing, "x.com", true)
                .text())
        .isEqualTo("QuickDumpNow: Ana, su carga va en camino. Ver: x.com Baja: responda STOP");
  }

  @Test
  void parse_noJson_saysWhere() {
    assertThatThrownBy(() -> TemplatesJson.parse("{\"language\": en}"))
        .hasMessageContaining("not JSON, at line 1");
  }

  @Test
  void load_object_isReadAndItsProblemsNameIt() {
    TemplatesSource source = TemplatesSource.parse("s3://qdn-data/settings/templates.json");

    assertThat(source.load(_ -> Optional.of(TemplatesJson.standardText())))
        .extracting(Templates::tags)
        .isEqualTo(TemplatesJson.standard().tags());
    assertThatThrownBy(() -> source.load(_ -> Optional.empty()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "QDN_TEMPLATES at s3://qdn-data/settings/templates.json does not exist");
    assertThatThrownBy(() -> source.load(_ -> Optional.of("{}")))
        .hasMessageContaining("/language is missing");
  }
}
