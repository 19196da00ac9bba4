package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Redaction;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that left the document are still to be found, and do not change any more. */
final class ArchivedJobTest {
  private static final String JOB = "job-1";

  private final ApiFixture api = new ApiFixture();

  @BeforeEach
  void finishJob() {
    api.status(JOB, ApiFixture.FIRST);
    api.status(JOB, "{\"status\":\"cancelled\"}");
    Histories.tried(api.store, JOB, new Exhausted(Histories.AT, "all failed"));
  }

  private void archive() {
    api.store.archive().take(List.of(api.history(JOB)), _ -> true);
    assertThat(api.store.document().jobs()).isEmpty();
  }

  private static Call messages(String job) {
    return Call.get("/jobs/" + job + "/messages");
  }

  @Test
  void getMessages_byLink_isTheSameAsBefore() {
    Answer before = api.send(messages(ApiFixture.token(JOB)));

    archive();

    assertThat(api.send(messages(ApiFixture.token(JOB))).json()).isEqualTo(before.json());
  }

  @Test
  void getMessages_byStaff_isTheSameAsBefore() {
    Answer before = api.send(messages(JOB).asStaff());

    archive();

    assertThat(api.send(messages(JOB).asStaff()).json()).isEqualTo(before.json());
  }

  @Test
  void getMessages_ofARedactedJob_stillShowsItsTimeline() {
    Answer before = api.send(messages(ApiFixture.token(JOB)));
    archive();

    api.store.archive().walk(9, job -> Redaction.redacted(job, Histories.AT));

    assertThat(api.send(messages(ApiFixture.token(JOB))).json()).isEqualTo(before.json());
  }

  @Test
  void postStatus_ofAnArchivedJob_isRefusedNamingItsState() {
    archive();

    Answer answer = api.status(JOB, ApiFixture.FIRST);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("currentStatus").asText()).isEqualTo("cancelled");
    assertThat(api.store.document().jobs()).isEmpty();
    assertThat(api.store.archive().find(new JobId(JOB)).orElseThrow().history().notifications())
        .hasSize(2);
  }
}
