package com.quickdumpnow.relay.tracksite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What can be promised about the tracking page without a browser. */
class TrackPageTest {

  /** What fits in a first congestion window of ten segments: one round trip of content. */
  private static final int FIRST_ROUND_TRIP_OCTETS = 14 * 1024;

  /** Read by the programs that draw link previews, which want it absolute; never by the page. */
  private static final String PREVIEW = "https://quickdumpnow.com/track/preview.png";

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
    String script = SiteFiles.read("track/track.js");

    assertThat(SiteFiles.below("track"))
        .filteredOn(file -> !file.equals("track/index.html"))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(html + script)
                    .containsPattern("[\"'](https://quickdumpnow.com)?/" + file));
  }

  /** Without the network the page has to be whole. */
  @Test
  void offline_everyFileThatThePageLoads_isKept() {
    String worker = SiteFiles.read("track/offline.js");

    assertThat(page.select("script[src]").eachAttr("src")).allMatch(worker::contains);
    assertThat(page.select("head > link, img").eachAttr("href")).allMatch(worker::contains);
    assertThat(page.select("img").eachAttr("src")).allMatch(worker::contains);
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

  /** What a chat program shows of a link is the same for every job. */
  @Test
  void page_preview_hasNothingOfTheJob() {
    assertThat(page.select("meta[property=og:title]").attr("content")).isNotBlank();
    assertThat(page.select("meta[property=og:description]").attr("content")).isNotBlank();
    assertThat(page.select("meta[property=og:image]").attr("content")).isEqualTo(PREVIEW);
    assertThat(page.select("meta[property=og:url], link[rel=canonical]"))
        .as("the address holds the token")
        .isEmpty();
  }

  @Test
  void files_otherOriginsAndCookies_areNotUsed() {
    assertThat(textFiles())
        .allSatisfy(
            file ->
                assertThat(SiteFiles.read(file).replace(PREVIEW, ""))
                    .doesNotContainPattern("https?:|[\"'(]//|@import|@font-face|url\\(")
                    .doesNotContain("cookie", "sessionStorage"));
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
