package com.quickdumpnow.relay.ops;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Browser;
import com.quickdumpnow.relay.ops.testing.Browser.Screen;
import com.quickdumpnow.relay.ops.testing.BusyDocument;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Dashboard;
import com.quickdumpnow.relay.ops.testing.OnePerRun;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.ops.testing.Operator.Said;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole relay on a table ({@code qdn up --store dynamodb}), with more jobs than a page has. */
@ExtendWith(OnePerRun.class)
final class TableIT {
  /** A page has 500 entries. */
  private static final int JOBS = 520;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  @TempDir static Path folder;
  private static LocalWorld world;
  private static Console console;
  private static Browser browser;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Customer customer = Customer.fresh();

  @BeforeAll
  static void start(Browser chromium) {
    browser = chromium;
    world = LocalWorld.start(WorldSettings.forTests().ofThisClassPath().onATable());
    console = Console.of(world);
    Settings settings = Settings.of(world.environment());
    StorePlace place = settings.build(StorePlace.of(settings));
    try (StorePlace.Open open =
        place.open(Clockwork.system(), new SecureRandom(), StoreListener.NONE)) {
      fill(open.store());
    }
  }

  private static void fill(MaintenanceStore store) {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (JobHistory job : BusyDocument.of(JOBS, Instant.now()).jobs().values()) {
        threads.execute(() -> store.changeJob(job.id(), _ -> new Changed<>(job, true)));
      }
    }
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** A page of {@code GET /maintenance}, and by what it is asked for. */
  private record Got(String query, HttpResponse<String> answer) {
    String tag() {
      return answer.headers().firstValue("etag").orElse("");
    }

    Optional<String> next() {
      return answer
          .headers()
          .firstValue("link")
          .map(NEXT::matcher)
          .filter(Matcher::matches)
          .map(link -> link.group(1));
    }
  }

  @Test
  void maintenance_ofMoreThanAPage_isReadByItsLinksAndAgainOnlyWhenSomethingChanged()
      throws Exception {
    List<Got> pages = pages();

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(jobs(pages)).contains("job-0", "job-519").doesNotContain(customer.job());
    for (Got page : pages) {
      assertThat(get(page.query(), page.tag()).answer().statusCode()).isEqualTo(304);
    }

    console.dispatch(customer);

    assertThat(get("", pages.getFirst().tag()).answer().statusCode()).isEqualTo(200);
    assertThat(jobs(pages())).hasSize(jobs(pages).size() + 1).contains(customer.job());
  }

  private List<Got> pages() throws IOException, InterruptedException {
    List<Got> pages = new ArrayList<>();
    Optional<String> query = Optional.of("");
    while (query.isPresent()) {
      Got page = get(query.get(), "");
      assertThat(page.answer().statusCode()).isEqualTo(200);
      pages.add(page);
      query = page.next();
    }
    return pages;
  }

  private Got get(String query, String known) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(world.uri() + "/maintenance" + query))
            .header("Authorization", "Bearer " + world.staffToken().reveal());
    if (!known.isEmpty()) {
      request.header("If-None-Match", known);
    }
    return new Got(query, http.send(request.build(), BodyHandlers.ofString()));
  }

  private static List<String> jobs(List<Got> pages) throws IOException {
    List<String> ids = new ArrayList<>();
    for (Got page : pages) {
      for (JsonNode job : JSON.readTree(page.answer().body()).path("jobs")) {
        ids.add(job.path("jobId").asText());
      }
    }
    assertThat(ids).doesNotHaveDuplicates();
    return ids;
  }

  @Test
  void dashboard_ofMoreThanAPage_listsAllAndShowsWhatChanges() {
    try (Dashboard dashboard =
        new Dashboard(browser, world.links().dashboard(), Screen.DESKTOP, _ -> {})) {
      dashboard.open("?state=all&q=number 51#token=" + world.staffToken().reveal());
      dashboard.says(dashboard.page().locator("#freshness"), "Up to date");
      // Those that end in 51, and 510 to 519, wherever the pages part.
      assertThat(dashboard.page().locator(".chip[aria-current] .count")).hasText("15");

      var _ =
          console.change(
              customer.job(),
              """
              {"status":"dispatched","customer":{"name":"Number 51 again","phone":"%s"}}
              """
                  .formatted(customer.phone()));

      dashboard.page().clock().fastForward(60_000);
      dashboard.says(dashboard.row(customer.job()), "Number 51 again");
      assertThat(dashboard.page().locator(".chip[aria-current] .count")).hasText("16");
      assertThat(dashboard.complaints()).isEmpty();
    }
  }

  /** What it makes of a recovered table: RecoveredTableTest. */
  @Test
  void history_ofATable_saysHowToGoBack() {
    Operator operator = Operator.of(world, Qdn::commandLine, folder.resolve("settings"));

    assertThat(operator.types("history", "list").exits(1).err())
        .contains("A table has no versions", "restore-table-to-point-in-time", "history restore");
    assertThat(operator.types("history", "restore", "qdn-relay", "--yes").exits(1).err())
        .contains("Sending is not paused");
  }

  @Test
  void doctor_ofARelayOnATable_findsNothing() {
    Said said =
        Operator.of(world, Qdn::commandLine, folder.resolve("doctor")).types("doctor").exits(0);

    assertThat(said.out())
        .contains(
            "qdn-relay is there, with its indexes",
            "it can be had as it was at any second",
            "what has expired goes by itself",
            "Nothing is wrong.");
  }

  @Test
  void tokens_ofARelayOnATable_areWhereTheApiReadsThem() {
    Operator operator = Operator.of(world, Qdn::commandLine, folder.resolve("tokens"));

    String token =
        operator
            .types("tokens", "create", "maria", "--json")
            .exits(0)
            .json()
            .path("token")
            .asText();

    assertThat(token).startsWith("qdn_");
    assertThat(operator.types("tokens", "list").exits(0).out()).contains("maria", "1 in all");
  }

  @Test
  void init_duringAMove_makesAndNamesWhereThatBegins() {
    assertThat(init("bucket")).isEqualTo("0: maintenance.json is made.");
    assertThat(init("bucket"))
        .isEqualTo("1: There is a maintenance.json already: nothing was changed.");
    assertThat(init("table"))
        .isEqualTo("1: There is a table qdn-relay already: nothing was changed.");
  }

  private static String init(String movingFrom) {
    Map<String, String> environment =
        Map.of(
            "QDN_BUCKET", "qdn-maintenance",
            "QDN_TABLE", "qdn-relay",
            "QDN_MOVING_FROM", movingFrom);
    StringWriter said = new StringWriter();
    PrintWriter both = new PrintWriter(said, true);
    int code = new CommandLine(new InitCommand(environment)).setOut(both).setErr(both).execute();
    return code + ": " + said.toString().strip();
  }

  @Test
  void text_isDeliveredAndItsReceiptKept() {
    console.dispatch(customer);

    console.awaitState(customer, "DELIVERED");
    assertThat(world.twilio().handset(customer.phone())).hasSize(1);
  }
}
