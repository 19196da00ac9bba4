package com.quickdumpnow.relay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.localcloud.testing.fuzz.FormMutations;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz.Tally;
import com.quickdumpnow.relay.localcloud.testing.fuzz.JsonMutations;
import com.quickdumpnow.relay.localcloud.testing.fuzz.TextMutations;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Every text that comes from outside and is parsed here: taken, or refused with the one exception
 * that is declared for it, whose message does not repeat the input.
 */
class FuzzedParsersTest {
  private static final String PERSONAL = "+16195559876";
  private static final String RECEIPT =
      """
      {"v":1,"kind":"receipt","jobId":"job-1","notificationId":"n_aaaaaaaaaaaaaaaa","attempt":2,
       "messageSid":"SM1","status":"failed","errorCode":30003,"receivedAt":"2026-01-15T14:32:05Z"}
      """;
  private static final String INBOUND =
      """
      {"v":1,"kind":"inbound","messageSid":"SM1","from":"+16195559876","to":"+16195550100",
       "word":"STOP","receivedAt":"2026-01-15T14:32:05Z"}
      """;
  private static final String EVENT =
      """
      {"eventType":"Bounce",
       "bounce":{"bounceType":"Permanent","bounceSubType":"General",
         "timestamp":"2026-08-05T00:41:02.669Z"},
       "mail":{"timestamp":"2026-08-05T00:40:02.012Z","messageId":"0100-ses-000000",
         "destination":["ann@example.com"],
         "tags":{"job":["job-1"],"nid":["n_aaaaaaaaaaaaaaaa"],"attempt":["2"]}}}
      """;
  private static final String TRIGGER =
      """
      {"v":1,"notificationId":"n_aaaaaaaaaaaaaaaa","jobId":"job-1","attempt":0,"generation":1}
      """;
  private static final String CHAIN =
      """
      {"routes":[
         {"name":"pool","account":"AC%1$s","messagingService":"MG%1$s","carrier":"QDN pool",
          "segmentsPerSecond":2.5,"receiptDeadline":"PT3M"},
         {"name":"toll-free","account":"AC%1$s","from":"+18885550100","kind":"toll-free"}],
       "emailAfterOptOut":false,
       "timing":{"postWithin":"PT1S","httpTimeout":"PT2S","clockSkew":"PT3S","listingLag":"PT4S",
         "spillAfter":"PT5S","retryDelay":"PT6S"},
       "suppression":{"failures":2,"within":"P7D","coolDown":"P1D"}}
      """
          .formatted("a".repeat(32));
  private static final String STAFF =
      """
      {"people":[{"name":"dispatch line","phone":"+16195550150"}],"email":"alerts@example.com"}
      """;
  private static final String FORM =
      "MessageSid=SM1&MessageStatus=sent&To=%2B16195559876&From=%2B16195550100&Body=a+b%20%C3%A9&a=";

  private static Tally fuzzJson(String name, long seed, List<String> valid, Consumer<String> read) {
    Tally tally =
        Fuzz.run(
            name,
            seed,
            random -> JsonMutations.mutate(random, valid.get(random.nextInt(valid.size()))),
            text -> isTaken(() -> read.accept(text)));
    return checked(tally);
  }

  /**
   * Both must happen: a fuzzer whose every input is refused at the door sees nothing of the house.
   */
  private static Tally checked(Tally tally) {
    assertThat(tally.executions()).isEqualTo(Fuzz.TRIES).isGreaterThanOrEqualTo(2_000);
    assertThat(tally.taken()).isGreaterThan(tally.executions() / 100);
    assertThat(tally.refused()).isGreaterThan(tally.executions() / 100);
    return tally;
  }

  private static boolean isTaken(Runnable read) {
    try {
      read.run();
      return true;
    } catch (BadJsonException | MalformedSettingException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain(PERSONAL, "ann@example.com");
      assertThat(String.valueOf(refused.getMessage()).length()).isLessThan(100_000);
      return false;
    }
  }

  private static String envelope(Random random, String message) {
    String valid =
        ObjectText.of(
            out -> {
              out.text("Type", "Notification");
              out.text("MessageId", "m-1");
              out.text("TopicArn", "arn:aws:sns:us-east-1:123456789012:ses");
              out.text("Message", message);
              out.text("Timestamp", "2026-08-05T00:41:03.000Z");
            });
    return random.nextBoolean() ? valid : JsonMutations.mutate(random, valid);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void read_outcomes_takenOrRefused(@ForAll long seed) {
    fuzzJson("outcomes", seed, List.of(RECEIPT, INBOUND, EVENT), OutcomeJson::read);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void read_snsEnvelopes_takenOrRefused(@ForAll long seed) {
    checked(
        Fuzz.run(
            "SNS envelopes",
            seed,
            random -> envelope(random, JsonMutations.mutate(random, EVENT)),
            text -> isTaken(() -> OutcomeJson.read(text))));
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void read_triggers_takenOrRefused(@ForAll long seed) {
    fuzzJson("triggers", seed, List.of(TRIGGER), TriggerJson::read);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void parse_chains_takenOrRefused(@ForAll long seed) {
    fuzzJson("carrier chains", seed, List.of(CHAIN), ChainJson::parse);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void parse_staffChains_takenOrRefused(@ForAll long seed) {
    fuzzJson("staff chains", seed, List.of(STAFF), StaffChainJson::parse);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void read_documents_takenOrRefusedAndWhatWasTakenCanBeWritten(@ForAll long seed) {
    List<String> documents =
        List.of(
            text(new RandomDocuments(seed)), text(new RandomDocuments(~seed)), documentOfAll(seed));

    fuzzJson(
        "documents",
        seed,
        documents,
        text -> {
          byte[] once = again(again(text.getBytes(UTF_8)));
          assertThat(again(once)).isEqualTo(once);
        });
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void read_documentsWithFlippedBits_takenOrRefused(@ForAll long seed) {
    byte[] valid = MaintenanceJson.write(new RandomDocuments(seed).any());
    Tally tally =
        Fuzz.run(
            "documents' octets",
            seed,
            random -> new String(TextMutations.mutate(random, valid), UTF_8),
            text -> isTaken(() -> MaintenanceJson.read(text.getBytes(UTF_8))));

    assertThat(tally.refused()).isPositive();
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void parse_forms_takenOrRefused(@ForAll long seed) {
    checked(
        Fuzz.run(
            "forms",
            seed,
            random -> FormMutations.mutate(random, FORM),
            form -> FormFields.parse(form).isPresent()));
  }

  /** A lone surrogate is replaced, and a job that strays alone tell of moves to the end. */
  private static byte[] again(byte[] json) {
    return MaintenanceJson.write(MaintenanceJson.read(json));
  }

  private static String text(RandomDocuments random) {
    return new String(MaintenanceJson.write(random.any()), UTF_8);
  }

  private static String documentOfAll(long seed) {
    return new String(MaintenanceJson.write(new RandomDocuments(seed).everything()), UTF_8);
  }
}
