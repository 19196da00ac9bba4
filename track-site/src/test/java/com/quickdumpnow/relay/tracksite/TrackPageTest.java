package com.quickdumpnow.relay.tracksite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What can be promised about the tracking page without a browser. */
class TrackPageTest {

  /** What fits in a first congestion window of ten segments: one round trip of content. */
  private static final int FIRST_ROUND_TRIP_OCTETS = 14 * 1024;

  private final Document page = Jsoup.parse(SiteFiles.read("track/index.html"));

  @Test
  void page_htmlStylesAndScripts_fitOneRoundTrip() throws IOException {
    int octets = 0;
    for (String file : textFiles()) {
      octets += compressed(SiteFiles.read(file));
    }

    assertThat(octets).isPositive().isLessThanOrEqualTo(FIRST_ROUND_TRIP_OCTETS);
  }

  @Test
  void page_references_areAbsoluteAndExist() {
    List<String> references =
        Stream.concat(page.select("[src]").eachAttr("src").stream(), linked()).toList();

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference -> {
              assertThat(reference).startsWith("/track/");
              assertThat(SiteFiles.below("track")).contains(reference.substring(1));
            });
  }

  @Test
  void page_everyFile_isReferenced() {
    String html = SiteFiles.read("track/index.html");

    assertThat(SiteFiles.below("track"))
        .filteredOn(file -> !file.equals("track/index.html"))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(html).contains("\"/" + file + "\""));
  }

  @Test
  void page_scriptsAndStyles_areNeverInline() {
    assertThat(page.select("style, [style]")).isEmpty();
    assertThat(page.select("script"))
        .isNotEmpty()
        .allSatisfy(
            script -> {
              assertThat(script.attr("src")).isNotEmpty();
              assertThat(script.data()).isBlank();
            });
    assertThat(
            page.getAllElements().stream()
                .flatMap(element -> element.attributes().asList().stream())
                .map(Attribute::getKey))
        .noneMatch(name -> name.startsWith("on"));
  }

  @Test
  void page_contentSecurityPolicy_allowsOnlyItsOwnOrigin() {
    Element policy = page.expectFirst("meta[http-equiv=Content-Security-Policy]");

    List<String> directives =
        Arrays.stream(policy.attr("content").split(";")).map(String::strip).toList();
    assertThat(directives)
        .contains(
            "default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'")
        .allMatch(
            directive ->
                directive.endsWith("'none'")
                    || directive.endsWith("'self'")
                    || directive.equals("require-trusted-types-for 'script'"));
    assertThat(policy.elementSiblingIndex())
        .as("the policy stands before anything it governs")
        .isLessThan(page.expectFirst("link, script").elementSiblingIndex());
  }

  @Test
  void page_link_neitherLeaksNorIsIndexed() {
    assertThat(page.select("meta[name=referrer]").attr("content")).isEqualTo("no-referrer");
    assertThat(page.select("meta[name=robots]").attr("content")).contains("noindex");
  }

  @Test
  void files_otherOriginsAndStorage_areNotUsed() {
    assertThat(textFiles())
        .allSatisfy(
            file ->
                assertThat(SiteFiles.read(file))
                    .doesNotContainPattern("https?:|[\"'(]//|@import|@font-face|url\\(")
                    .doesNotContain("cookie", "localStorage", "sessionStorage"));
  }

  @Test
  void scripts_textFromTheApi_isNeverParsedAsMarkup() {
    assertThat(textFiles().stream().filter(file -> file.endsWith(".js")))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(SiteFiles.read(file))
                    .doesNotContain(
                        "innerHTML",
                        "outerHTML",
                        "insertAdjacentHTML",
                        "document.write",
                        "DOMParser",
                        "eval("));
  }

  @Test
  void page_contact_callsAndTextsTheNumberItShows() {
    String shown = page.select(".contact .number").text().replaceAll("\\D", "");

    assertThat(shown).hasSize(10);
    assertThat(page.select("a").eachAttr("href"))
        .containsExactly("tel:+1" + shown, "sms:+1" + shown);
    assertThat(page.select("noscript a, main a")).as("stands in one place").isEmpty();
  }

  @Test
  void page_landmarksAndLiveRegions_arePresent() {
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("body > header, body > main, body > footer")).hasSize(3);
    assertThat(page.select("#announce[aria-live=polite]")).hasSize(1);
    assertThat(page.select("#status").attr("data-state")).isEqualTo("loading");
    assertThat(page.select("img:not([alt])")).isEmpty();
  }

  private Stream<String> linked() {
    return page.select("link[href]").eachAttr("href").stream();
  }

  private static List<String> textFiles() {
    return SiteFiles.below("track").stream()
        .filter(file -> file.endsWith(".html") || file.endsWith(".css") || file.endsWith(".js"))
        .toList();
  }

  private static int compressed(String text) throws IOException {
    var octets = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(octets)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return octets.size();
  }
}
