package com.quickdumpnow.relay.ops.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.ops.explain.Story.Event;
import com.quickdumpnow.relay.ops.testing.BusyDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The words and times of what happened to a job. */
final class StoryTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final JobHistory JOB = BusyDocument.of(1, NOW).job(new JobId("job-0"));

  private static List<String> words(List<Event> story) {
    return story.stream().map(Event::words).toList();
  }

  @Test
  void of_aJob_isInOrderAndBeginsWithItsFirstStatus() {
    List<Event> story = Story.of(JOB, Optional.empty());

    assertThat(story).extracting(Event::at).isSorted();
    assertThat(story.getFirst().words()).isEqualTo("dana set the job to queued");
    assertThat(story.getFirst().at()).isEqualTo(NOW.minusSeconds(30 * 60));
  }

  @Test
  void of_oneNotification_tellsEveryAttemptWithTheReasonAndWhatCameOfIt() {
    Notification second = JOB.notifications().get(1);

    List<String> story = words(Story.of(JOB, Optional.of(second)));

    assertThat(story)
        .containsSubsequence(
            "the customer is to hear that it is dispatched (%s)".formatted(second.id()),
            "dispatched: now delivered, because the carrier says so");
    assertThat(story.stream().filter(words -> words.startsWith("dispatched, attempt 1: ")))
        .as("the first attempt")
        .anyMatch(words -> words.contains("a text of 1 segment by "))
        .anyMatch(words -> words.contains("Twilio took it as SM"))
        .noneMatch(words -> words.contains("delivered, by"));
    assertThat(story.stream().filter(words -> words.startsWith("dispatched, attempt 2: ")))
        .as("the second one")
        .anyMatch(words -> words.contains("delivered, by "));
    assertThat(story).noneMatch(words -> words.startsWith("queued"));
  }
}
