package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.testing.fuzz.FormMutations;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz.Tally;
import com.quickdumpnow.relay.localcloud.testing.fuzz.HeaderMutations;
import com.quickdumpnow.relay.localcloud.testing.fuzz.JsonMutations;
import com.quickdumpnow.relay.localcloud.testing.fuzz.TextMutations;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever comes, the API answers, never as if it were our fault, keeps nothing of what it refuses
 * and gives nothing away.
 */
class HostileRequestsTest {
  private static final int LONGEST_REFUSAL = 20_000;
  private static final String PHONE = "6195559876";
  private static final String FIRST = ApiFixture.FIRST.replace("6195551234", PHONE);
  private static final String NOTE =
      "{\"status\":\"dispatched\",\"load\":{\"material\":\"sand\",\"tons\":3.25}}";
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "X");

  /** One right request of every kind. */
  private static List<Call> rightOnes(ApiFixture api) {
    String notification = "/jobs/job-1/notifications/" + api.newest("job-1").id();
    Call messages = Call.get("/jobs/job-1/messages");
    return List.of(
        Call.status("job-2", FIRST).with("Idempotency-Key", "k-1"),
        Call.status("job-1", NOTE).with("Origin", ApiFixture.ORIGIN),
        messages.asStaff().with("Accept-Encoding", "gzip").with("If-None-Match", "W/\"0\""),
        Call.get("/jobs/" + ApiFixture.token("job-1") + "/messages"),
        Call.get("/maintenance").query("page=1").asStaff().with("Accept-Encoding", "gzip"),
        Call.post(notification + "/resend", "").asStaff().with("Idempotency-Key", "k-2"),
        Call.post(notification + "/called", "").asStaff(),
        Call.get("/suppressions").asStaff(),
        Call.get("/suppressions/%2B1" + PHONE).method("DELETE").asStaff(),
        Call.get("/sending").asStaff(),
        Call.get("/health-summary").asStaff(),
        Call.post("/sending", "{\"paused\":true}").method("PUT").asStaff(),
        messages.method("OPTIONS").with("Origin", ApiFixture.ORIGIN));
  }

  private static Call mutated(Random random, List<Call> right) {
    Call call = right.get(random.nextInt(right.size()));
    String method =
        random.nextInt(8) == 0 ? METHODS.get(random.nextInt(METHODS.size())) : call.method();
    String path = random.nextInt(3) == 0 ? TextMutations.mutate(random, call.path()) : call.path();
    String query =
        random.nextInt(3) == 0 ? FormMutations.mutate(random, call.query()) : call.query();
    Map<String, String> headers =
        random.nextInt(3) == 0
            ? HeaderMutations.mutate(random, new LinkedHashMap<>(call.headers()))
            : call.headers();
    Optional<String> body =
        call.body()
            .map(
                text ->
                    text.isEmpty() || random.nextInt(3) == 0
                        ? TextMutations.mutate(random, text)
                        : JsonMutations.mutate(random, text));
    return new Call(method, path, query, headers, body);
  }

  /** A request as the gateway hands it on: it has a method and a path. */
  private record Sent(Call call, boolean base64) {
    static Sent of(Call call, Random random) {
      String path = call.path().isEmpty() ? "/" : call.path();
      return new Sent(
          new Call(call.method(), path, call.query(), call.headers(), call.body()),
          random.nextInt(4) == 0);
    }
  }

  private static boolean isAnsweredProperly(ApiFixture api, Sent sent) {
    MaintenanceDocument before = api.store.document();
    int triggersBefore = api.triggers.sent().size();

    Answer answer = api.send(sent.call().event(sent.base64()));

    assertThat(answer.status()).isBetween(200, 499);
    if (answer.status() < 400) {
      return true;
    }
    assertThat(api.store.document()).isEqualTo(before);
    assertThat(api.triggers.sent()).hasSize(triggersBefore);
    assertThat(answer.text().length()).isLessThan(LONGEST_REFUSAL);
    assertThat(answer.text())
        .doesNotContain(ApiFixture.STAFF_TOKEN, PHONE, "Exception", "com.quickdumpnow", "\tat ");
    return false;
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void post_mutatedBody_neverFailsAndKeepsNothingOfARefusedOne(@ForAll long seed) {
    Tally tally =
        Fuzz.run(
            "bodies of a status",
            seed,
            random -> Sent.of(Call.status("job-1", JsonMutations.mutate(random, FIRST)), random),
            sent -> isAnsweredProperly(new ApiFixture(), sent));

    assertThat(tally.executions()).isEqualTo(Fuzz.TRIES).isGreaterThanOrEqualTo(2_000);
    assertThat(tally.taken()).isGreaterThan(Fuzz.TRIES / 100);
    assertThat(tally.refused()).isGreaterThan(Fuzz.TRIES / 100);
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void any_mutatedRequest_neverFailsAndKeepsNothingOfARefusedOne(@ForAll long seed) {
    ApiFixture api = new ApiFixture();
    api.status("job-1", FIRST);
    List<Call> right = rightOnes(api);

    Tally tally =
        Fuzz.run(
            "requests",
            seed,
            random -> Sent.of(mutated(random, right), random),
            sent -> {
              ApiFixture fresh = new ApiFixture();
              fresh.status("job-1", FIRST);
              return isAnsweredProperly(fresh, sent);
            });

    assertThat(tally.executions()).isEqualTo(Fuzz.TRIES).isGreaterThanOrEqualTo(2_000);
    assertThat(tally.taken()).isGreaterThan(Fuzz.TRIES / 100);
    assertThat(tally.refused()).isGreaterThan(Fuzz.TRIES / 100);
  }

  @Property(tries = 300)
  void post_anySequence_movesTheJobForwardOnlyAndAnswersForEveryNotification(
      @ForAll("sequences") List<String> statuses) {
    ApiFixture api = new ApiFixture();
    api.status("job-1", FIRST);
    int accepted = 1;

    for (String status : statuses) {
      Answer answer = api.status("job-1", "{\"status\":\"" + status + "\"}");
      assertThat(answer.status()).isIn(200, 202, 409);
      accepted += answer.status() == 202 ? 1 : 0;
    }

    assertThat(api.history("job-1").notifications()).hasSize(accepted);
    assertThat(api.history("job-1").job().orElseThrow().timeline()).hasSize(accepted);
    assertThat(api.triggers.sent()).hasSize(accepted).doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<List<String>> sequences() {
    return Arbitraries.of("queued", "dispatched", "completed", "cancelled").list().ofMaxSize(8);
  }
}
