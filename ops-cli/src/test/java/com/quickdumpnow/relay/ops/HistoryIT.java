package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.localcloud.twilio.TwilioMessage;
import com.quickdumpnow.relay.ops.aws.DataBucket;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.ops.testing.Operator.Said;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qdn history} and {@code qdn forget}, while the relay runs. */
final class HistoryIT {
  @TempDir static Path folder;

  private static LocalWorld world;
  private static Console console;
  private static Operator operator;

  private final Customer customer = Customer.fresh();

  @BeforeAll
  static void start() {
    world = LocalWorld.start(WorldSettings.forTests().ofThisClassPath());
    console = Console.of(world);
    operator = Operator.of(world, Qdn::commandLine, folder.resolve("settings"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private void textsOne(Customer to) {
    console.dispatch(to);
    console.awaitState(to, "DELIVERED");
  }

  private JsonNode versions() {
    return operator.types("history", "list", "--most", "100", "--json").exits(0).json();
  }

  @Test
  void diff_aStatusChange_isShown() {
    String before = versions().path("versions").path(0).path("version").asText();
    textsOne(customer);

    Said said = operator.types("history", "diff", before).exits(0);

    assertThat(said.out())
        .contains("job", customer.job(), "dispatched: delivered after 1")
        .doesNotContain(customer.phone(), customer.email());
  }

  @Test
  void restore_toBeforeAText_nobodyIsTextedAgainAndTheDifferenceIsShownFirst() {
    textsOne(customer);
    String version = versions().path("versions").path(0).path("version").asText();
    Customer later = Customer.fresh();
    textsOne(later);

    Said asked = operator.types("history", "restore", version).exits(1);
    Said shown = operator.types("history", "restore", version, "--dry-run").exits(0);
    assertThat(asked.out()).contains(later.job(), "Nothing was changed");
    assertThat(shown.out()).contains(later.job(), "Nothing was changed");
    JsonNode done =
        operator.types("history", "restore", version, "--yes", "--json").exits(0).json();

    assertThat(done.path("restored").asBoolean()).isTrue();
    assertThat(console.state(customer)).isEqualTo("DELIVERED");
    Customer third = Customer.fresh();
    textsOne(third);
    assertThat(world.twilio().messages())
        .extracting(TwilioMessage::to)
        .filteredOn(List.of(customer.phone(), later.phone(), third.phone())::contains)
        .containsExactlyInAnyOrder(customer.phone(), later.phone(), third.phone());
    assertThat(console.alerts("_staff", "FAILURE")).anyMatch(words -> words.contains(later.job()));
  }

  @Test
  void restore_noSuchVersion_saysSo() {
    assertThat(operator.types("history", "restore", "~999").exits(1).err())
        .contains("qdn history list");
  }

  @Test
  void forget_finishedJob_isNowhereAnyMoreAndOthersAre() throws Exception {
    Customer other = Customer.fresh();
    textsOne(other);
    textsOne(customer);
    assertThat(operator.types("forget", customer.phone(), "--yes").exits(1).out())
        .contains("document, active", "finish or cancel");
    console.complete(customer);
    console.awaitState(customer, "DELIVERED");
    world.stopWorker();
    try {
      operator.types("forget", customer.phone(), "--dry-run").exits(0);
      assertThat(everyVersion("maintenance.json")).contains(customer.phone());
      JsonNode erased =
          operator.types("forget", customer.phone(), "--yes", "--json").exits(0).json();

      assertThat(erased.path("erased").asBoolean()).isTrue();
      assertThat(everyVersion("maintenance.json"))
          .doesNotContain(customer.phone(), customer.email())
          .contains(other.phone());
      assertThat(everyVersion("archive/jobs/" + customer.job() + ".json"))
          .contains(customer.job(), "+10000000000")
          .doesNotContain(customer.phone(), customer.email(), "12 Bay St");
      assertThat(operator.types("forget", customer.phone(), "--yes").exits(0).out())
          .contains("Nothing is kept");
    } finally {
      world.startWorker();
    }
  }

  /** All that the bucket still has of an object, as text. */
  private String everyVersion(String key) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var bucket = DataBucket.of("qdn-maintenance")) {
      for (var version : bucket.versions(key)) {
        if (!version.isDeletion()) {
          var gzip = new GZIPInputStream(new ByteArrayInputStream(bucket.read(key, version.id())));
          all.append(new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return all.toString();
  }

  @Test
  void list_everyVersionIsReadable_newestFirst() {
    textsOne(customer);

    JsonNode listed = versions().path("versions");

    assertThat(StreamSupport.stream(listed.spliterator(), false))
        .allMatch(version -> version.path("state").asText().equals("readable"));
    assertThat(listed.path(0).path("revision").asLong())
        .isGreaterThan(listed.path(1).path("revision").asLong());
  }
}
