package com.quickdumpnow.relay.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.ArchiveJson;
import com.quickdumpnow.relay.json.RandomDocuments;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.IdempotencyRecord;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RedactionTest {
  private static final Instant NOW = Kit.START;

  @Property(tries = 100)
  void redacted_ofAnyJob_holdsNoAddressAndNothingUnknown(@ForAll long seed) {
    for (JobHistory history : new RandomDocuments(seed).everything().jobs().values()) {
      ArchivedJob redacted = Redaction.redacted(new ArchivedJob(history, NOW), NOW);

      String json = new String(ArchiveJson.write(redacted), UTF_8);

      assertThat(history.phones()).extracting(PhoneNumber::value).noneMatch(json::contains);
      assertThat(json).doesNotContain("@example.com").doesNotContain("\"x2\"");
      assertThat(ArchiveJson.read(json.getBytes(UTF_8))).isEqualTo(redacted);
    }
  }

  @Property(tries = 50)
  void redacted_twice_isTheSame(@ForAll long seed) {
    for (JobHistory history : new RandomDocuments(seed).everything().jobs().values()) {
      ArchivedJob once = Redaction.redacted(new ArchivedJob(history, NOW), NOW);

      assertThat(Redaction.redacted(once, NOW)).isEqualTo(once);
    }
  }

  @Test
  void redacted_ofAToldJob_keepsItsTimelineAlone() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();
    Job job = kit.history.job().orElseThrow();
    Load load =
        new Load(
            Optional.of("gravel"),
            Optional.empty(),
            Optional.of("5 Elm St"),
            Optional.of("ring twice"),
            new Extras(Map.of("gate", "\"code 99\"")));
    Job full =
        job.amended(job.dispatchId(), job.customer(), load, job.trailerVin())
            .withIdempotency(
                List.of(
                    new IdempotencyRecord(
                        "k", "hash", NOW, 202, JobStatus.QUEUED, Optional.empty())));
    Notification refused =
        kit.history
            .notification(Kit.FIRST)
            .orElseThrow()
            .with(
                attempt.with(
                    new Refused(
                        NOW,
                        Optional.of(21211),
                        "The 'To' number +1 (619) 555-1234 is not valid for ana@example.com",
                        FailureAction.EMAIL)));
    JobHistory history = kit.history.with(full).with(refused);

    ArchivedJob redacted = Redaction.redacted(new ArchivedJob(history, NOW), NOW);

    String json = new String(ArchiveJson.write(redacted), UTF_8);
    assertThat(json)
        .doesNotContain("Ana", "ana@", "6195551234", "555-1234", "Elm", "ring", "hash", "code 99")
        .doesNotContain(refused.text())
        .contains("gravel", "21211", "The 'To' number redacted is not valid for redacted");
    assertThat(redacted.history().job().orElseThrow().timeline()).isEqualTo(job.timeline());
    assertThat(redacted.redactedAt()).contains(NOW);
    Attempt kept = redacted.history().notification(Kit.FIRST).orElseThrow().attempts().getFirst();
    assertThat(kept.isEmail()).isFalse();
    assertThat(kept.route()).isEqualTo(attempt.route());
    assertThat(kept.claim()).isEqualTo(attempt.claim());
  }
}
