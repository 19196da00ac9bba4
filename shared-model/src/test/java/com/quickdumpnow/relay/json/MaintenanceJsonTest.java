package com.quickdumpnow.relay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import dev.harrel.jsonschema.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceJsonTest {
  private static final String MESSAGE =
      """
      {"messageId":"SM1","jobId":"job-1","trailerVin":null,"recipientPhone":"+16195557777",
       "body":"hi","sentAt":"2025-01-15T14:32:00Z","deliveredAt":null,"twilioStatus":"sent",
       "carrier":"Verizon","notificationId":"n_aaaaaaaaaaaaaaaa","attempt":1,"route":"primary",
       "segments":1,"claim":{"owner":"w","epoch":1,"at":"2025-01-15T14:31:59Z","postWithin":"PT10S"},
       "reason":"first","outcome":"ACCEPTED"}\
      """;
  private static final String DOCUMENT =
      """
      {"schemaVersion":1,"revision":7,"commits":[],
       "jobs":[{"jobId":"job-1","customer":{"name":"Ann","phone":"+16195557777"},"load":{},
                "timeline":[{"status":"queued","at":"2025-01-15T14:00:00Z","by":"ann"}]}],
       "trailers":[{"vin":"T1-GPS","position":{"latitude":32.7,"longitude":-117.1}}],
       "messages":[%s],
       "notifications":[{"notificationId":"n_aaaaaaaaaaaaaaaa","jobId":"job-1","about":"queued",
         "sequence":1,"createdAt":"2025-01-15T14:00:00Z","text":"hi","segments":1,"link":"l","generation":1,
         "state":"PENDING","since":"2025-01-15T14:00:00Z","reason":"new"}],
       "recipients":[{"phone":"+16195557777"}]}\
      """
          .formatted(MESSAGE);

  @Property(tries = 300)
  void read_ofWhatWasWritten_isTheSame(@ForAll long seed) {
    MaintenanceDocument document = new RandomDocuments(seed).any();

    MaintenanceDocument read = MaintenanceJson.read(MaintenanceJson.write(document));

    assertThat(read).isEqualTo(document);
    assertThat(read.trailers().keySet()).containsExactlyElementsOf(document.trailers().keySet());
    assertThat(read.recipients().keySet())
        .containsExactlyElementsOf(document.recipients().keySet());
  }

  @Property(tries = 100)
  void read_ofUnknownMembersAnywhere_keepsThem(@ForAll long seed) {
    byte[] written = MaintenanceJson.write(new RandomDocuments(seed).any());
    // Jobs of which strays alone are known come last, once they were read.
    byte[] settled = MaintenanceJson.write(MaintenanceJson.read(written));
    Json strange = withUnknownMembers(Json.parse(settled));

    byte[] again = MaintenanceJson.write(MaintenanceJson.read(print(strange).getBytes(UTF_8)));

    assertThat(Json.parse(again)).isEqualTo(strange);
  }

  @Property(tries = 50)
  void write_ofAnyDocument_fitsTheSchema(@ForAll long seed) throws IOException {
    assertFitsTheSchema(new RandomDocuments(seed).any());
  }

  @Property(tries = 5)
  void write_ofEveryStateAndOutcome_fitsTheSchema(@ForAll long seed) throws IOException {
    String written = assertFitsTheSchema(new RandomDocuments(seed).everything());

    for (String state :
        List.of(
            "PENDING",
            "WAITING",
            "HOLD",
            "SENDING",
            "RECONCILING",
            "AWAITING_RECEIPT",
            "EMAILED",
            "EXHAUSTED",
            "DELIVERED",
            "SUPERSEDED",
            "EXPIRED",
            "SUPPRESSED")) {
      assertThat(written).contains("\"state\":\"" + state + "\"");
    }
    for (MessageCodec.Kind kind : MessageCodec.Kind.values()) {
      if (kind != MessageCodec.Kind.STRAY) {
        assertThat(written).contains("\"outcome\":\"" + kind + "\"");
      }
    }
  }

  @Test
  void write_ofAMessage_beginsWithTheNineMembersOfTheBrief() {
    Json.Obj written = (Json.Obj) Json.parse(MaintenanceJson.write(read(DOCUMENT)));
    Json.Arr messages = (Json.Arr) Objects.requireNonNull(written.members().get("messages"));
    Json.Obj message = (Json.Obj) messages.items().getFirst();

    assertThat(message.members().keySet().stream().limit(9))
        .containsExactly(
            "messageId",
            "jobId",
            "trailerVin",
            "recipientPhone",
            "body",
            "sentAt",
            "deliveredAt",
            "twilioStatus",
            "carrier");
    assertThat(message.members())
        .containsEntry("twilioStatus", new Json.Str("sent"))
        .containsEntry("deliveredAt", Json.Word.NULL);
  }

  @Test
  void write_ofALoneSurrogate_doesNotFail() {
    MaintenanceDocument document =
        MaintenanceDocument.EMPTY.withTrailers(
            List.of(
                read(DOCUMENT).trailers().values().iterator().next().withLocation("Yard \ud800")));

    assertThat(read(new String(MaintenanceJson.write(document), UTF_8)).trailers()).hasSize(1);
  }

  @Test
  void write_ofAnUnknownMemberThatIsKnownNow_keepsTheKnownOne() {
    MaintenanceDocument document =
        MaintenanceDocument.EMPTY
            .withCommits(3, List.of())
            .with(new Extras(Map.of("revision", "1")));

    assertThat(MaintenanceJson.read(MaintenanceJson.write(document)).revision()).isEqualTo(3);
  }

  @Test
  void read_ofAJobKnownByAStrayAlone_keepsIt() {
    String stray =
        """
        {"messageId":"SM9","jobId":"job-9","trailerVin":null,"recipientPhone":null,"body":null,
         "sentAt":null,"deliveredAt":null,"twilioStatus":"sent","carrier":null,"outcome":"STRAY",
         "receivedAt":"2025-01-15T14:32:00Z"}\
        """;

    MaintenanceDocument read = read(DOCUMENT.replace(MESSAGE, MESSAGE + "," + stray));

    assertThat(read.job(new JobId("job-9")).strays()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schemaVersion\":1  | \"schemaVersion\":2    | /schemaVersion",
        "\"schemaVersion\":1  | \"schemaVersion\":\"1\" | /schemaVersion",
        "\"schemaVersion\":1, | ''                     | /schemaVersion",
        "\"revision\":7       | \"revision\":7.5       | /revision",
        "\"commits\":[],      | ''                     | /commits",
        "\"commits\":[]       | \"commits\":[3]        | /commits/0",
        "\"name\":\"Ann\"     | \"name\":\"\"          | /jobs/0/customer",
        "+16195557777         | 6195557777             | /jobs/0/customer/phone",
        "\"queued\"           | \"QUEUED\"             | /jobs/0/timeline/0/status",
        "T14:00:00Z           | ' 14:00'               | /jobs/0/timeline/0/at",
        "32.7                 | 91                     | /trailers/0/position",
        "32.7                 | \"north\"              | /trailers/0/position/latitude",
        "PT10S                | 10                     | /messages/0/claim/postWithin",
        "ACCEPTED             | TAKEN                  | /messages/0/outcome",
        "\"attempt\":1        | \"attempt\":2          | /notifications/0",
        "PENDING              | SENDING                | /notifications/0/attempt",
        "n_aaaaaaaaaaaaaaaa\",\"jobId | n_bbbbbbbbbbbbbbbb\",\"jobId | /messages/0/notificationId",
        "\"SM1\",\"jobId\":\"job-1 | \"SM1\",\"jobId\":\"job-2 | /messages/0/jobId",
        "[{\"jobId\":\"job-1  | [{\"jobId\":\"job-2    | /notifications/0/jobId",
      })
  void read_ofABrokenDocument_saysWhereAndNeverWhat(String part, String broken, String pointer) {
    String json = DOCUMENT.replaceFirst(java.util.regex.Pattern.quote(part), broken);
    assertThat(json).isNotEqualTo(DOCUMENT);

    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            BadJsonException.class, e -> assertThat(e.pointer()).isEqualTo(pointer))
        .hasMessageStartingWith(pointer + ": ")
        .hasMessageNotContaining("6195557777")
        .hasMessageNotContaining("Ann");
  }

  @Test
  void read_ofTwoOfOneKey_isRefused() {
    String job = DOCUMENT.substring(DOCUMENT.indexOf("{\"jobId"), DOCUMENT.indexOf("],\n \"tra"));

    assertThatThrownBy(() -> read(DOCUMENT.replace(job, job + "," + job)))
        .hasMessageStartingWith("/jobs/1/jobId: ");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"``", "nonsense", "{} {}", "[]", "{\"a\":1,\"a\":2}", "{\"secret\":Ann}"})
  void read_ofNoDocument_isRefusedWithoutQuotingIt(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadJsonException.class)
        .hasMessageNotContaining("Ann");
  }

  @Test
  void read_ofDeepNesting_isRefused() {
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(BadJsonException.class);
  }

  private static MaintenanceDocument read(String json) {
    return MaintenanceJson.read(json.getBytes(UTF_8));
  }

  private static String print(Json json) {
    StringBuilder out = new StringBuilder();
    json.print(out);
    return out.toString();
  }

  private static Json withUnknownMembers(Json json) {
    return switch (json) {
      case Json.Obj(var members) when members.containsKey("a") -> json;
      case Json.Obj(var members) -> {
        Map<String, Json> more = new LinkedHashMap<>();
        members.forEach((name, value) -> more.put(name, withUnknownMembers(value)));
        more.put("unknown", new Json.Arr(List.of(new Json.Num("1.00"), Json.Word.NULL)));
        yield new Json.Obj(more);
      }
      case Json.Arr(var items) -> {
        List<Json> more = new ArrayList<>();
        items.forEach(item -> more.add(withUnknownMembers(item)));
        yield new Json.Arr(more);
      }
      case Json.Str _, Json.Num _, Json.Word _ -> json;
    };
  }

  private static String assertFitsTheSchema(MaintenanceDocument document) throws IOException {
    String written = new String(MaintenanceJson.write(document), UTF_8);
    try (InputStream schema =
        Objects.requireNonNull(MaintenanceJson.class.getResourceAsStream(MaintenanceJson.SCHEMA))) {
      var result =
          new ValidatorFactory().validate(new String(schema.readAllBytes(), UTF_8), written);
      assertThat(result.isValid())
          .withFailMessage(
              () ->
                  result.getErrors().stream()
                      .map(e -> e.getInstanceLocation() + " " + e.getError())
                      .toList()
                      .toString())
          .isTrue();
    }
    return written;
  }
}
