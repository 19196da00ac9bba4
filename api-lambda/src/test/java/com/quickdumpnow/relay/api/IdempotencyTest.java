package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.JobStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  private static final String NEXT = "{\"status\":\"dispatched\"}";
  private final ApiFixture api = new ApiFixture();

  @Test
  void post_sameKeyAndBody_answersAsTheFirstTimeEvenAfterTheJobMovedOn() {
    Answer first = keyed("k1", ApiFixture.FIRST);
    api.status("job-1", NEXT);

    Answer again = keyed("k1", ApiFixture.FIRST);

    assertThat(first.headers()).doesNotContainKey("Idempotency-Replayed");
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(api.triggers.sent()).hasSize(2);
    assertThat(api.history("job-1").job().orElseThrow().status()).isEqualTo(JobStatus.DISPATCHED);
  }

  @Test
  void post_sameKeyAfterA200_answers200AgainEvenAfterTheJobMovedOn() {
    api.status("job-1", ApiFixture.FIRST);
    Answer first = keyed("k1", ApiFixture.FIRST);
    api.status("job-1", NEXT);

    Answer again = keyed("k1", ApiFixture.FIRST);

    assertThat(first.status()).isEqualTo(200);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void post_sameKeyOtherBody_isRefused() {
    keyed("k1", ApiFixture.FIRST);

    Answer answer = keyed("k1", NEXT);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("key-reused");
    assertThat(api.history("job-1").job().orElseThrow().status()).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void post_firstWasKeptWhileThisWasOnItsWay_isConcurrent() {
    api.send(Call.status("job-1", ApiFixture.FIRST).with("Idempotency-Key", "k1"));

    Answer answer = api.send(Call.status("job-1", ApiFixture.FIRST).with("Idempotency-Key", "k1"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("concurrent-request");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    api.pass(Duration.ofSeconds(1));
    assertThat(keyed("k1", ApiFixture.FIRST).status()).isEqualTo(202);
    assertThat(api.triggers.sent()).hasSize(1);
  }

  @Test
  void post_sameKeyOnAnotherJob_isAnotherRequest() {
    keyed("k1", ApiFixture.FIRST);

    Answer answer = api.send(Call.status("job-2", ApiFixture.FIRST).with("Idempotency-Key", "k1"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers()).doesNotContainKey("Idempotency-Replayed");
  }

  @Test
  void post_sameKeyAfterADay_isForgotten() {
    keyed("k1", ApiFixture.FIRST);
    api.pass(Duration.ofHours(24));

    Answer answer = keyed("k1", NEXT);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(api.history("job-1").job().orElseThrow().idempotency()).hasSize(1);
  }

  @Test
  void post_refused_leavesItsKeyFree() {
    assertThat(keyed("k1", NEXT).status()).isEqualTo(400);

    assertThat(keyed("k1", ApiFixture.FIRST).status()).isEqualTo(202);
  }

  private Answer keyed(String key, String body) {
    Answer answer = api.send(Call.status("job-1", body).with("Idempotency-Key", key));
    api.pass(Duration.ofSeconds(1));
    return answer;
  }
}
