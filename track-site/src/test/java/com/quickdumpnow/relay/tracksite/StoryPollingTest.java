package com.quickdumpnow.relay.tracksite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tracking page asks for, and how long it keeps asking. */
class StoryPollingTest {

  private final JavaScript story =
      JavaScript.load("track/story.js", "src/test/resources/story-helpers.js");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "job-1.k1AbCdEfGhIjKlMnOp",
        " job-1.k1AbCdEfGhIjKlMnOp\\n",
        "job-1.k1AbCdEfGhIjKlMnOp.",
        "job-1.k1AbCdEfGhIjKlMnOp).",
        "job-1.k1AbCdEfGhIjKlMnOp>"
      })
  void token_fromAMessage_losesWhatTheSentenceLeftOnIt(String raw) {
    assertThat(story.eval("qdnStory.token('" + raw + "')")).isEqualTo("job-1.k1AbCdEfGhIjKlMnOp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"job-1.k1AbCdEfGhIjKlMn--", "job-1.k1AbCdEfGhIjKlMn-", "job-1.k1AbCdEfGhIjKlMn"})
  void token_withoutTheDashesAtItsEnd_isLeftToTheApiToMend(String raw) {
    assertThat(story.eval("qdnStory.token('" + raw + "')")).isEqualTo(raw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "job-1",
        "job-1.",
        "job-1.k1AbCdEfGhIj",
        "job-1.k1AbCdEfGhIjKlMnOpQrStU",
        "job 1.k1AbCdEfGhIjKlMnOp",
        "../x.k1AbCdEfGhIjKlMnOp",
        "job-1.k1AbCdEfGhIjKlMnOp.k1AbCdEfGhIjKlMnOp",
        ".k1AbCdEfGhIjKlMnOp"
      })
  void token_cutOrMistyped_isNone(String raw) {
    assertThat(story.eval("qdnStory.token('" + raw + "')")).isEqualTo("null");
  }

  @Test
  void token_missing_isNone() {
    assertThat(story.eval("qdnStory.token(null)")).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource({
    "completed, delivered, 16:01, true",
    "cancelled, delivered, 16:01, true",
    "completed, sent, 16:59, false",
    "completed, failed, 16:59, false",
    "completed, failed, 17:01, true",
    "dispatched, delivered, 23:59, false",
    "queued, sent, 23:59, false"
  })
  void settled_statusNewsAndTime_decideWhetherToKeepAsking(
      String status, String news, String now, String settled) {
    String answer =
        "answer([['%1$s', '16:00']], [['%1$s', 'text', '%2$s', null, '16:00']])"
            .formatted(status, news);

    assertThat(story.eval("qdnStory.settled(%s, Date.parse(at('%s')))".formatted(answer, now)))
        .isEqualTo(settled);
  }

  @Test
  void settled_onlyAnEarlierStatusWasDelivered_keepsAsking() {
    String answer =
        "answer([['queued', '09:00'], ['completed', '16:00']], [['queued', 'text', 'delivered',"
            + " null, '09:00']])";

    assertThat(story.eval("qdnStory.settled(" + answer + ", Date.parse(at('16:05')))"))
        .isEqualTo("false");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 5000",
    "12, 0, 5000",
    "13, 0, 7500",
    "14, 0, 11250",
    "40, 0, 60000",
    "0, 1, 5000",
    "0, 2, 10000",
    "0, 9, 60000"
  })
  void pause_quietOrFailing_slowsDownToAMinute(int looksWithoutNews, int failures, double millis) {
    assertThat(
            Double.parseDouble(
                story.eval("qdnStory.pause(%d, %d)".formatted(looksWithoutNews, failures))))
        .isEqualTo(millis);
  }
}
