package com.quickdumpnow.relay.tracksite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What can be promised about the dashboard without a browser. */
class DashboardFilesTest {

  private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

  private final Document page = Jsoup.parse(SiteFiles.read("dashboard/index.html"));

  /** Relative, as the page is at the root of its own domain and below {@code /dashboard/} here. */
  @Test
  void page_references_areRelativeAndExist() {
    List<String> references =
        Stream.concat(
                page.select("[src]").eachAttr("src").stream(),
                page.select("link[href]").eachAttr("href").stream())
            .toList();

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(file -> assertThat(SiteFiles.below("dashboard")).contains("dashboard/" + file));
  }

  @Test
  void modules_imports_exist() {
    assertThat(scripts())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(SiteFiles.below("dashboard"))
                    .containsAll(imports(file).map("dashboard/"::concat).toList()));
  }

  @Test
  void modules_everyOne_isUsed() {
    String all = String.join("\n", scripts().stream().map(SiteFiles::read).toList());

    assertThat(scripts())
        .filteredOn(file -> !file.endsWith("/main.js"))
        .allSatisfy(file -> assertThat(all).contains("'./" + file.replace("dashboard/", "") + "'"));
  }

  @Test
  void page_scriptsAndStyles_areNeverInline() {
    assertThat(page.select("style, [style]")).isEmpty();
    assertThat(page.select("script"))
        .isNotEmpty()
        .allSatisfy(script -> assertThat(script.data()).isBlank());
    assertThat(
            page.getAllElements().stream()
                .flatMap(element -> element.attributes().asList().stream())
                .map(Attribute::getKey))
        .noneMatch(name -> name.startsWith("on"));
  }

  @Test
  void files_markupFromText_otherOriginsAndCookies_areNotUsed() {
    assertThat(scripts())
        .allSatisfy(
            file ->
                assertThat(
                        SiteFiles.read(file)
                            .replace("http://www.w3.org/2000/svg", "")
                            .replace("https://example.com/track", "")
                            .replace("'https://' + link", "")
                            .replace("/^https?:/", ""))
                    .doesNotContainPattern("https?:|eval\\(|innerHTML|outerHTML|insertAdjacent")
                    .doesNotContain("document.cookie", "DOMParser", "document.write"));
  }

  /** The token and what customers' names would tell are the session's; an ETag tells neither. */
  @Test
  void files_localStorage_holdsTheKeyboardSwitchAndAnETagOnly() {
    assertThat(scripts())
        .filteredOn(file -> SiteFiles.read(file).contains("localStorage"))
        .containsExactlyInAnyOrder("dashboard/keys.js", "dashboard/source.js");
  }

  @Test
  void sampleData_people_areFiction() {
    String sample = SiteFiles.read("dashboard/sample.js");

    assertThat(Pattern.compile("\\+1\\d{5,}").matcher(sample).results().map(MatchResult::group))
        .isNotEmpty()
        .allMatch(number -> number.startsWith("+161955501"));
    assertThat(Pattern.compile("@[a-z.]+").matcher(sample).results().map(MatchResult::group))
        .isNotEmpty()
        .allMatch(mailbox -> mailbox.equals("@example.com"));
  }

  private static List<String> scripts() {
    return SiteFiles.below("dashboard").stream().filter(file -> file.endsWith(".js")).toList();
  }

  private static Stream<String> imports(String file) {
    return IMPORT.matcher(SiteFiles.read(file)).results().map(match -> match.group(1));
  }
}
