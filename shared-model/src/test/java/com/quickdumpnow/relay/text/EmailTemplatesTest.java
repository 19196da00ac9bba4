package com.quickdumpnow.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmailTemplatesTest {
  private static final Optional<Language> ENGLISH = Optional.empty();
  private static final String LINK = "quickdumpnow.com/track?j=job-12345.k1R9FfFr012cL2Yrol";
  private static final EmailTemplates TEMPLATES =
      new EmailTemplates(TemplatesJson.standard(), Optional.of(new PhoneNumber("+16195550100")));

  @Test
  void render_ordinaryValues_saysWhatHappenedWhyAndWhomToCall() {
    RenderedEmail email =
        TEMPLATES.render(
            ENGLISH, JobStatus.DISPATCHED, named("Ana Smith"), LINK, EmailReason.NOT_REACHED);

    assertThat(email.subject()).isEqualTo("QuickDumpNow: your load is en route");
    assertThat(email.text())
        .isEqualTo(
            """
            Hello Ana Smith,

            Your load is en route.

            Track: https://quickdumpnow.com/track?j=job-12345.k1R9FfFr012cL2Yrol

            You get this email because we could not reach you by text.
            Questions? Call +16195550100.

            QuickDumpNow
            """);
    assertThat(email.html())
        .contains(
            "Hello Ana Smith,",
            "Your load is en route.",
            "href=\"https://" + LINK + "\"",
            "because we could not reach you by text",
            "href=\"tel:+16195550100\"",
            "color-scheme");
  }

  @Test
  void render_optedOut_saysThatTheyAskedForIt() {
    RenderedEmail email =
        TEMPLATES.render(ENGLISH, JobStatus.DISPATCHED, named("Ana"), LINK, EmailReason.OPTED_OUT);

    assertThat(email.text())
        .contains("\n\nYou get this email because you asked us not to text you.\nQuestions?");
    assertThat(email.html()).contains("because you asked us not to text you.");
  }

  @Test
  void render_noPhone_saysNothingOfTexts() {
    RenderedEmail email =
        new EmailTemplates(TemplatesJson.standard(), Optional.empty())
            .render(ENGLISH, JobStatus.DISPATCHED, named("Ana"), LINK, EmailReason.NO_TEXT);

    assertThat(email.text()).doesNotContain("because", "text").endsWith("Yrol\n\nQuickDumpNow\n");
    assertThat(email.html()).doesNotContain("because", "<p></p>");
  }

  @ParameterizedTest
  @EnumSource
  void render_everyStatus_loadsNothingFromElsewhere(JobStatus status) {
    String html =
        TEMPLATES.render(ENGLISH, status, named("Ana"), LINK, EmailReason.NOT_REACHED).html();

    assertThat(html).doesNotContainPattern("(?i)<img|<link|<script|src=|url\\(|@import");
  }

  @Test
  void render_linkWithScheme_isKept() {
    String local = "http://127.0.0.1:8080/track?j=x";

    assertThat(
            TEMPLATES
                .render(ENGLISH, JobStatus.QUEUED, named("Ana"), local, EmailReason.NOT_REACHED)
                .html())
        .contains("href=\"" + local + "\"");
  }

  @Test
  void render_markupInTheName_isEscaped() {
    RenderedEmail email =
        TEMPLATES.render(
            ENGLISH,
            JobStatus.QUEUED,
            named("<b onclick='x'>\"A\" & B</b>"),
            LINK,
            EmailReason.NOT_REACHED);

    assertThat(email.html())
        .contains("Hello &lt;b onclick=&#39;x&#39;&gt;&quot;A&quot; &amp; B&lt;/b&gt;,");
    assertThat(email.text()).contains("Hello <b onclick='x'>\"A\" & B</b>,");
  }

  @Test
  void render_lineBreakAndLinkInTheName_areDefused() {
    RenderedEmail email =
        TEMPLATES.render(
            ENGLISH,
            JobStatus.QUEUED,
            named("Ana\r\nBcc: all@example.com http://evil.com %s 王\u202e"),
            LINK,
            EmailReason.NOT_REACHED);

    assertThat(email.text()).startsWith("Hello Ana Bcc: all@example com evil com %s 王,\n");
  }

  @Test
  void render_blankNameAndNoPhone_stillReadsWell() {
    RenderedEmail email =
        new EmailTemplates(TemplatesJson.standard(), Optional.empty())
            .render(ENGLISH, JobStatus.QUEUED, named(" "), LINK, EmailReason.NOT_REACHED);

    assertThat(email.text())
        .startsWith("Hello,\n")
        .endsWith("because we could not reach you by text.\n\nQuickDumpNow\n");
    assertThat(email.html()).contains("<p>Hello,</p>").doesNotContain("tel:");
  }

  @Property(tries = 300)
  void render_anyName_staysInItsPlace(@ForAll JobStatus status, @ForAll String name) {
    RenderedEmail email =
        TEMPLATES.render(ENGLISH, status, named(name), LINK, EmailReason.NOT_REACHED);
    RenderedEmail other =
        TEMPLATES.render(ENGLISH, status, named("Ana"), LINK, EmailReason.NOT_REACHED);

    assertThat(email.subject()).isEqualTo(other.subject()).matches("[ -~]{1,78}");
    assertThat(email.text().lines().skip(1)).isEqualTo(other.text().lines().skip(1).toList());
    assertThat(email.html().chars().filter(c -> c == '<').count())
        .isEqualTo(other.html().chars().filter(c -> c == '<').count());
  }

  @Test
  void render_spanish_isSpanishThroughout() {
    RenderedEmail email =
        TEMPLATES.render(
            Optional.of(new Language("es")),
            JobStatus.DISPATCHED,
            named("Ana"),
            LINK,
            EmailReason.NOT_REACHED);

    assertThat(email.subject()).isEqualTo("QuickDumpNow: su carga va en camino");
    assertThat(email.text())
        .isEqualTo(
            """
            Hola Ana:

            Su carga va en camino.

            Sígala aquí: https://quickdumpnow.com/track?j=job-12345.k1R9FfFr012cL2Yrol

            Recibe este correo porque no pudimos enviarle un mensaje de texto.
            ¿Preguntas? Llame al +16195550100.

            QuickDumpNow
            """);
    assertThat(email.html()).contains("<html lang=\"es\">", "Ver cómo va");
  }

  private static TemplateValues named(String name) {
    return new TemplateValues(name, Optional.empty(), Optional.empty());
  }
}
