package com.quickdumpnow.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
  private static final Templates TEMPLATES = TemplatesJson.standard();
  private static final Optional<Language> ENGLISH = Optional.empty();
  private static final Optional<Language> SPANISH = Optional.of(new Language("es"));
  private static final String LINK = "quickdumpnow.com/track?j=job-12345.k1R9FfFr012cL2Yrol";
  private static final String LONGEST_LINK =
      "https://quickdumpnow.com/track?j=" + "j".repeat(40) + ".2026" + "R9FfFr012cL2Yrol";
  private static final TemplateValues NOTHING = values("", null, null);
  private static final String STOP = " Reply STOP to stop";

  @ParameterizedTest
  @CsvSource({
    "QUEUED,'QuickDumpNow: Your load is booked. Track: '",
    "DISPATCHED,'QuickDumpNow: Your load is en route. Track: '",
    "COMPLETED,'QuickDumpNow: Your load is complete. Info: '",
    "CANCELLED,'QuickDumpNow: Your load was cancelled. Info: '",
  })
  void render_noValues_saysWhatHappened(JobStatus status, String start) {
    RenderedText rendered = TEMPLATES.text(ENGLISH, status, NOTHING, LINK, false);

    assertThat(rendered.text()).isEqualTo(start + LINK);
  }

  @Test
  void render_ordinaryValues_saysThemAll() {
    TemplateValues values = values("Ana Smith", "gravel", "12 Main St, Chula Vista");

    assertThat(text(values, LINK, false))
        .isEqualTo(
            "QuickDumpNow: Ana Smith, your gravel load to 12 Main St, Chula Vista is en route."
                + " Track: "
                + LINK);
  }

  @Test
  void render_firstText_endsWithHowToStop() {
    assertThat(text(NOTHING, LINK, true)).endsWith(LINK + STOP);
  }

  @Test
  void render_littleRoom_prefersAddressAndShortensItAtASpace() {
    TemplateValues values =
        values("Ana Smith", "gravel", "12 Main Street, Building 7, Chula Vista, California 91910");

    assertThat(text(values, LINK, true))
        .isEqualTo(
            "QuickDumpNow: Your load to 12 Main Street, Building 7, Chula Vista is en route."
                + " Track: "
                + LINK
                + STOP);
  }

  @Test
  void render_nearlyNoRoom_leavesValuesOut() {
    TemplateValues values = values("Ana Smith", "gravel", "12 Main Street, Chula Vista");

    assertThat(text(values, LONGEST_LINK, true))
        .isEqualTo("QuickDumpNow: Your load is en route. Track: " + LONGEST_LINK + STOP);
  }

  @Test
  void render_unmappableValue_leavesOnlyThatOut() {
    TemplateValues values = values("Иван", "‘crushed’ rock", "12 Main St");

    assertThat(text(values, LINK, false))
        .isEqualTo(
            "QuickDumpNow: Your 'crushed' rock load to 12 Main St is en route. Track: " + LINK);
  }

  @Test
  void render_placeholderOrFormatInAValue_staysText() {
    assertThat(text(values("{link} %s $1", null, null), LINK, false))
        .isEqualTo("QuickDumpNow: {link} %s $1, your load is en route. Track: " + LINK);
  }

  @Test
  void render_linkInAValue_isNoLink() {
    assertThat(text(values("Win https://evil.com", null, "evil.com/x"), LINK, false))
        .isEqualTo(
            "QuickDumpNow: Win evil com, your load to evil com/x is en route. Track: " + LINK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", ".", "x ", "-", "1.", ":/", "\u0301"})
  @Timeout(5)
  void render_hugeValue_isShortenedInLinearTime(String piece) {
    String address = "12 Main Street; " + piece.repeat(100_000);

    assertThat(text(values("", null, address), LINK, false)).contains(" load to 12 Main Street");
  }

  @ParameterizedTest
  @EnumSource
  void render_longestLinkAndHowToStop_isOneSegmentInEveryLanguage(JobStatus status) {
    for (Language language : TEMPLATES.languages().keySet()) {
      RenderedText rendered =
          TEMPLATES.text(Optional.of(language), status, NOTHING, LONGEST_LINK, true);

      assertThat(rendered.segments().isOneOfGsm7()).as(rendered.text()).isTrue();
    }
  }

  @Test
  void render_spanish_saysItInSpanishAndKeepsToGsm7() {
    RenderedText rendered =
        TEMPLATES.text(
            SPANISH,
            JobStatus.DISPATCHED,
            values("Iñaki Núñez", "piedra caliza", "Calle Año 1"),
            "qdn.com/t?j=x",
            true);

    assertThat(rendered.text())
        .isEqualTo(
            "QuickDumpNow: Iñaki Nuñez, su carga de piedra caliza a Calle Año 1 va en camino. Ver:"
                + " qdn.com/t?j=x Baja: responda STOP");
    assertThat(rendered.segments().isOneOfGsm7()).isTrue();
  }

  @Test
  void render_languageThatIsNotThere_isTheOwnOne() {
    RenderedText rendered =
        TEMPLATES.text(Optional.of(new Language("fr")), JobStatus.QUEUED, NOTHING, LINK, false);

    assertThat(rendered.text()).startsWith("QuickDumpNow: Your load is booked.");
  }

  @Test
  void render_textThatGsm7Lacks_takesValuesOnlyWhileTheyCostNothing() {
    String accented = "Su carga está en camino[ a {address}]. Ver: {link}[ {stop}]";
    Templates own = withText(accented);

    RenderedText bare = own.text(ENGLISH, JobStatus.QUEUED, NOTHING, LINK, false);
    RenderedText filled =
        own.text(ENGLISH, JobStatus.QUEUED, values("", null, "12 Main St"), LINK, false);
    RenderedText full =
        own.text(
            ENGLISH, JobStatus.QUEUED, values("", null, "Main Street ".repeat(9)), LINK, false);

    assertThat(bare.segments()).isEqualTo(new Segments(Segments.Encoding.UCS_2, 83, 2));
    assertThat(filled.text()).contains("camino a 12 Main St.");
    assertThat(filled.segments().count()).isEqualTo(2);
    assertThat(full.text()).contains("camino a Main Street Main Street");
    assertThat(full.segments().count()).isEqualTo(2);
  }

  private static Templates withText(String text) {
    String json =
        TemplatesJson.standardText()
            .replaceFirst("(?s)\"text\": \"[^\"]*\"", "\"text\": \"" + text + "\"");
    return TemplatesJson.parse(json);
  }

  @Test
  void render_linkLongerThanASegment_standsWholeAndIsCountedAndValuesFillTheRest() {
    String link = "https://" + "long.".repeat(30) + "example.com/track?j=x";

    RenderedText rendered =
        TEMPLATES.text(
            ENGLISH, JobStatus.QUEUED, values("Ana", "gravel", "12 Main St"), link, true);

    assertThat(rendered.text())
        .isEqualTo(
            "QuickDumpNow: Ana, your gravel load to 12 Main St is booked. Track: " + link + STOP);
    assertThat(rendered.segments())
        .isEqualTo(new Segments(Segments.Encoding.GSM_7, rendered.text().length(), 2));
  }

  @Property(tries = 1000)
  void render_anyValuesAndJob_isOneSegmentWithTheLinkAtItsEnd(
      @ForAll JobStatus status,
      @ForAll("anyValues") TemplateValues values,
      @ForAll("links") String link,
      @ForAll boolean sayHowToStop) {
    RenderedText rendered = TEMPLATES.text(ENGLISH, status, values, link, sayHowToStop);

    assertThat(rendered.segments().isOneOfGsm7()).isTrue();
    assertThat(rendered.segments()).isEqualTo(Segments.of(rendered.text()));
    assertThat(rendered.text())
        .startsWith("QuickDumpNow: ")
        .endsWith(": " + link + (sayHowToStop ? STOP : ""))
        .doesNotContain("\n", "  ");
    String before = rendered.text().substring(0, rendered.text().indexOf(link));
    assertThat(before.toLowerCase(Locale.ROOT)).doesNotContainPattern("[a-z]://|\\S\\.[a-z]");
  }

  @ParameterizedTest
  @EnumSource
  void expiresAfter_everyStatus_isWithinADay(JobStatus status) {
    assertThat(Freshness.expiresAfter(status)).isBetween(Duration.ofHours(1), Duration.ofHours(24));
  }

  @Test
  void toString_textAndValues_hideThem() {
    TemplateValues values = values("Ana", "gravel", "12 Main St");

    assertThat(values.toString()).doesNotContain("Ana", "Main");
    assertThat(TEMPLATES.text(ENGLISH, JobStatus.QUEUED, values, LINK, true).toString())
        .doesNotContain("Ana", "Main", "R9Ff");
  }

  @Provide
  Arbitrary<TemplateValues> anyValues() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                "Ana",
                "O’Neil",
                " ",
                " ",
                "  ",
                "\n",
                "{link}",
                "[€]",
                "😀",
                "é",
                "ç",
                "Иван",
                "\u202e",
                "http://",
                "evil.com",
                ".",
                "?",
                "/",
                "12 Main Street",
                "\ud83d",
                ", ",
                "x".repeat(90))
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    Arbitrary<String> texts = Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(300));
    return Combinators.combine(texts, texts.optional(), texts.optional()).as(TemplateValues::new);
  }

  @Provide
  Arbitrary<String> links() {
    Arbitrary<String> bases =
        Arbitraries.of(
            "quickdumpnow.com/track",
            "https://quickdumpnow.com/track",
            "http://127.0.0.1:8080/track");
    Arbitrary<String> jobs = word("abcXYZ019_-").ofMinLength(1).ofMaxLength(40);
    Arbitrary<String> keyIds = word("abcXYZ019").ofMinLength(1).ofMaxLength(4);
    Arbitrary<String> macs = word("abcXYZ019_-").ofLength(16);
    return Combinators.combine(bases, jobs, keyIds, macs)
        .as((base, job, keyId, mac) -> base + "?j=" + job + "." + keyId + mac);
  }

  private static StringArbitrary word(String characters) {
    return Arbitraries.strings().withChars(characters.toCharArray());
  }

  private static String text(TemplateValues values, String link, boolean sayHowToStop) {
    return TEMPLATES.text(ENGLISH, JobStatus.DISPATCHED, values, link, sayHowToStop).text();
  }

  private static TemplateValues values(
      String name, @Nullable String material, @Nullable String address) {
    return new TemplateValues(name, Optional.ofNullable(material), Optional.ofNullable(address));
  }
}
