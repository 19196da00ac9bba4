package com.quickdumpnow.relay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.QuietHours;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.decision.Spending;
import com.quickdumpnow.relay.decision.SuppressionRule;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.decision.ZoneFinder;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.RouteName;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChainJsonTest {
  private static final String ACCOUNT = "AC" + "a".repeat(32);
  private static final String SERVICE = "MG" + "b".repeat(32);

  @Test
  void parse_leastThatIsNeeded_defaults() {
    Chain chain =
        ChainJson.parse(
            """
            {"routes": [{"name": "primary", "account": "%s", "from": "+16195550100"}]}
            """
                .formatted(ACCOUNT));

    assertThat(chain)
        .isEqualTo(
            new Chain(
                List.of(
                    new Route(
                        new RouteName("primary"),
                        ACCOUNT,
                        "+16195550100",
                        SenderKind.LONG_CODE,
                        "primary",
                        1,
                        Duration.ofMinutes(5))),
                true,
                Timing.DEFAULT));
  }

  @Test
  void parse_everything_mapped() {
    Chain chain =
        ChainJson.parse(
            """
            {"routes": [
               {"name": "pool", "account": "%s", "messagingService": "%s", "carrier": "QDN pool",
                "segmentsPerSecond": 2.5, "receiptDeadline": "PT3M",
                "receiptDeadlines": {"completed": "PT15M"}, "pricePerSegment": 0.02},
               {"name": "toll-free", "account": "%s", "from": "+18885550100", "kind": "toll-free"}],
             "emailAfterOptOut": false,
             "withoutReceipts": ["+1340", "+52"],
             "timing": {"postWithin": "PT1S", "httpTimeout": "PT2S", "clockSkew": "PT3S",
                        "listingLag": "PT4S", "spillAfter": "PT5S", "retryDelay": "PT6S"},
             "suppression": {"failures": 2, "within": "P7D", "coolDown": "P1D"},
             "timeZone": "America/Denver",
             "quietHours": {"from": "20:30", "to": "09:00", "urgent": ["dispatched"]},
             "spending": {"perDay": 25, "perJob": 0.5}}
            """
                .formatted(ACCOUNT, SERVICE, ACCOUNT));

    assertThat(chain.routes())
        .containsExactly(
            new Route(
                new RouteName("pool"),
                ACCOUNT,
                SERVICE,
                SenderKind.MESSAGING_SERVICE,
                "QDN pool",
                2.5,
                Duration.ofMinutes(3),
                Map.of(JobStatus.COMPLETED, Duration.ofMinutes(15)),
                new Money(20_000)),
            new Route(
                new RouteName("toll-free"),
                ACCOUNT,
                "+18885550100",
                SenderKind.TOLL_FREE,
                "toll-free",
                3,
                Duration.ofMinutes(5)));
    assertThat(chain.rules())
        .isEqualTo(
            new SendingRules(
                ZoneId.of("America/Denver"),
                Optional.of(
                    new QuietHours(
                        LocalTime.of(20, 30), LocalTime.of(9, 0), Set.of(JobStatus.DISPATCHED))),
                new Spending(Optional.of(new Money(25_000_000)), Optional.of(new Money(500_000))),
                ZoneFinder.NOBODY));
    assertThat(chain.emailAfterOptOut()).isFalse();
    assertThat(chain.withoutReceipts()).containsExactlyInAnyOrder("+1340", "+52");
    assertThat(chain.suppression())
        .isEqualTo(new SuppressionRule(2, Duration.ofDays(7), Duration.ofDays(1)));
    assertThat(chain.timing())
        .isEqualTo(
            new Timing(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(6)));
  }

  @Test
  void parse_quietHoursWithoutAnything_areFromNineToEightForWhatCanWait() {
    Chain chain = ChainJson.parse("{\"routes\": [], \"quietHours\": {}}");

    assertThat(chain.rules().quietHours()).contains(QuietHours.DEFAULT);
    assertThat(chain.rules().depot()).isEqualTo(ZoneId.of("America/Los_Angeles"));
  }

  @Test
  void parse_rulesThatMakeNoSense_areNamedWithTheirPlaces() {
    assertThatThrownBy(
            () ->
                ChainJson.parse(
                    """
                    {"routes": [], "timeZone": "America/Nowhere",
                     "quietHours": {"from": "24:00", "urgent": ["late"]},
                     "spending": {"perDay": -1, "perJob": 0.0000001, "perWeek": 3}}
                    """))
        .hasMessageContaining("/timeZone is not a time zone's name")
        .hasMessageContaining("/quietHours/from is not a time of day")
        .hasMessageContaining("/quietHours/urgent/0 is none of queued")
        .hasMessageContaining("/spending/perDay is not an amount")
        .hasMessageContaining("/spending/perJob is not an amount")
        .hasMessageContaining("/spending/perWeek is not known here");
    assertThatThrownBy(
            () ->
                ChainJson.parse(
                    "{\"routes\": [], \"quietHours\": {\"from\": \"08:00\", \"to\": \"08:00\"}}"))
        .hasMessageContaining("/quietHours begins when it ends");
  }

  @Test
  void parse_deadlineOfNoStatusAndNoPrefix_refused() {
    assertThatThrownBy(
            () ->
                ChainJson.parse(
                    """
                    {"routes": [{"name": "a", "account": "%s", "from": "+16195550100",
                                 "receiptDeadlines": {"finished": "PT1M"}}],
                     "withoutReceipts": ["1340"]}
                    """
                        .formatted(ACCOUNT)))
        .hasMessageContaining("/routes/0/receiptDeadlines/finished is not known here")
        .hasMessageContaining("/withoutReceipts/0");
  }

  @Test
  void parse_suppressionThatCannotBe_isRefused() {
    assertThatThrownBy(
            () ->
                ChainJson.parse(
                    "{\"routes\":[],\"suppression\":{\"failures\":0,\"within\":\"-P1D\",\"x\":1}}"))
        .hasMessageContainingAll("/suppression/failures", "/suppression/within", "/suppression/x");
  }

  @Test
  void parse_noRoutes_everythingByEmail() {
    assertThat(ChainJson.parse("{\"routes\":[]}").routes()).isEmpty();
  }

  @Test
  void parse_manyMistakes_allNamedWithTheirPlaces() {
    String json =
        """
        {"routes": [
           {"name": "Primary!", "account": "AC1", "from": "+16195550100", "speed": 9},
           {"name": "email", "account": "%s"},
           {"name": "b", "account": "%s", "from": "555-0100", "kind": "pigeon",
            "segmentsPerSecond": 0, "receiptDeadline": "soon"},
           7],
         "emailAfterOptout": true,
         "timing": {"postWithin": "-PT1S"}}
        """
            .formatted(ACCOUNT, ACCOUNT);

    assertThatThrownBy(() -> ChainJson.parse(json))
        .isInstanceOf(MalformedSettingException.class)
        .hasMessageContainingAll(
            "/routes/0/name ",
            "/routes/0/account ",
            "/routes/0/speed is not known here",
            "/routes/1/name is used before, or is \"email\"",
            "/routes/1 has to have one of from and messagingService",
            "/routes/2/from ",
            "/routes/2/kind is none of long-code, toll-free, short-code, messaging-service",
            "/routes/2/segmentsPerSecond ",
            "/routes/2/receiptDeadline ",
            "/routes/3 is not an object",
            "/emailAfterOptout is not known here",
            "/timing/postWithin ")
        .hasMessageNotContainingAny("Primary!", "pigeon", "555-0100");
  }

  @Test
  void parse_sameNameTwice_refused() {
    String route = "{\"name\":\"a\",\"account\":\"%s\",\"from\":\"+16195550100\"}";
    String json = ("{\"routes\":[" + route + "," + route + "]}").formatted(ACCOUNT, ACCOUNT);

    assertThatThrownBy(() -> ChainJson.parse(json))
        .hasMessageContaining("/routes/1/name is used before");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{ | not JSON", "[] | is not an object", "{} | /routes is missing"})
  void parse_noChainAtAll_saysWhatItIs(String json, String said) {
    assertThatThrownBy(() -> ChainJson.parse(json))
        .isInstanceOf(MalformedSettingException.class)
        .hasMessageContaining(said);
  }
}
