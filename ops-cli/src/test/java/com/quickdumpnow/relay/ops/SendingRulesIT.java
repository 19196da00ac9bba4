package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.Eventually;
import com.quickdumpnow.relay.ops.testing.Operator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Quiet hours and a limit for each job, by the worker that ships, over the protocols of AWS and
 * Twilio. Where the depot is, it is quiet now.
 */
final class SendingRulesIT {
  /** Without daylight saving time: four hours there are four hours. */
  private static final String DEPOT = "America/Phoenix";

  /** Fourteen hours ahead, so never quiet at the same time. */
  private static final String FAR_AWAY = "Asia/Bangkok";

  private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm");

  @TempDir static Path folder;
  private static Instant morning = Instant.EPOCH;
  private static LocalWorld world;
  private static Console console;
  private static Operator operator;

  private final Customer customer = Customer.fresh();

  @BeforeAll
  static void start() {
    morning = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES);
    world =
        LocalWorld.start(
            WorldSettings.forTests()
                .ofThisClassPath()
                .with(Map.of("QDN_CHAIN", chain(), "QDN_SWEEP_EVERY", "1s")));
    console = Console.of(world);
    operator = Operator.of(world, Qdn::commandLine, folder.resolve("settings"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** Two texts of a job may be paid for, a third one not. */
  private static String chain() {
    String rules =
        """
        {"timeZone": "%s", "quietHours": {"from": "%s", "to": "%s"}, "spending": {"perJob": 0.03},
        """
            .formatted(DEPOT, local(morning.minus(Duration.ofHours(4))), local(morning));
    return Carriers.impatientChain().replaceFirst("\\{", rules);
  }

  private static String local(Instant time) {
    return ZonedDateTime.ofInstant(time, ZoneId.of(DEPOT)).format(TIME_OF_DAY);
  }

  @Test
  void quietHours_urgentText_goesAtOnceAndOneThatCanWaitIsDueInTheMorning() {
    change(customer, "dispatched", DEPOT);
    console.awaitState(customer, "DELIVERED");

    console.complete(customer);
    console.awaitState(customer, "WAITING");

    assertThat(operator.types("explain", customer.job()).exits(0).out())
        .contains("waiting, because quiet hours where the customer is", "it goes on at " + morning);
    assertThat(texts(customer)).isEqualTo(1);
  }

  @Test
  void quietHours_customerIsWhereItIsDay_hearsAtOnce() {
    change(customer, "dispatched", FAR_AWAY);
    console.awaitState(customer, "DELIVERED");

    console.complete(customer);
    console.awaitState(customer, "DELIVERED");

    Eventually.holds("both texts are there", () -> texts(customer) == 2);
  }

  @Test
  void limitOfAJob_reached_emailTakesOverAndStaffAreTold() {
    change(customer, "queued", DEPOT);
    console.awaitState(customer, "DELIVERED");
    change(customer, "dispatched", DEPOT);
    console.awaitState(customer, "DELIVERED");

    change(customer, "cancelled", DEPOT);

    console.awaitState(customer, "EMAILED");
    assertThat(texts(customer)).isEqualTo(2);
    assertThat(world.ses().mailbox())
        .filteredOn(mail -> mail.to().contains(customer.email()))
        .hasSize(1);
    assertThat(console.alerts(customer.job(), "FAILURE"))
        .containsExactly("the limit of $0.03 for texts of one job is reached: emails take over");
    Eventually.holds(
        "staff are told",
        () ->
            world.twilio().handset("+16195550111").stream()
                .anyMatch(text -> text.body().contains(customer.job())));
  }

  private static int texts(Customer customer) {
    return world.twilio().handset(customer.phone()).size();
  }

  private static void change(Customer customer, String status, String zone) {
    JsonNode changed =
        console.change(
            customer.job(),
            """
            {"status":"%s","customer":
             {"name":"Ana","phone":"%s","email":"%s","timeZone":"%s"}}
            """
                .formatted(status, customer.phone(), customer.email(), zone));
    assertThat(changed.path("notificationId").asText()).isNotBlank();
  }
}
